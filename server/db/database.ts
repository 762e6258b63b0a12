import type { PgDatabase, PgQueryResultHKT } from 'drizzle-orm/pg-core';
import type * as schema from './schema.ts';

/** What `execute` of raw SQL answers on PGlite and on node-postgres alike. */
interface QueryResult extends PgQueryResultHKT {
  type: Rows<this['row']>;
}
type Rows<Row> = { rows: Row[] };

/**
 * The database as everything above the hosts sees it: PGlite and PostgreSQL behind one Drizzle type.
 * Inside `db.transaction` use only the transaction: on PGlite the database itself would wait for it forever.
 */
export type Database = PgDatabase<QueryResult, typeof schema>;

export type Transaction = Parameters<Parameters<Database['transaction']>[0]>[0];

/** An open database, migrated. Whoever opened it closes it. */
export type OpenDatabase = {
  db: Database;
  kind: 'pglite' | 'postgres';
  close: () => Promise<void>;
};
