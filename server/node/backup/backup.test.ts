import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { count, eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { seedNewsroom } from '../../../mocks/seed.ts';
import { createTestDatabase } from '../../../tests/hosts/test-database.ts';
import { sealEmptyLog } from '../../audit/audit-log.ts';
import { verifyAudit } from '../../audit/verify.ts';
import type { Database, OpenDatabase } from '../../db/database.ts';
import { articles, media, type revisions, users } from '../../db/schema.ts';
import { readContent } from '../../documents/store.ts';
import type { FileStore } from '../../files/file-store.ts';
import { memoryFiles } from '../../files/memory-files.ts';
import { openPglite } from '../db/pglite.ts';
import { openPostgres } from '../db/postgres.ts';
import { sharpImages } from '../images/sharp-images.ts';
import { backUp } from './backup.ts';
import { BackupError, hmacOfManifest } from './manifest.ts';
import { restore } from './restore.ts';

let folder: string;
let source: OpenDatabase;
let files: FileStore;
const open: OpenDatabase[] = [];
const key = 'the key of the tests, which nothing outlives';
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
  // People and pictures reference each other.
  const [picture] = await source.db.select({ id: media.id }).from(media).limit(1);
  await source.db.update(users).set({ portraitMediaId: picture?.id });
  await backUp(source.db, files, join(folder, 'first'), { now, key });
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
  const first = await restore(postgres, itsFiles, join(folder, 'first'), { key });
  expect(await numberOf(postgres, articles)).toBe(await numberOf(source.db, articles));
  const second = await backUp(postgres, itsFiles, join(folder, 'second'), { now, key });
  expect(second.tables).toEqual(first.tables);
  expect(second.files).toEqual(first.files);
  expect(first.files.count).toBeGreaterThan(10);

  const back = await openPglite('snapshot');
  open.push(back);
  await restore(back.db, memoryFiles(), join(folder, 'second'), { key });
  const [article] = await back.db.select().from(articles).where(eq(articles.stage, 'review')).limit(1);
  const read = (db: Database) => readContent(db, article?.id ?? '');
  expect(await read(back.db)).toEqual(await read(source.db));
});

test('a newsroom that has been started, but has no accounts, can be restored into', async () => {
  const db = await emptyPostgres();
  await sealEmptyLog(db, 'a secret of no importance');
  await restore(db, memoryFiles(), join(folder, 'first'), { key });
  expect(await verifyAudit(db, { secret: 'a secret of no importance' })).toMatchObject({ ok: true });
});

test('sequences continue after a restore', async () => {
  const db = await emptyPostgres();
  await restore(db, memoryFiles(), join(folder, 'first'), { key });
  const known = await db.select({ shortId: articles.shortId }).from(articles);
  const [made] = await db.insert(articles).values({}).returning({ shortId: articles.shortId });
  expect(known.map(({ shortId }) => shortId)).not.toContain(made?.shortId);
});

test('a restore over an existing newsroom is rejected', async () => {
  await expect(restore(source.db, files, join(folder, 'first'), { key })).rejects.toThrow(BackupError);
});

test('a changed row and a changed file are detected, and the database stays empty', async () => {
  await backUp(source.db, files, join(folder, 'changed'), { now, key });
  const path = join(folder, 'changed', 'tables', 'revisions.jsonl');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('cảng', 'bến'));
  const db = await emptyPostgres();
  await expect(restore(db, memoryFiles(), join(folder, 'changed'), { key })).rejects.toThrow(
    'Table revisions',
  );
  expect(await numberOf(db, users)).toBe(0);

  await writeFile(path, text);
  const list = await readFile(join(folder, 'changed', 'files.jsonl'), 'utf8');
  const { key: file } = JSON.parse(list.split('\n')[0] ?? '');
  await writeFile(join(folder, 'changed', 'files', ...file.split('/')), 'no picture');
  await expect(restore(db, memoryFiles(), join(folder, 'changed'), { key })).rejects.toThrow(file);
});

test('an edited manifest, another key and a backup without an HMAC are rejected, unless the operator trusts it', async () => {
  await backUp(source.db, files, join(folder, 'edited'), { now, key });
  const [rows, list, path] = ['tables/users.jsonl', 'files.jsonl', 'manifest.json'].map((name) =>
    join(folder, 'edited', name),
  ) as [string, string, string];
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const db = await emptyPostgres();
  const restoreEdited = (options: { key: string | null; isUnverified?: boolean }) =>
    restore(db, memoryFiles(), join(folder, 'edited'), options);

  // A row that the hash of its table in the manifest was changed for: a journalist becomes an admin.
  const edited = (await readFile(rows, 'utf8')).replace('"role": "journalist"', '"role": "admin"');
  await writeFile(rows, edited);
  const users = manifest.tables.find(({ name }: { name: string }) => name === 'users');
  users.sha256 = createHash('sha256').update(edited).digest('hex');
  await writeFile(path, JSON.stringify(manifest));
  await expect(restoreEdited({ key })).rejects.toThrow('The manifest was changed');
  const { hmac: _, ...unsigned } = manifest;
  await writeFile(
    path,
    JSON.stringify({ ...unsigned, hmac: hmacOfManifest(unsigned, 'a key of somebody else') }),
  );
  await expect(restoreEdited({ key })).rejects.toThrow('The manifest was changed');
  await writeFile(path, JSON.stringify(unsigned));
  await expect(restoreEdited({ key })).rejects.toThrow('did not authenticate backups');
  await writeFile(path, JSON.stringify({ ...unsigned, hmac: manifest.hmac }));
  await expect(restoreEdited({ key: null })).rejects.toThrow('set BACKUP_KEY');

  // The list of files is checked before a path in it is read.
  const { key: _key, ...entry } = JSON.parse((await readFile(list, 'utf8')).split('\n')[0] ?? '');
  const original = await readFile(list, 'utf8');
  await writeFile(list, `${JSON.stringify({ ...entry, key: '../../../../etc/passwd' })}\n`);
  await expect(restoreEdited({ key: null, isUnverified: true })).rejects.toThrow('files.jsonl is not what');
  await writeFile(list, original);

  await restoreEdited({ key: null, isUnverified: true });
  expect(await numberOf(db, articles)).toBe(await numberOf(source.db, articles));
});

test('a folder that is not empty is rejected, and one without a manifest is no backup', async () => {
  await expect(backUp(source.db, files, join(folder, 'first'), { now, key })).rejects.toThrow('is not empty');
  await expect(restore(await emptyPostgres(), memoryFiles(), folder, { key })).rejects.toThrow(
    'is no backup',
  );
});

test('a file that is missing in the store fails the backup', async () => {
  const emptyStore: FileStore = { ...memoryFiles(), get: async () => null };
  await expect(backUp(source.db, emptyStore, join(folder, 'incomplete'), { now, key })).rejects.toThrow(
    'lacks media/',
  );
});
