import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { DirectoryInUse, lockDirectory } from './directory-lock.ts';
import { openPglite } from './pglite.ts';

const lockScript = `
  const { lockDirectory } = await import(${JSON.stringify(new URL('./directory-lock.ts', import.meta.url).href)});
  try {
    await lockDirectory(process.argv[1]);
    process.stdout.write('locked');
    process.stdin.resume().on('end', () => process.exit(0));
  } catch (error) {
    process.stdout.write(error.name);
  }
`;

async function aFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'toa-soan-lock-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, 'database');
}

/** Starts another process that tries to lock the folder; `output` is `locked` or the error's name. */
async function anotherProcess(folder: string): Promise<{ child: ChildProcess; output: string }> {
  const child = spawn(process.execPath, ['--input-type=module', '-e', lockScript, folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  const [output] = await once(child.stdout, 'data');
  return { child, output: String(output) };
}

test('a folder that another process has locked is rejected, naming the process and the remedy', async () => {
  const folder = await aFolder();
  const { child, output } = await anotherProcess(folder);
  expect(output).toBe('locked');
  const refusal = openPglite({ directory: folder });
  await expect(refusal).rejects.toThrow(DirectoryInUse);
  await expect(refusal).rejects.toThrow(`${folder} is in use by process ${child.pid}`);
  await expect(refusal).rejects.toThrow('DATA_DIR');
  expect(existsSync(folder), 'nothing was written into it').toBe(false);
});

test('of several processes that start concurrently exactly one gets the lock', async () => {
  const folder = await aFolder();
  const output = await Promise.all(Array.from({ length: 4 }, () => anotherProcess(folder)));
  expect(output.map((each) => each.output).sort()).toEqual([
    'DirectoryInUse',
    'DirectoryInUse',
    'DirectoryInUse',
    'locked',
  ]);
});

test('the lock of a killed process is replaced', async () => {
  const folder = await aFolder();
  const { child } = await anotherProcess(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  const release = await lockDirectory(folder);
  expect(JSON.parse(await readFile(`${folder}.lock`, 'utf8')).pid).toBe(process.pid);
  await release();
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test('a process that exits removes its lock', async () => {
  const folder = await aFolder();
  const { child } = await anotherProcess(folder);
  child.stdin?.end();
  await once(child, 'exit');
  expect(existsSync(`${folder}.lock`)).toBe(false);
});

test.runIf(process.platform === 'linux')('a reused process id does not own the lock', async () => {
  const folder = await aFolder();
  const release = await lockDirectory(folder);
  const own = JSON.parse(await readFile(`${folder}.lock`, 'utf8'));
  await writeFile(`${folder}.lock`, JSON.stringify({ ...own, startedAt: 'another boot' }));
  await (await lockDirectory(folder))();
  await release();
});

test('a lock of another machine is valid while its modification time is recent', async () => {
  const folder = await aFolder();
  const path = `${folder}.lock`;
  await writeFile(path, JSON.stringify({ pid: 1, host: 'another-machine', startedAt: '' }));
  await expect(lockDirectory(folder)).rejects.toThrow('process 1 on another-machine');
  const longAgo = new Date(Date.now() - 120_000);
  await utimes(path, longAgo, longAgo);
  await (await lockDirectory(folder))();
});

test('the same process does not get the lock twice', async () => {
  const folder = await aFolder();
  const release = await lockDirectory(folder);
  await expect(lockDirectory(folder)).rejects.toThrow(DirectoryInUse);
  await release();
});
