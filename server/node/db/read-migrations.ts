import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Migration, type MigrationJournal, sortByJournal } from '../../db/migrate.ts';

// A path, not a URL: the bundler of the component tests would rewrite `new URL(…, import.meta.url)`.
const folder = join(import.meta.dirname, '../../db/migrations');

/** Reads the migrations from their folder, in order. In the page, mocks/page-migrations.ts does this. */
export async function readMigrations(): Promise<Migration[]> {
  const journal = JSON.parse(
    await readFile(join(folder, 'meta', '_journal.json'), 'utf8'),
  ) as MigrationJournal;
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql'));
  const files = await Promise.all(
    names.map(async (name) => [name.slice(0, -'.sql'.length), await readFile(join(folder, name), 'utf8')]),
  );
  return sortByJournal(journal, Object.fromEntries(files));
}
