import { type Migration, sortByJournal } from '../server/db/migrate.ts';
import journal from '../server/db/migrations/meta/_journal.json';

const texts = import.meta.glob<string>('../server/db/migrations/*.sql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

/** The migrations, bundled into the page from the files that the server reads. */
export function pageMigrations(): Migration[] {
  const files = Object.entries(texts).map(([path, text]) => [tagOf(path), text]);
  return sortByJournal(journal, Object.fromEntries(files));
}

function tagOf(path: string): string {
  return path.replace(/^.*\//, '').replace(/\.sql$/, '');
}
