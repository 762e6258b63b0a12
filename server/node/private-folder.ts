import { chmod, lstat, mkdir, opendir } from 'node:fs/promises';
import { join } from 'node:path';

/*
 * The database, the pictures and backups are for the operator's account alone: they hold password hashes and secrets. The
 * host and the scripts set `umask`; this closes what earlier versions left open. Windows has other permissions.
 */

export const privateFolderMode = 0o700;
export const privateFileMode = 0o600;

/** Removes all access of other accounts from what this process creates. Not possible in a worker thread. */
export function setPrivateUmask(): void {
  process.umask(0o077);
}

/** Creates the folder, or closes an existing one to other accounts: nothing in it can be reached then. */
export async function closeFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true, mode: privateFolderMode });
  await chmod(folder, privateFolderMode);
}

/**
 * Closes everything in the folder too, one entry at a time, because it may hold a hundred thousand files. Links are not
 * followed.
 *
 * @throws the first error, after all other entries.
 */
export async function closeContents(folder: string, signal?: AbortSignal): Promise<void> {
  const errors: unknown[] = [];
  for await (const entry of await opendir(folder)) {
    if (signal?.aborted) return;
    const path = join(folder, entry.name);
    try {
      if (entry.isFile() || entry.isDirectory()) await closeEntry(path);
      if (entry.isDirectory()) await closeContents(path, signal);
    } catch (error) {
      // The database deletes files meanwhile.
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) errors.push(error);
    }
  }
  if (errors.length > 0) throw errors[0];
}

async function closeEntry(path: string): Promise<void> {
  const { mode } = await lstat(path);
  if ((mode & 0o077) !== 0) await chmod(path, mode & 0o700);
}
