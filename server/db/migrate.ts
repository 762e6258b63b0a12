import { sql } from 'drizzle-orm';
import { sha256Hex } from '../../domain/bytes.ts';
import type { Database } from './database.ts';

/** One step of the schema's history. `tag` is its file name without `.sql`; statements as drizzle-kit parts them. */
export type Migration = { tag: string; sql: string };

/** The part of drizzle-kit's `meta/_journal.json` that gives the order. */
export type MigrationJournal = { entries: { idx: number; tag: string }[] };

/**
 * Any fixed number will do, as long as all processes take the same. It is released with the transaction, so that a
 * process that dies half-way blocks nobody.
 */
const lockKey = 7_040_118;

/**
 * Brings the database to the newest schema: all missing migrations in one transaction under an advisory lock, so
 * that of several processes that start together one migrates and the others find it done. The same on every host.
 *
 * @throws Error when a migration that was applied earlier reads otherwise now, or when one of them fails (then
 * none of them is applied).
 */
export async function migrate(db: Database, migrations: readonly Migration[]): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(${lockKey}::bigint)`);
    // A role that may create nothing can still see that nothing is missing.
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
 * Puts migrations into the order of drizzle-kit's journal.
 *
 * @param files the SQL by tag.
 * @throws Error when the journal names a file that is not there, or a file is not in the journal.
 */
export function sortByJournal(journal: MigrationJournal, files: Record<string, string>): Migration[] {
  const entries = [...journal.entries].sort((a, b) => a.idx - b.idx);
  const forgotten = Object.keys(files).find((tag) => !entries.some((entry) => entry.tag === tag));
  if (forgotten !== undefined) throw new Error(`Migration ${forgotten} is not in the journal`);
  return entries.map(({ tag }) => {
    const text = files[tag];
    if (text === undefined) throw new Error(`Migration ${tag} has no SQL file`);
    return { tag, sql: text };
  });
}

/** Names a state of the schema: equal migrations give equal text (64 hex characters). */
export function migrationsHash(migrations: readonly Migration[]): Promise<string> {
  return sha256(migrations.map((migration) => `${migration.tag}\n${migration.sql}`).join('\n'));
}

function sha256(text: string): Promise<string> {
  // Git on Windows may check out CRLF; the checksum must not depend on it.
  return sha256Hex(text.replaceAll('\r\n', '\n'));
}
