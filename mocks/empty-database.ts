import { getTableName, is, sql } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Database } from '../server/db/database.ts';
import * as schema from '../server/db/schema.ts';

const tables = Object.values(schema)
  .filter((table) => is(table, PgTable))
  .map((table) => `"${getTableName(table)}"`)
  .join(', ');

/** Deletes every row and begins all numbers anew. For tests and for a fresh demo. */
export async function emptyDatabase(db: Database): Promise<void> {
  await db.execute(sql.raw(`truncate ${tables} restart identity cascade`));
}
