import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

/** The result of raw SQL, common to PGlite and node-postgres. */
interface QueryResult extends PgQueryResultHKT {
  type: Rows<this['row']>;
}
type Rows<Row> = { rows: Row[] };

/**
 * PGlite or PostgreSQL behind one Drizzle type. Inside `db.transaction` use `tx` only: on PGlite, `db` would deadlock.
 */
export type Database = PgDatabase<QueryResult, typeof schema>;

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** An open, migrated database. The caller closes it. */
export type OpenDatabase = {
  db: Database;
  kind: 'pglite' | 'postgres';
  close: () => Promise<void>;
};
