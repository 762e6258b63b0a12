import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, rmdir } from 'node:fs/promises';
import path from 'node:path';
import { assertKey, type FileStore, StorageError } from '../files/file-store.ts';
import { privateFileMode, privateFolderMode } from './private-folder.ts';

/**
 * A file store in a folder. Writes are atomic and durable: temporary file, fsync, rename, fsync of the folder.
 *
 * @param directory absolute or relative to the working directory; created when it does not exist.
 */
export function diskFiles(directory: string): FileStore {
  const root = path.resolve(directory);

  function locate(key: string): string {
    assertKey(key);
    return path.join(root, key);
  }

  return {
    async put(key, bytes) {
      const target = locate(key);
      // No key has a leading dot.
      const temporary = path.join(path.dirname(target), `.${randomUUID()}.tmp`);
      try {
        await mkdir(path.dirname(target), { recursive: true, mode: privateFolderMode });
        await writeAndSync(temporary, bytes);
        await rename(temporary, target);
        await syncFolder(path.dirname(target));
      } catch (error) {
        await rm(temporary, { force: true }).catch(() => undefined);
        throw toStorageError(error, key);
      }
    },
    async get(key) {
      try {
        return new Uint8Array(await readFile(locate(key)));
      } catch (error) {
        if (codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR') return null;
        throw toStorageError(error, key);
      }
    },
    async delete(key) {
      const target = locate(key);
      try {
        await rm(target, { force: true });
      } catch (error) {
        if (codeOf(error) !== 'ENOTDIR') throw toStorageError(error, key);
      }
      // Fails while the folder is not empty.
      await rmdir(path.dirname(target)).catch(() => undefined);
    },
  };
}

async function writeAndSync(file: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(file, 'wx', privateFileMode);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows cannot open a folder; NTFS journals the rename.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

const storageFullCodes = new Set(['ENOSPC', 'EDQUOT']);

/** Converts an error with a system code to `StorageError`; any other is a bug and returned as it is. */
export function toStorageError(error: unknown, key: string): unknown {
  const code = codeOf(error);
  if (code === undefined) return error;
  return new StorageError(
    storageFullCodes.has(code) ? 'storage-full' : 'unavailable',
    `${code}: ${key}`,
    error,
  );
}
