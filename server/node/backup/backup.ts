import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Database } from '../../db/database.ts';
import type { FileStore } from '../../files/file-store.ts';
import { privateFileMode, privateFolderMode } from '../private-folder.ts';
import {
  appliedMigrations,
  BackupError,
  createLineHasher,
  type FileEntry,
  fileKeys,
  fileListName,
  hmacOfManifest,
  type Manifest,
  manifestName,
  sha256,
} from './manifest.ts';
import { backupTables, readTableLines } from './tables.ts';

/**
 * Backs up the newsroom into an empty or new folder: a consistent snapshot of every table as JSON Lines, and every file.
 * Written to a temporary folder that is renamed when complete. Only the operator's account may read it.
 *
 * @param key authenticates the manifest; a restore requires the same one.
 * @throws BackupError when the folder is not empty, or the store lacks a file that the database references.
 */
export async function backUp(
  db: Database,
  files: FileStore,
  folder: string,
  { now, key }: { now: Date; key: string },
): Promise<Manifest> {
  const existing = await readdir(folder).catch(() => []);
  if (existing.length > 0) throw new BackupError(`${folder} is not empty.`);
  const temporary = `${folder}.part`;
  await rm(temporary, { recursive: true, force: true });
  await mkdir(join(temporary, 'tables'), folderOptions);

  const content = await db.transaction(
    async (tx): Promise<Omit<Manifest, 'hmac'>> => {
      const tables: Manifest['tables'] = [];
      for (const table of backupTables) {
        const hash = createLineHasher();
        const lines = async function* () {
          for await (const line of readTableLines(tx, table)) {
            hash.add(line);
            yield `${line}\n`;
          }
        };
        await pipeline(
          Readable.from(lines()),
          createWriteStream(tablePath(temporary, table.name), fileOptions),
        );
        tables.push({ name: table.name, rows: hash.count(), sha256: hash.hex() });
      }
      return {
        format: 1,
        createdAt: now.toISOString(),
        migrations: await appliedMigrations(tx),
        tables,
        files: await copyFiles(files, await fileKeys(tx), temporary),
      };
    },
    // One snapshot for all tables.
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
  const manifest = { ...content, hmac: hmacOfManifest(content, key) };
  await writeFile(join(temporary, manifestName), `${JSON.stringify(manifest, null, 2)}\n`, fileOptions);
  await rm(folder, { recursive: true, force: true });
  await rename(temporary, folder);
  return manifest;
}

const folderOptions = { recursive: true, mode: privateFolderMode };
const fileOptions = { mode: privateFileMode };

export const tablePath = (folder: string, name: string): string => join(folder, 'tables', `${name}.jsonl`);
export const filePath = (folder: string, key: string): string => join(folder, 'files', ...key.split('/'));

async function copyFiles(files: FileStore, keys: string[], folder: string): Promise<Manifest['files']> {
  const hash = createLineHasher();
  const entries: string[] = [];
  let total = 0;
  for (const key of keys) {
    const bytes = await files.get(key);
    if (!bytes) throw new BackupError(`The file store lacks ${key}, which the database references.`);
    await mkdir(dirname(filePath(folder, key)), folderOptions);
    await writeFile(filePath(folder, key), bytes, fileOptions);
    const line = JSON.stringify({ key, bytes: bytes.length, sha256: sha256(bytes) } satisfies FileEntry);
    hash.add(line);
    entries.push(line);
    total += bytes.length;
  }
  await writeFile(join(folder, fileListName), entries.map((line) => `${line}\n`).join(''), fileOptions);
  return { count: entries.length, bytes: total, sha256: hash.hex() };
}
