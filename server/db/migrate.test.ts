import { sql } from 'drizzle-orm';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../../tests/hosts/test-database.ts';
import { openPglite } from '../node/db/pglite.ts';
import { openPostgres } from '../node/db/postgres.ts';
import { readMigrations } from '../node/db/read-migrations.ts';
import { migrate, sortByJournal } from './migrate.ts';

const appliedTags = sql`select tag from applied_migrations order by tag`;

test('processes that start concurrently on an empty PostgreSQL migrate it once', async () => {
  const url = await createTestDatabase(inject('postgresUrl'), 'template0');
  const opened = await Promise.all([openPostgres(url), openPostgres(url), openPostgres(url)]);
  onTestFinished(async () => {
    for (const { close } of opened) await close();
  });
  const tags = (await readMigrations()).map(({ tag }) => ({ tag }));
  for (const { db } of opened) expect((await db.execute(appliedTags)).rows).toEqual(tags);
});

test('a migration that fails rolls back itself and those before it', async () => {
  const { db, close } = await openPglite('snapshot');
  onTestFinished(close);
  const steps = [
    ...(await readMigrations()),
    { tag: '9998_good', sql: 'create table good (id int)' },
    { tag: '9999_bad', sql: 'create table bad (id int);\n--> statement-breakpoint\nselect nonsense' },
  ];
  await expect(migrate(db, steps)).rejects.toThrow();
  const { rows } = await db.execute(sql`select to_regclass('good') as good, to_regclass('bad') as bad`);
  expect(rows).toEqual([{ good: null, bad: null }]);
});

test('a migration that was changed after it was applied is rejected by name', async () => {
  const { db, close } = await openPglite('snapshot');
  onTestFinished(close);
  const [first, ...rest] = await readMigrations();
  if (!first) throw new Error('No migrations');
  await expect(migrate(db, [{ ...first, sql: `${first.sql}\nselect 1` }, ...rest])).rejects.toThrow(
    first.tag,
  );
});

test('CRLF line endings do not change the checksum', async () => {
  const { db, close } = await openPglite('snapshot');
  onTestFinished(close);
  const migrations = await readMigrations();
  await migrate(
    db,
    migrations.map(({ tag, sql: text }) => ({ tag, sql: text.replaceAll('\n', '\r\n') })),
  );
  expect((await db.execute(appliedTags)).rows).toHaveLength(migrations.length);
});

test('the journal defines the order, and a file outside of it is rejected', () => {
  const entries = [
    { idx: 1, tag: '0001_b' },
    { idx: 0, tag: '0000_a' },
  ];
  expect(sortByJournal({ entries }, { '0000_a': 'a', '0001_b': 'b' }).map(({ tag }) => tag)).toEqual([
    '0000_a',
    '0001_b',
  ]);
  expect(() => sortByJournal({ entries }, { '0000_a': 'a' })).toThrow('0001_b');
  expect(() => sortByJournal({ entries: [] }, { '0000_a': 'a' })).toThrow('0000_a');
});
