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
  await db.transaction(async (tx) => {
    // Its rows are only ever inserted; a newsroom that begins anew has no past.
    await tx.execute(sql`alter table audit_log disable trigger user`);
    await tx.execute(sql.raw(`truncate ${tables} restart identity cascade`));
    await tx.execute(sql`alter table audit_log enable trigger user`);
  });
}
