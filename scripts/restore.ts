/**
 * `npm run restore -- <folder> [--unverified]`: restores a backup into the configured, empty database and file store, then compares
 * everything with the backup.
 */
import { parseArgs } from 'node:util';
import { restore } from '../server/node/backup/restore.ts';
import { readConfig } from '../server/node/config.ts';
import { closeContents, closeFolder } from '../server/node/private-folder.ts';
import { backupKeyOf, CommandError, openDatabase, openFiles, runCommand } from './terminal.ts';

await runCommand(async () => {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { unverified: { type: 'boolean', default: false } },
  });
  const [folder, ...others] = positionals;
  if (!folder || others.length > 0)
    throw new CommandError('Usage: npm run restore -- <folder> [--unverified]');
  const config = readConfig(process.env);
  const { db, close } = await openDatabase(config, { mayBeNew: true });
  try {
    const { tables, files, createdAt } = await restore(db, openFiles(config), folder, {
      key: backupKeyOf(config),
      isUnverified: values.unverified,
    });
    // Earlier versions left backups open to other accounts. This one may be on a disk that is read-only.
    await closeFolder(folder)
      .then(() => closeContents(folder))
      .catch(() => undefined);
    const rows = tables.reduce((sum, table) => sum + table.rows, 0);
    process.stdout.write(
      `The newsroom of ${createdAt} is back: ${rows} rows and ${files.count} files, each compared with the backup.\n`,
    );
    return 0;
  } finally {
    await close();
  }
});
