import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import type { OpenDatabase } from '../../db/database.ts';
import { type Migration, migrate, migrationsHash } from '../../db/migrate.ts';
import * as schema from '../../db/schema.ts';
import { closeContents } from '../private-folder.ts';
import { lockDirectory } from './directory-lock.ts';
import { readMigrations } from './read-migrations.ts';

/**
 * - a folder: persistent; one process at a time.
 * - `memory`: discarded when closed.
 * - `snapshot`: in memory, loaded from a migrated copy in the temporary folder, which is four times as fast. For tests.
 */
export type PgliteStorage = { directory: string } | 'memory' | 'snapshot';

/**
 * Opens PGlite (embedded PostgreSQL) and migrates it.
 *
 * @throws DirectoryInUse when another process has the folder open.
 */
export async function openPglite(storage: PgliteStorage): Promise<OpenDatabase> {
  const migrations = await readMigrations();
  if (storage === 'memory') return migrated(await PGlite.create({ extensions }), migrations);
  if (storage === 'snapshot') {
    return migrated(await PGlite.create({ extensions, loadDataDir: await snapshot(migrations) }), migrations);
  }
  const release = await lockDirectory(storage.directory);
  try {
    await ensureDirectory(storage.directory);
    const client = await PGlite.create({ dataDir: storage.directory, extensions });
    const { db, kind, close } = await migrated(client, migrations);
    return { db, kind, close: () => close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

const extensions = { pg_trgm };

/**
 * Creates the database in a temporary folder and renames it: a process that is killed during initialization would leave a
 * folder that cannot be opened. The caller has the lock.
 */
async function ensureDirectory(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const temporary = `${directory}.new`;
  await rm(temporary, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: temporary, extensions });
  await client.close();
  // It creates its files open to everybody, whatever the umask; later ones are private.
  await closeContents(temporary);
  await rename(temporary, directory);
}

async function migrated(client: PGlite, migrations: readonly Migration[]): Promise<OpenDatabase> {
  const db = drizzle(client, { schema });
  try {
    await migrate(db, migrations);
  } catch (error) {
    await client.close();
    throw error;
  }
  return { db, kind: 'pglite', close: () => client.close() };
}

/** A migrated, empty database, cached in a file that is named by the hash of the migrations. */
async function snapshot(migrations: readonly Migration[]): Promise<Blob> {
  const folder = join(tmpdir(), 'toa-soan-snapshots');
  const path = join(folder, `${(await migrationsHash(migrations)).slice(0, 16)}.tar`);
  const cached = await readFile(path).catch(() => null);
  if (cached) return new Blob([cached]);
  const client = await PGlite.create({ extensions });
  const opened = await migrated(client, migrations);
  const dump = await client.dumpDataDir('none');
  await opened.close();
  await mkdir(folder, { recursive: true });
  // Test processes may create it concurrently; rename is atomic.
  const temporary = `${path}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(temporary, new Uint8Array(await dump.arrayBuffer()));
  await rename(temporary, path);
  return dump;
}
