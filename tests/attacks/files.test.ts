import { chmod, lstat, mkdir, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runScript, startServerProcess, temporaryFolder } from '../hosts/server-process.ts';

/* Other accounts of the machine must not read the database, the pictures or a backup. */

/** Everything at or below a path that accounts other than the owner have some access to. Links have no mode of their own. */
async function openPaths(path: string): Promise<string[]> {
  const { mode } = await lstat(path);
  const open = (mode & 0o077) === 0 ? [] : [`${path} ${(mode & 0o777).toString(8)}`];
  for (const entry of await readdir(path, { recursive: true, withFileTypes: true })) {
    // A cache of the system catalog, which PGlite writes anew at any time; the folders above are closed.
    if (entry.isSymbolicLink() || entry.name === 'pg_internal.init') continue;
    const found = join(entry.parentPath, entry.name);
    // The database deletes files meanwhile.
    const mode = await lstat(found).then(
      (stats) => stats.mode,
      () => 0,
    );
    if ((mode & 0o077) !== 0) open.push(`${found} ${(mode & 0o777).toString(8)}`);
  }
  return open;
}

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);

test('what the server and the scripts write is closed to other accounts', async () => {
  const folder = await temporaryFolder();
  const environment = { DATA_DIR: join(folder, 'data'), DEMO: 'no' };
  const server = await startServerProcess(environment);
  expect(await openPaths(environment.DATA_DIR)).toEqual([]);
  await server.end('SIGTERM');
  expect(await openPaths(environment.DATA_DIR)).toEqual([]);

  const backup = join(folder, 'backups', 'first');
  const made = await runScript('scripts/backup.ts', environment, backup);
  expect(await openPaths(backup)).toEqual([]);
  const key = /^BACKUP_KEY=([0-9a-f]{64})$/m.exec(made.output)?.[1] ?? '';
  expect(key, made.output).not.toBe('');

  const other = { DATA_DIR: join(folder, 'other'), DEMO: 'no' };
  const refused = await runScript('scripts/restore.ts', other, backup);
  expect([refused.code, refused.output]).toEqual([2, expect.stringContaining('set BACKUP_KEY')]);
  const restored = await runScript('scripts/restore.ts', { ...other, BACKUP_KEY: key }, backup);
  expect([restored.code, restored.output]).toEqual([0, expect.stringContaining('is back')]);
  expect(await openPaths(other.DATA_DIR)).toEqual([]);
});

test('an existing folder is closed at the start, and nothing that its links lead to', async () => {
  const folder = await temporaryFolder();
  const dataDir = join(folder, 'data');
  await mkdir(join(dataDir, 'files', 'media', 'a'), { recursive: true });
  const picture = join(dataDir, 'files', 'media', 'a', 'original');
  await mkdir(join(folder, 'outside'));
  for (const file of [picture, join(folder, 'outside', 'page.html')]) await writeFile(file, 'x');
  await symlink(join(folder, 'outside'), join(dataDir, 'files', 'link'));
  for (const path of [dataDir, join(folder, 'outside')]) await chmod(path, 0o755);
  for (const path of [picture, join(folder, 'outside', 'page.html')]) await chmod(path, 0o666);

  await startServerProcess({ DATA_DIR: dataDir, DEMO: 'no' });
  expect(await modeOf(dataDir)).toBe('700');
  await expect.poll(() => openPaths(dataDir), { timeout: 20_000 }).toEqual([]);
  expect(await modeOf(picture)).toBe('600');
  expect([await modeOf(join(folder, 'outside')), await modeOf(join(folder, 'outside', 'page.html'))]).toEqual(
    ['755', '666'],
  );
});
