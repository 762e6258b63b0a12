import type { PGlite } from '@electric-sql/pglite';
import { PGliteWorker } from '@electric-sql/pglite/worker';
import { drizzle } from 'drizzle-orm/pglite';
import type { Database } from '../server/db/database.ts';
import { migrationsHash } from '../server/db/migrate.ts';
import * as schema from '../server/db/schema.ts';
import { demoPictures } from './newsroom/newsroom.ts';
import { pageMigrations } from './page-migrations.ts';
import type { WorkerMeta } from './pglite-worker.ts';
import { svgToJpeg } from './svg-to-jpeg.ts';

const prefix = 'toa-soan-';
const filledKey = 'toa-soan.mock.filled';

/** The schema's name: a page of another version takes another database, because a demo is made anew and not mended. */
export async function newsroomName(): Promise<string> {
  return `${prefix}${(await migrationsHash(pageMigrations())).slice(0, 12)}`;
}

/** Where the files of a newsroom lie in IndexedDB. */
export const filesName = (name: string) => `${name}-files`;

/**
 * Opens the newsroom of this browser: PGlite in a worker, in IndexedDB, migrated and filled by that worker. Of
 * several tabs one has it open and the others ask that one; when it closes, another takes over.
 */
export async function openPageDatabase(name: string): Promise<Database> {
  const isFilled = localStorage.getItem(filledKey) === name;
  const meta: WorkerMeta = {
    filesName: filesName(name),
    jpegs: isFilled ? new Map() : await drawPictures(),
  };
  const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), { type: 'module' });
  const client = await PGliteWorker.create(worker, { dataDir: `idb://${name}`, id: name, meta });
  await client.waitReady;
  localStorage.setItem(filledKey, name);
  // It answers as PGlite does; Drizzle's type knows only the class.
  return drizzle(client as unknown as PGlite, { schema });
}

/** Deletes what IndexedDB holds of newsrooms: all of them, or all but one. */
export async function deleteNewsrooms(except?: string): Promise<void> {
  if (!except) localStorage.removeItem(filledKey);
  for (const { name } of await indexedDB.databases()) {
    if (name?.includes(prefix) && !(except && name.includes(except))) indexedDB.deleteDatabase(name);
  }
}

async function drawPictures(): Promise<WorkerMeta['jpegs']> {
  const drawn = demoPictures.map(async ({ svg }) => [svg, await svgToJpeg(svg)] as const);
  return new Map(await Promise.all(drawn));
}
