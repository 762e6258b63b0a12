import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { settings } from '../../db/schema.ts';
import { openPglite } from './pglite.ts';

async function aFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'toa-soan-pglite-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  return join(parent, 'database');
}

test('committed data persists', async () => {
  const directory = await aFolder();
  const first = await openPglite({ directory });
  await first.db.insert(settings).values({ key: 'word', value: 'Tòa Soạn' });
  await first.close();
  const second = await openPglite({ directory });
  onTestFinished(second.close);
  expect(await second.db.select().from(settings).where(eq(settings.key, 'word'))).toEqual([
    { key: 'word', value: 'Tòa Soạn' },
  ]);
});

test('an incomplete database of a killed process is discarded', async () => {
  const directory = await aFolder();
  await mkdir(join(`${directory}.new`, 'pg_wal'), { recursive: true });
  await writeFile(join(`${directory}.new`, 'PG_VERSION'), '18\n');
  const { db, close } = await openPglite({ directory });
  onTestFinished(close);
  expect(await db.select().from(settings)).toEqual([]);
  expect(existsSync(`${directory}.new`)).toBe(false);
});

test('databases from one snapshot are migrated and independent', async () => {
  const [one, other] = await Promise.all([openPglite('snapshot'), openPglite('snapshot')]);
  onTestFinished(async () => {
    await one.close();
    await other.close();
  });
  await one.db.insert(settings).values({ key: 'word', value: 1 });
  expect(await other.db.select().from(settings)).toEqual([]);
});
