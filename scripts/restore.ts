/**
 * `npm run restore -- <folder>`: a backup into the empty database and file store that the environment names. Reads
 * everything back and compares it with the backup before it says that it is done.
 */
import { restore } from '../server/node/backup/restore.ts';
import { readConfig } from '../server/node/config.ts';
import { atTerminal, CannotWork, openDatabase, openFiles } from './terminal.ts';

await atTerminal(async () => {
  const [folder, ...others] = process.argv.slice(2);
  if (!folder || others.length > 0) throw new CannotWork('Usage: npm run restore -- <folder>');
  const config = readConfig(process.env);
  const { db, close } = await openDatabase(config, { mayBeNew: true });
  try {
    const { tables, files, createdAt } = await restore(db, openFiles(config), folder);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `The newsroom of ${createdAt} is back: ${rows} rows and ${files.count} files, each compared with the backup.\n`,
    );
    return 0;
  } finally {
    await close();
  }
});
