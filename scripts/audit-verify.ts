/**
 * `npm run audit:verify [-- --expect=<number>:<hash>]`: verifies the audit log of the configured database. Exit code 1:
 * the log was changed. 2: it could not be verified.
 */
import { type AuditCheckpoint, type AuditLogProblem, verifyAudit } from '../server/audit/verify.ts';
import { readSetting } from '../server/db/queries/settings.ts';
import { readConfig } from '../server/node/config.ts';
import { CommandError, openDatabase, runCommand } from './terminal.ts';

const messages: Record<AuditLogProblem['problem'], string> = {
  changed: 'is not what it was when it was written',
  missing: 'is missing',
  unlinked: 'does not follow from the row before it',
  truncated: 'is missing, and with it every row after it',
  'invalid-hmac': 'is the end of the log, but its HMAC does not match (was AUDIT_SECRET changed?)',
  'after-invalid-hmac':
    'was written after the HMAC of the log had become invalid: rows before it may be missing',
  'checkpoint-mismatch': 'is not the one that was noted down: the log was truncated or rewritten',
};

await runCommand(async () => {
  const expected = readExpected(process.argv.slice(2));
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const secret = config.auditSecret ?? (await readSetting(database.db, 'auditSecret'));
    if (typeof secret !== 'string')
      throw new CommandError('This database has never been used: it has no audit log.');
    const result = await verifyAudit(database.db, { secret, expected });
    if (!result.ok) {
      process.stderr.write(`The audit log is not whole. Row ${result.number} ${messages[result.problem]}.\n`);
      return 1;
    }
    process.stdout.write(
      `The audit log is whole: ${result.number} rows.\n` +
        'Note this down outside of the database, and give it with --expect= the next time:\n' +
        `${result.number}:${result.hash}\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
});

/** @throws CommandError */
function readExpected(args: string[]): AuditCheckpoint | undefined {
  const [argument, ...others] = args;
  if (argument === undefined) return undefined;
  const match = /^--expect=(\d{1,15}):([0-9a-f]{64})$/.exec(argument);
  if (!match || others.length > 0)
    throw new CommandError('Usage: npm run audit:verify -- --expect=<number>:<hash>');
  return { number: Number(match[1]), hash: match[2] ?? '' };
}
