import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OpenDatabase } from '../server/db/database.ts';
import type { FileStore } from '../server/files/file-store.ts';
import { s3Files } from '../server/files/s3-files.ts';
import { errorText } from '../server/loggable-error.ts';
import { BackupError } from '../server/node/backup/manifest.ts';
import { type Config, ConfigError } from '../server/node/config.ts';
import { DirectoryInUse } from '../server/node/db/directory-lock.ts';
import { openPglite } from '../server/node/db/pglite.ts';
import { openPostgres } from '../server/node/db/postgres.ts';
import { diskFiles } from '../server/node/disk-files.ts';
import { closeFolder, setPrivateUmask } from '../server/node/private-folder.ts';

/** An error that the user can fix; printed without a stack. */
export class CommandError extends Error {}

/** Opens the configured database. */
export async function openDatabase(config: Config, { mayBeNew = false } = {}): Promise<OpenDatabase> {
  if (config.databaseUrl)
    return openPostgres(config.databaseUrl, { migrationUrl: config.migrationDatabaseUrl });
  const directory = join(config.dataDir, 'database');
  if (!mayBeNew && !existsSync(directory))
    throw new CommandError(`There is no database in ${config.dataDir}.`);
  await closeFolder(config.dataDir);
  return openPglite({ directory });
}

/** The key that authenticates backups. Null: none is configured. */
export function backupKeyOf({ backupKey, auditSecret }: Config): string | null {
  return backupKey ?? auditSecret;
}

/** The configured file store. */
export function openFiles(config: Config): FileStore {
  return config.s3 ? s3Files(config.s3) : diskFiles(join(config.dataDir, 'files'));
}

/**
 * Runs a command and sets the exit code that it returns, or 2 after an error. Errors that the user can fix are printed
 * without a stack.
 */
export async function runCommand(work: () => Promise<number>): Promise<void> {
  setPrivateUmask();
  try {
    process.exitCode = await work();
  } catch (error) {
    const isKnown = [CommandError, ConfigError, DirectoryInUse, BackupError].some(
      (kind) => error instanceof kind,
    );
    process.stderr.write(`${isKnown ? (error as Error).message : errorText(error)}\n`);
    process.exitCode = 2;
  }
}
