import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../db/database.ts';
import type { FileStore } from '../../files/file-store.ts';
import {
  appliedMigrations,
  BackupError,
  createLineHasher,
  type FileEntry,
  fileKeys,
  fileListName,
  type Manifest,
  manifestName,
  sha256,
} from './manifest.ts';
import { backupTables, readTableLines } from './tables.ts';

/**
 * Writes the whole newsroom into an empty or new folder: every table as lines of JSON, as of one moment, and every
 * file. It is made aside and moved into place when it is whole.
 *
 * @throws BackupError when the folder holds something, or the store lacks a file that the database speaks of.
 */
export async function backUp(db: Database, files: FileStore, folder: string, now: Date): Promise<Manifest> {
  const there = await readdir(folder).catch(() => []);
  if (there.length > 0) throw new BackupError(`${folder} is not empty.`);
  const aside = `${folder}.part`;
  await rm(aside, { recursive: true, force: true });
  await mkdir(join(aside, 'tables'), { recursive: true });

  const manifest = await db.transaction(
    async (tx): Promise<Manifest> => {
      const tables: Manifest['tables'] = [];
      for (const table of backupTables) {
        const hash = createLineHasher();
        const lines = async function* () {
          for await (const line of readTableLines(tx, table)) {
            hash.add(line);
            yield `${line}\n`;
          }
        };
        await pipeline(Readable.from(lines()), createWriteStream(tablePath(aside, table.name)));
        tables.push({ name: table.name, rows: hash.count(), sha256: hash.hex() });
      }
      return {
        format: 1,
        createdAt: now.toISOString(),
        migrations: await appliedMigrations(tx),
        tables,
        files: await copyFiles(files, await fileKeys(tx), aside),
      };
    },
    // One moment for all tables, whatever is written meanwhile.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  await writeFile(join(aside, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
  await rm(folder, { recursive: true, force: true });
  await rename(aside, folder);
  return manifest;
}

export const tablePath = (folder: string, name: string): string => join(folder, 'tables', `${name}.jsonl`);
export const filePath = (folder: string, key: string): string => join(folder, 'files', ...key.split('/'));

async function copyFiles(files: FileStore, keys: string[], folder: string): Promise<Manifest['files']> {
  const hash = createLineHasher();
  const entries: string[] = [];
  let total = 0;
  for (const key of keys) {
    const bytes = await files.get(key);
    if (!bytes) throw new BackupError(`The file store lacks ${key}, which the database speaks of.`);
    await mkdir(dirname(filePath(folder, key)), { recursive: true });
    await writeFile(filePath(folder, key), bytes);
    const line = JSON.stringify({ key, bytes: bytes.length, sha256: sha256(bytes) } satisfies FileEntry);
    hash.add(line);
    entries.push(line);
    total += bytes.length;
  }
  await writeFile(join(folder, fileListName), entries.map((line) => `${line}\n`).join(''));
  return { count: entries.length, bytes: total, sha256: hash.hex() };
}
