import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { count } from 'drizzle-orm';
import type { Database, Transaction } from '../../db/database.ts';
import { settings, users } from '../../db/schema.ts';
import type { FileStore } from '../../files/file-store.ts';
import { filePath, tablePath } from './backup.ts';
import {
  appliedMigrations,
  assertAuthentic,
  BackupError,
  createLineHasher,
  type FileEntry,
  fileListName,
  type Manifest,
  manifestName,
  manifestSchema,
  sha256,
} from './manifest.ts';
import {
  type BackupTable,
  backupTables,
  insertLines,
  readTableLines,
  resetSequences,
  updateDeferred,
} from './tables.ts';

/**
 * Restores a backup into an empty newsroom, then reads everything back and compares it with the hashes in the manifest.
 * The tables are restored in one transaction; files of a failed restore may remain.
 *
 * @param options.key of the backup; `isUnverified` accepts a backup without one, or with another.
 * @throws BackupError when the backup is incomplete or not authentic, the newsroom is not empty, the migrations differ, or a hash does not
 * match.
 */
export async function restore(
  db: Database,
  files: FileStore,
  folder: string,
  { key, isUnverified = false }: { key: string | null; isUnverified?: boolean },
): Promise<Manifest> {
  const manifest = await readManifest(folder);
  if (!isUnverified) assertAuthentic(manifest, key);
  const applied = await appliedMigrations(db);
  if (applied.join() !== manifest.migrations.join()) {
    throw new BackupError(
      'The backup was made with another version of the desk. Restore it with that version, then upgrade.',
    );
  }
  const [people] = await db.select({ number: count() }).from(users);
  if (people?.number !== 0)
    throw new BackupError('This newsroom is not empty. A restore needs an empty one.');

  await restoreFiles(files, manifest, folder);
  await db.transaction(async (tx) => {
    // Settings that the first start generated.
    await tx.delete(settings);
    for (const table of backupTables)
      await eachBatch(table, folder, (lines) => insertLines(tx, table, lines));
    for (const table of backupTables.filter(({ deferredColumns }) => deferredColumns.length > 0)) {
      await eachBatch(table, folder, (lines) => updateDeferred(tx, table, lines));
    }
    await resetSequences(tx);
    for (const table of backupTables) await verifyTable(tx, table, manifest);
  });
  return manifest;
}

async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, manifestName), 'utf8').catch(() => null);
  if (text === null) throw new BackupError(`${folder} is no backup: it has no ${manifestName}.`);
  const parsed = manifestSchema.safeParse(JSON.parse(text));
  if (!parsed.success) throw new BackupError(`${join(folder, manifestName)} cannot be read.`);
  return parsed.data;
}

const batchMaxChars = 4_000_000;

async function eachBatch(
  table: BackupTable,
  folder: string,
  write: (lines: readonly string[]) => Promise<void>,
): Promise<void> {
  const lines: string[] = [];
  let chars = 0;
  const writeBatch = async () => {
    if (lines.length > 0) await write(lines);
    lines.length = 0;
    chars = 0;
  };
  for await (const line of readLines(tablePath(folder, table.name))) {
    lines.push(line);
    chars += line.length;
    if (chars > batchMaxChars && !table.isSelfReferencing) await writeBatch();
  }
  await writeBatch();
}

/** Not node:readline, which also splits at U+2028; JSON strings may contain it. */
async function* readLines(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, { encoding: 'utf8' })) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') throw new BackupError(`${path} is truncated.`);
}

async function verifyTable(tx: Transaction, table: BackupTable, manifest: Manifest): Promise<void> {
  const hash = createLineHasher();
  for await (const line of readTableLines(tx, table)) hash.add(line);
  const expected = manifest.tables.find((one) => one.name === table.name);
  if (expected?.sha256 !== hash.hex() || expected.rows !== hash.count()) {
    throw new BackupError(`Table ${table.name} is not what was backed up. Nothing was restored.`);
  }
}

async function restoreFiles(files: FileStore, manifest: Manifest, folder: string): Promise<void> {
  const list = join(folder, fileListName);
  const hash = createLineHasher();
  // Its keys are paths, so it is checked before they are used.
  for await (const line of readLines(list)) hash.add(line);
  if (hash.hex() !== manifest.files.sha256)
    throw new BackupError(`${fileListName} is not what was backed up.`);
  for await (const line of readLines(list)) {
    const { key, sha256: expected } = JSON.parse(line) as FileEntry;
    const bytes = await readFile(filePath(folder, key)).catch(() => null);
    if (!bytes || sha256(bytes) !== expected)
      throw new BackupError(`The file ${key} is not what was backed up.`);
    await files.put(key, new Uint8Array(bytes));
    const stored = await files.get(key);
    if (!stored || sha256(stored) !== expected)
      throw new BackupError(`The store did not keep ${key} as it is.`);
  }
}
