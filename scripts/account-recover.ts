/**
 * `npm run account:recover -- <email>`: removes the second factors of an account, ends its sessions, and prints a link that
 * sets a new password. With PostgreSQL the desk may be running; with the embedded database it must be stopped.
 */
import { recoverAccount } from '../server/auth/account-recovery.ts';
import { readSetting } from '../server/db/queries/settings.ts';
import { readConfig } from '../server/node/config.ts';
import { CommandError, openDatabase, runCommand } from './terminal.ts';

await runCommand(async () => {
  const [email, ...others] = process.argv.slice(2);
  if (!email || others.length > 0) throw new CommandError('Usage: npm run account:recover -- <email>');
  const config = readConfig(process.env);
  const { db, close } = await openDatabase(config);
  try {
    const auditSecret = config.auditSecret ?? (await readSetting(db, 'auditSecret'));
    if (typeof auditSecret !== 'string')
      throw new CommandError('This database has never been used: it has no accounts.');
    const recovery = await recoverAccount(db, email, { now: new Date(), auditSecret });
    if (recovery === null) throw new CommandError(`There is no account ${email}.`);
    if (recovery === 'suspended')
      throw new CommandError(`The account ${email} is suspended: another admin has to resume it.`);
    process.stdout.write(
      `${recovery.name} can sign in with a password alone again, after setting a new one.\n` +
        `This page of the desk does it once, until ${recovery.expiresAt.toISOString()}:\n${recovery.path}\n`,
    );
    return 0;
  } finally {
    await close();
  }
});
