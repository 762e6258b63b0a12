import { readFileSync, rmSync } from 'node:fs';
import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname } from 'node:path';

/*
 * PGlite is PostgreSQL inside our process, without PostgreSQL's own guard: a folder that two processes open at once
 * is broken for good. So a file beside the folder says who has it.
 *
 * On the same machine the holder lives if its process id does, and if that process started when the file says (ids
 * are given out again, in containers even the same ones each time). Of a holder on another machine or in another
 * container we cannot ask that, so every holder touches its file; one that was not touched for a while is stale.
 */
const touchEveryMs = 10_000;
const staleAfterMs = 45_000;

type Holder = { pid: number; host: string; startedAt: string };

/** Gives the folder back. Safe to call twice. */
export type ReleaseLock = () => Promise<void>;

/** Another live process has the folder open. */
export class DirectoryInUse extends Error {
  override name = 'DirectoryInUse';
}

/**
 * Takes the folder for this process.
 *
 * @param directory need not exist yet; the lock is the file `<directory>.lock` beside it.
 * @throws DirectoryInUse with a message that names folder, process and what to do.
 */
export async function lockDirectory(directory: string): Promise<ReleaseLock> {
  const path = `${directory}.lock`;
  const own = JSON.stringify({
    pid: process.pid,
    host: hostname(),
    startedAt: processStartTime(process.pid),
  } satisfies Holder);
  await mkdir(dirname(path), { recursive: true });
  for (let attempt = 0; ; attempt += 1) {
    if (await create(path, own)) break;
    const found = await readFile(path, 'utf8').catch(() => '');
    if (attempt === 5 || (await isAlive(path, found))) throw new DirectoryInUse(inUse(directory, found));
    await removeStale(path, found);
  }
  const touching = setInterval(() => {
    const now = new Date();
    void utimes(path, now, now).catch(() => undefined);
  }, touchEveryMs);
  touching.unref();
  // Covers `process.exit` and an uncaught error; after SIGKILL the next process sees that we are gone.
  const removeAtExit = () => rmSync(path, { force: true });
  process.once('exit', removeAtExit);
  return async () => {
    clearInterval(touching);
    process.off('exit', removeAtExit);
    await rm(path, { force: true });
  };
}

/** Written aside and linked into place, so that nobody ever reads half a file. Linking fails where one is. */
async function create(path: string, content: string): Promise<boolean> {
  const aside = `${path}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(aside, content);
  try {
    await link(aside, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Between our look and our hand another process may have taken the lock over: what we moved away is looked at again. */
async function removeStale(path: string, judged: string): Promise<void> {
  const aside = `${path}.stale.${process.pid}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  if ((await readFile(aside, 'utf8')) !== judged) await link(aside, path);
  await rm(aside, { force: true });
}

async function isAlive(path: string, content: string): Promise<boolean> {
  const holder = parse(content);
  if (!holder) return false;
  if (holder.host === hostname())
    return isRunning(holder.pid) && processStartTime(holder.pid) === holder.startedAt;
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

/** Tells two processes with the same id apart. Empty where the system does not say. */
function processStartTime(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The command in parentheses may hold spaces; the start is the 20th value after it.
    const ticks = line.slice(line.lastIndexOf(')') + 2).split(' ')[19];
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${ticks}`;
  } catch {
    return '';
  }
}

function parse(content: string): Holder | null {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null && 'pid' in value ? (value as Holder) : null;
  } catch {
    return null;
  }
}

function inUse(directory: string, content: string): string {
  const holder = parse(content);
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return (
    `The database folder ${directory} is in use by ${who}. Two processes would destroy it. ` +
    `Stop that process, or start this one with another DATA_DIR. If no such process runs, delete ${directory}.lock`
  );
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
