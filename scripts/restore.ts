/**
 * `npm run restore -- <folder>`: restores a backup into the configured, empty database and file store, then compares
 * everything with the backup.
 */
import { restore } from '../server/node/backup/restore.ts';
import { readConfig } from '../server/node/config.ts';
import { CommandError, openDatabase, openFiles, runCommand } from './terminal.ts';

await runCommand(async () => {
  const [folder, ...others] = process.argv.slice(2);
  if (!folder || others.length > 0) throw new CommandError('Usage: npm run restore -- <folder>');
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
