/**
 * `npm run backup -- <folder>`: backs up the configured database and files into an empty folder. With PostgreSQL the desk
 * may be running; with the embedded database it must be stopped, because only one process can open that.
 */
import { randomBytes } from 'node:crypto';
import { backUp } from '../server/node/backup/backup.ts';
import { readConfig } from '../server/node/config.ts';
import { backupKeyOf, CommandError, openDatabase, openFiles, runCommand } from './terminal.ts';

await runCommand(async () => {
  const [folder, ...others] = process.argv.slice(2);
  if (!folder || others.length > 0) throw new CommandError('Usage: npm run backup -- <folder>');
  const config = readConfig(process.env);
  const { db, close } = await openDatabase(config);
  try {
    const configured = backupKeyOf(config);
    const key = configured ?? randomBytes(32).toString('hex');
    const { tables, files } = await backUp(db, openFiles(config), folder, { now: new Date(), key });
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `${rows} rows of ${tables.length} tables and ${files.count} files (${files.bytes} bytes) are in ${folder}.\n` +
        'A backup is worth what its restore is: try it now and then into an empty place.\n',
    );
    if (!configured) {
      process.stdout.write(
        'Neither BACKUP_KEY nor AUDIT_SECRET is set, so this backup has a key of its own. Store it apart from the backup:\n' +
          `BACKUP_KEY=${key}\n`,
      );
    }
    return 0;
  } finally {
    await close();
  }
});
