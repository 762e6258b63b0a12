/**
 * `npm run audit:verify [-- --expect=<number>:<hash>]`: walks the audit log of the database that the environment names
 * and says whether every row is as it was written. Ends with 1 where it is not, with 2 where it could not look.
 */
import { type AuditCheckpoint, type AuditLogProblem, verifyAudit } from '../server/audit/verify.ts';
import { readSetting } from '../server/db/queries/settings.ts';
import { readConfig } from '../server/node/config.ts';
import { atTerminal, CannotWork, openDatabase } from './terminal.ts';

const said: Record<AuditLogProblem['problem'], string> = {
  changed: 'is not what it was when it was written',
  missing: 'is missing',
  unlinked: 'does not follow from the row before it',
  cut: 'is missing, and with it every row after it',
  seal: 'is the end of the log, but its seal is not of this newsroom (was AUDIT_SECRET changed?)',
  resealed: 'was written after the seal of the log had been found broken: rows before it may be missing',
  noted: 'is not the one that was noted down: the log was cut or written anew',
};

await atTerminal(async () => {
  const expected = readExpected(process.argv.slice(2));
  const config = readConfig(process.env);
  const database = await openDatabase(config);
  try {
    const secret = config.auditSecret ?? (await readSetting(database.db, 'auditSecret'));
    if (typeof secret !== 'string')
      throw new CannotWork('This database has never been used: it has no audit log.');
    const result = await verifyAudit(database.db, { secret, expected });
    if (!result.ok) {
      process.stderr.write(`The audit log is not whole. Row ${result.number} ${said[result.problem]}.\n`);
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

/** @throws CannotWork */
function readExpected(words: string[]): AuditCheckpoint | undefined {
  const [word, ...others] = words;
  if (word === undefined) return undefined;
  const match = /^--expect=(\d{1,15}):([0-9a-f]{64})$/.exec(word);
  if (!match || others.length > 0)
    throw new CannotWork('Usage: npm run audit:verify -- --expect=<number>:<hash>');
  return { number: Number(match[1]), hash: match[2] ?? '' };
}
