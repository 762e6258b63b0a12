import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { Pool } from 'pg';
import type { Database, OpenDatabase } from '../../db/database.ts';
import { migrate } from '../../db/migrate.ts';
import * as schema from '../../db/schema.ts';
import { readMigrations } from './read-migrations.ts';

type Options = {
  /**
   * The address of the role that owns the tables and migrates them. The role of `url` is then granted the minimum: it can
   * neither change the audit log nor disable its triggers.
   */
  migrationUrl?: string | null;
  /** Called when an idle connection is lost, for the log; the pool reconnects. */
  onConnectionLost?: (error: Error) => void;
  maxConnections?: number;
};

/**
 * Opens a PostgreSQL database (15 or newer) and migrates it.
 *
 * @param url `postgres://user:password@host:port/database`
 * @throws Error when it does not answer within ten seconds, or a migration fails; the pool is closed then.
 */
export async function openPostgres(url: string, options: Options = {}): Promise<OpenDatabase> {
  const pool = new Pool({
    connectionString: url,
    max: options.maxConnections ?? 20,
    connectionTimeoutMillis: 10_000,
    application_name: 'toa-soan',
  });
  // Without a listener, the loss of an idle connection would crash the process.
  pool.on('error', options.onConnectionLost ?? (() => undefined));
  // So would the loss of one in use, between two statements. The next statement then fails.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = drizzle(pool, { schema });
  try {
    if (options.migrationUrl) await migrateAs(options.migrationUrl, db);
    else await migrate(db, await readMigrations());
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { db, kind: 'postgres', close: () => pool.end() };
}

/** Privileges of the working role besides select. On all other tables it has insert, update and delete. */
const restrictedGrants: Record<string, string> = {
  audit_log: 'insert',
  audit_head: 'insert, update',
  transitions: 'insert, delete',
  revisions: 'insert, delete',
  applied_migrations: '',
};

/** Migrates as the owner, then grants privileges to the working role. */
async function migrateAs(ownerUrl: string, workingDb: Database): Promise<void> {
  const working = await workingDb.execute<{ name: string }>(sql`select current_user as name`);
  const role = sql.identifier(working.rows[0]?.name ?? '');
  const pool = new Pool({ connectionString: ownerUrl, max: 1, connectionTimeoutMillis: 10_000 });
  const owner: Database = drizzle(pool, { schema });
  try {
    await migrate(owner, await readMigrations());
    await owner.transaction(async (tx) => {
      await tx.execute(sql`select pg_advisory_xact_lock(${grantLockKey}::bigint)`);
      await tx.execute(sql`grant usage on schema public to ${role}`);
      await tx.execute(sql`grant usage, select on all sequences in schema public to ${role}`);
      await tx.execute(sql`grant select, insert, update, delete on all tables in schema public to ${role}`);
      for (const [name, rights] of Object.entries(restrictedGrants)) {
        const table = sql.identifier(name);
        await tx.execute(sql`revoke all on ${table} from ${role}`);
        await tx.execute(
          sql`grant ${sql.raw(['select', rights].filter(Boolean).join(', '))} on ${table} to ${role}`,
        );
      }
    });
  } finally {
    await pool.end();
  }
}

/** An arbitrary advisory lock key: concurrent grants on the same table fail. */
const grantLockKey = 7_040_121;
