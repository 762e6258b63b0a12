import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seedNewsroom } from '../../../mocks/seed.ts';
import { createTestDatabase } from '../../../tests/hosts/test-database.ts';
import type { Database, OpenDatabase } from '../../db/database.ts';
import { articles, type revisions, users } from '../../db/schema.ts';
import { readContent } from '../../documents/store.ts';
import type { FileStore } from '../../files/file-store.ts';
import { memoryFiles } from '../../files/memory-files.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';
import { sharpImages } from '../sharp-images.ts';
import { backUp } from './backup.ts';
import { BackupError } from './manifest.ts';
import { restore } from './restore.ts';

let folder: string;
let source: OpenDatabase;
let files: FileStore;
const open: OpenDatabase[] = [];
const now = new Date('2026-03-11T07:06:00.000Z');
const logger = { info: () => undefined, warn: () => undefined, error: () => undefined };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'toa-soan-backup-'));
  source = await openPglite('snapshot');
  files = memoryFiles();
  await seedNewsroom({
    db: source.db,
    files,
    images: sharpImages(),
    clock: () => now,
    logger,
    auditSecret: 'a secret of no importance',
    toJpeg: async (svg) => new Uint8Array(await sharp(Buffer.from(svg)).resize(200).jpeg().toBuffer()),
  });
  await backUp(source.db, files, join(folder, 'first'), now);
});
afterAll(async () => {
  for (const database of [source, ...open]) await database.close();
  await rm(folder, { recursive: true, force: true });
});

async function emptyPostgres(): Promise<Database> {
  const database = await openPostgres(await createTestDatabase(inject('postgresUrl')));
  open.push(database);
  return database.db;
}

const numberOf = async (db: Database, table: typeof articles | typeof revisions | typeof users) =>
  (await db.select({ number: count() }).from(table))[0]?.number;

test('a newsroom moves from the embedded database to PostgreSQL and back unchanged', async () => {
  const [postgres, itsFiles] = [await emptyPostgres(), memoryFiles()];
  const first = await restore(postgres, itsFiles, join(folder, 'first'));
  expect(await numberOf(postgres, articles)).toBe(await numberOf(source.db, articles));
  const second = await backUp(postgres, itsFiles, join(folder, 'second'), now);
  expect(second.tables).toEqual(first.tables);
  expect(second.files).toEqual(first.files);
  expect(first.files.count).toBeGreaterThan(10);

  const back = await openPglite('snapshot');
  open.push(back);
  await restore(back.db, memoryFiles(), join(folder, 'second'));
  const [article] = await back.db.select().from(articles).where(eq(articles.stage, 'review')).limit(1);
  const read = (db: Database) => readContent(db, article?.id ?? '');
  expect(await read(back.db)).toEqual(await read(source.db));
});

test('sequences continue after a restore', async () => {
  const db = await emptyPostgres();
  await restore(db, memoryFiles(), join(folder, 'first'));
  const known = await db.select({ shortId: articles.shortId }).from(articles);
  const [made] = await db.insert(articles).values({}).returning({ shortId: articles.shortId });
  expect(known.map(({ shortId }) => shortId)).not.toContain(made?.shortId);
});

test('a restore over an existing newsroom is rejected', async () => {
  await expect(restore(source.db, files, join(folder, 'first'))).rejects.toThrow(BackupError);
});

test('a changed row and a changed file are detected, and the database stays empty', async () => {
  await backUp(source.db, files, join(folder, 'changed'), now);
  const path = join(folder, 'changed', 'tables', 'revisions.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('cảng', 'bến'));
  const db = await emptyPostgres();
  await expect(restore(db, memoryFiles(), join(folder, 'changed'))).rejects.toThrow('Table revisions');
  expect(await numberOf(db, users)).toBe(0);

  await writeFile(path, text);
  const list = await readFile(join(folder, 'changed', 'files.jsonl'), 'utf8');
  const { key } = JSON.parse(list.split('\n')[0] ?? '');
  await writeFile(join(folder, 'changed', 'files', ...key.split('/')), 'no picture');
  await expect(restore(db, memoryFiles(), join(folder, 'changed'))).rejects.toThrow(key);
});

test('a folder that is not empty is rejected, and one without a manifest is no backup', async () => {
  await expect(backUp(source.db, files, join(folder, 'first'), now)).rejects.toThrow('is not empty');
  await expect(restore(await emptyPostgres(), memoryFiles(), folder)).rejects.toThrow('is no backup');
});

test('a file that is missing in the store fails the backup', async () => {
  const emptyStore: FileStore = { ...memoryFiles(), get: async () => null };
  await expect(backUp(source.db, emptyStore, join(folder, 'incomplete'), now)).rejects.toThrow(
    'lacks media/',
  );
});
