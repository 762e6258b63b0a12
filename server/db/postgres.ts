import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { OpenDatabase } from './database.ts';
import { migrate } from './migrate.ts';
import { readMigrations } from './read-migrations.ts';
import * as schema from './schema.ts';

type Options = {
  /** A connection that broke while nobody used it. The pool opens another one; this is for the log. */
  onConnectionLost?: (error: Error) => void;
  maxConnections?: number;
};

/**
 * Opens a PostgreSQL database (15 or newer) and migrates it.
 *
 * @param url `postgres://user:password@host:port/database`
 * @throws Error when it does not answer within ten seconds, or a migration fails. Nothing stays open then.
 */
export async function openPostgres(url: string, options: Options = {}): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 20,
    connectionTimeoutMillis: 10_000,
    application_name: 'toa-soan',
  });
  // Without a listener the loss of an idle connection would end the process.
  pool.on('error', options.onConnectionLost ?? (() => undefined));
  const db = drizzle(pool, { schema });
  try {
    await migrate(db, await readMigrations());
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db, kind: 'postgres', close: () => pool.end() };
}
