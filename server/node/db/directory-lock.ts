import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { privateFileMode, privateFolderMode } from '../private-folder.ts';

/*
 * A lock file beside the database folder. PGlite lacks PostgreSQL's own lock, and two processes would corrupt the folder.
 *
 * On the same machine the owner is alive when a process with its id runs and started at the recorded time: process ids
 * are reused, in containers even the same ones at each start. Owners on other machines or in other containers are
 * detected by the modification time of the file, which every owner updates.
 */
const heartbeatMs = 10_000;
const staleAfterMs = 45_000;

type LockOwner = { pid: number; host: string; startedAt: string };

/** Releases the lock. Idempotent. */
export type ReleaseLock = () => Promise<void>;

/** Another process has locked the folder. */
export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

/**
 * Locks the folder for this process.
 *
 * @param directory need not exist; the lock is the file `<directory>.lock` beside it.
 * @throws DirectoryInUse with a message that names the folder, the process and the remedy.
 */
export async function lockDirectory(directory: string): Promise<ReleaseLock> {
  const path = `${directory}.lock`;
  const content = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    startedAt: processStartTime(process.pid),
  } satisfies LockOwner);
  await mkdir(dirname(path), { recursive: true, mode: privateFolderMode });
  for (let attempt = 0; ; attempt += 1) {
    if (await create(path, content)) break;
    const found = await readFile(path, 'utf8').catch(() => '');
    if (attempt === 5 || (await isAlive(path, found))) throw new DirectoryInUse(inUse(directory, found));
    await removeStale(path, found);
  }
  const heartbeat = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, heartbeatMs);
  heartbeat.unref();
  // For `process.exit` and uncaught errors. After SIGKILL the lock is detected as stale.
  const removeAtExit = () => rmSync(path, { force: true });
  process.once('exit', removeAtExit);
  return async () => {
    clearInterval(heartbeat);
    process.off('exit', removeAtExit);
    await rm(path, { force: true });
  };
}

/** Atomic: writes a temporary file and hard-links it, which fails when the lock exists. */
async function create(path: string, content: string): Promise<boolean> {
  const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(temporary, content, { mode: privateFileMode });
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** Moves the file away and checks it again, because another process may have replaced the stale lock. */
async function removeStale(path: string, expected: string): Promise<void> {
  const temporary = `${path}.stale.${process.pid}`;
  try {
    await rename(path, temporary);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(temporary, 'utf8')) !== expected) await link(temporary, path);
  await rm(temporary, { force: true });
}

async function isAlive(path: string, content: string): Promise<boolean> {
  const owner = parse(content);
  if (!owner) return false;
  if (owner.host === hostname())
    return isRunning(owner.pid) && processStartTime(owner.pid) === owner.startedAt;
  const touchedAt = await stat(path).then(
    (file) => file.mtimeMs,
    () => 0,
  );
  return Date.now() - touchedAt < staleAfterMs;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

/** Distinguishes processes that had the same id. Empty on systems without /proc. */
function processStartTime(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // Field 22, `starttime`: the 20th after the command, which may contain spaces (proc(5)).
    const ticks = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}

function parse(content: string): LockOwner | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as LockOwner) : null;
  } catch {
    return null;
  }
}

function inUse(directory: string, content: string): string {
  const owner = parse(content);
  const who = owner ? `process ${owner.pid} on ${owner.host}` : 'another process';
  return (
    `The database folder ${directory} is in use by ${who}. Two processes would destroy it. ` +
    `Stop that process, or start this one with another DATA_DIR. If no such process runs, delete ${directory}.lock`
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
