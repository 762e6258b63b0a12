import { type SQL, sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';

/**
 * An instant by the database's clock, as SQL. Everything that decides what readers see takes one: processes may disagree
 * about the time, the database is one. A `Date` of the process's clock does not type-check where one is needed.
 */
export type DatabaseTime = SQL<Date>;

/** The time when the database receives the statement; in a transaction that waited for a lock, the time after the wait. */
export const databaseTime: DatabaseTime = sql`statement_timestamp()`;

/** A fixed instant: one that was read from the database, or a test's. */
export function instant(at: Date): DatabaseTime {
  return sql`${at.toISOString()}::text::timestamptz`;
}

/** Reads the instant, for writing it and for comparisons outside of SQL. Rounded down to milliseconds. */
export async function readTime(db: Database | Transaction, time: DatabaseTime): Promise<Date> {
  const { rows } = await db.execute<{ ms: number }>(
    sql`select floor(extract(epoch from ${time}) * 1000)::float8 as ms`,
  );
  const [row] = rows;
  if (!row) throw new Error('The database returned no time');
  return new Date(row.ms);
}

/** A larger difference between the process's clock and the database's is reported. */
const toleratedSkewMs = 5_000;

/**
 * Seconds by which `clock` is ahead of the database's clock (negative: behind), rounded. 0 up to five seconds: the time
 * that the query takes is not counted.
 */
export async function measureClockSkew(
  db: Database,
  { clock, now }: { clock: () => Date; now: () => DatabaseTime },
): Promise<number> {
  const before = clock().getTime();
  const there = (await readTime(db, now())).getTime();
  const after = clock().getTime();
  const skewMs = there < before ? before - there : Math.min(0, after - there);
  return Math.abs(skewMs) > toleratedSkewMs ? Math.round(skewMs / 1000) : 0;
}
