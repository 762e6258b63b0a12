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
import { lockDirectory } from './directory-lock.ts';
import { readMigrations } from './read-migrations.ts';

/**
 * Where the database lives.
 *
 * - a folder: kept; one process at a time.
 * - `memory`: gone when closed.
 * - `snapshot`: the same, but loaded from a migrated copy in the system's temporary folder, which is four times as
 *   fast. For tests.
 */
export type PglitePlace = { directory: string } | 'memory' | 'snapshot';

/**
 * Opens PGlite (PostgreSQL inside this process) and migrates it.
 *
 * @throws DirectoryInUse when another process has the folder open.
 */
export async function openPglite(place: PglitePlace): Promise<OpenDatabase> {
  const migrations = await readMigrations();
  if (place === 'memory') return migrated(await PGlite.create({ extensions }), migrations);
  if (place === 'snapshot') {
    return migrated(await PGlite.create({ extensions, loadDataDir: await snapshot(migrations) }), migrations);
  }
  const release = await lockDirectory(place.directory);
  try {
    await ensureDirectory(place.directory);
    const client = await PGlite.create({ dataDir: place.directory, extensions });
    const { db, kind, close } = await migrated(client, migrations);
    return { db, kind, close: () => close().finally(release) };
  } catch (error) {
    await release();
    throw error;
  }
}

const extensions = { pg_trgm };

/**
 * A process that is killed while it makes a database leaves half of one, which nothing can open again. So it is made
 * aside and moved into place when it is whole. The caller holds the lock.
 */
async function ensureDirectory(directory: string): Promise<void> {
  if (existsSync(directory)) return;
  const aside = `${directory}.new`;
  await rm(aside, { recursive: true, force: true });
  const client = await PGlite.create({ dataDir: aside, extensions });
  await client.close();
  await rename(aside, directory);
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

/** A migrated, empty database as a file. Keyed by its migrations, so that it is never the wrong one. */
async function snapshot(migrations: readonly Migration[]): Promise<Blob> {
  const folder = join(tmpdir(), 'toa-soan-snapshots');
  const path = join(folder, `${(await migrationsHash(migrations)).slice(0, 16)}.tar`);
  const cached = await readFile(path).catch(() => null);
  if (cached) return new Blob([cached]);
  const client = await PGlite.create({ extensions });
  const made = await migrated(client, migrations);
  const dump = await client.dumpDataDir('none');
  await made.close();
  await mkdir(folder, { recursive: true });
  // Several test processes may make it at once; each moves a whole file into place.
  const aside = `${path}.${process.pid}.${crypto.randomUUID()}`;
  await writeFile(aside, new Uint8Array(await dump.arrayBuffer()));
  await rename(aside, path);
  return dump;
}
