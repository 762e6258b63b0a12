import { sql } from 'drizzle-orm';
import { sha256Hex } from '../../domain/bytes.ts';
import type { Database } from './database.ts';

/** A drizzle-kit migration. `tag` is its file name without `.sql`. */
export type Migration = { tag: string; sql: string };

/** The part of drizzle-kit's `meta/_journal.json` that defines the order. */
export type MigrationJournal = { entries: { idx: number; tag: string }[] };

/** An arbitrary advisory lock key. The lock is released with the transaction, also when the process dies. */
const lockKey = 7_040_118;

/**
 * Applies all missing migrations in one transaction, under an advisory lock: processes that start concurrently wait, and
 * find the work done.
 *
 * @throws Error when an applied migration has been changed since, or when one fails; then none is applied.
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
    // Not `create table if not exists`: the working role may not create tables, even when none is missing.
    const table = await tx.execute<{ isThere: boolean }>(
      sql`select to_regclass('applied_migrations') is not null as "isThere"`,
    );
    if (!table.rows[0]?.isThere) {
      await tx.execute(sql`
        create table applied_migrations (
          tag text primary key,
          checksum text not null,
          applied_at timestamptz not null default now()
        )`);
    }
    const known = await tx.execute<{ tag: string; checksum: string }>(
      sql`select tag, checksum from applied_migrations`,
    );
    const checksums = new Map(known.rows.map((row) => [row.tag, row.checksum]));
    for (const migration of migrations) {
      const checksum = await sha256(migration.sql);
      const applied = checksums.get(migration.tag);
      if (applied === checksum) continue;
      if (applied !== undefined) {
        throw new Error(
          `Migration ${migration.tag} was changed after this database had applied it. ` +
            'Add a new migration instead; a database of a demo can simply be deleted.',
        );
      }
      for (const statement of migration.sql.split('--> statement-breakpoint')) {
        if (statement.trim() !== '') await tx.execute(sql.raw(statement));
      }
      await tx.execute(
        sql`insert into applied_migrations (tag, checksum) values (${migration.tag}, ${checksum})`,
      );
    }
  });
}

/**
 * Sorts migrations by drizzle-kit's journal.
 *
 * @param files the SQL by tag.
 * @throws Error when a file is missing, or is not in the journal.
 */
export function sortByJournal(journal: MigrationJournal, files: Record<string, string>): Migration[] {
  const entries = [...journal.entries].sort((a, b) => a.idx - b.idx);
  const unlisted = Object.keys(files).find((tag) => !entries.some((entry) => entry.tag === tag));
  if (unlisted !== undefined) throw new Error(`Migration ${unlisted} is not in the journal`);
  return entries.map(({ tag }) => {
    const text = files[tag];
    if (text === undefined) throw new Error(`Migration ${tag} has no SQL file`);
    return { tag, sql: text };
  });
}

/** Identifies a version of the schema: SHA-256 of all migrations, hex. */
export function migrationsHash(migrations: readonly Migration[]): Promise<string> {
  return sha256(migrations.map((migration) => `${migration.tag}\n${migration.sql}`).join('\n'));
}

function sha256(text: string): Promise<string> {
  // Git on Windows may check out CRLF; the checksum must not depend on it.
  return sha256Hex(text.replaceAll('\r\n', '\n'));
}
