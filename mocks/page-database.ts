import { drizzle } from 'drizzle-orm/pglite';
import type { Database } from '../server/db/database.ts';
import { migrationsHash } from '../server/db/migrate.ts';
import * as schema from '../server/db/schema.ts';
import type { WorkerStart } from './database-messages.ts';
import { demoPictures } from './newsroom/newsroom.ts';
import { pageMigrations } from './page-migrations.ts';
import { svgToJpeg } from './svg-to-jpeg.ts';
import { connectToDatabase } from './tab-database.ts';

const prefix = 'toa-soan-';
const filledKey = 'toa-soan.mock.filled';

/** Named by the schema's hash: a version with another schema creates a new demo instead of migrating the old one. */
export async function newsroomName(): Promise<string> {
  return `${prefix}${(await migrationsHash(pageMigrations())).slice(0, 12)}`;
}

/** The IndexedDB database for the files of a newsroom. */
export const filesName = (name: string) => `${name}-files`;

/** Opens the newsroom of this browser, which is created and filled on first use. Shared by all tabs. */
export async function openPageDatabase(name: string): Promise<Database> {
  const isFilled = localStorage.getItem(filledKey) === name;
  const start: WorkerStart = {
    name,
    filesName: filesName(name),
    jpegs: isFilled ? new Map() : await drawPictures(),
  };
  new Worker(new URL('./database-worker.ts', import.meta.url), { type: 'module' }).postMessage(start);
  const db = drizzle(await connectToDatabase(name), { schema });
  localStorage.setItem(filledKey, name);
  return db;
}

/** Deletes all newsrooms in IndexedDB, or all but one. */
export async function deleteNewsrooms(except?: string): Promise<void> {
  if (!except) localStorage.removeItem(filledKey);
  for (const { name } of await indexedDB.databases()) {
    if (name?.includes(prefix) && !(except && name.includes(except))) indexedDB.deleteDatabase(name);
  }
}

async function drawPictures(): Promise<WorkerStart['jpegs']> {
  const drawn = demoPictures.map(async ({ svg }) => [svg, await svgToJpeg(svg)] as const);
  return new Map(await Promise.all(drawn));
}
