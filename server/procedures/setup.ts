import { eq, sql } from 'drizzle-orm';
import { recordAudit } from '../audit/audit-log.ts';
import { createAccount } from '../auth/auth.ts';
import { assertAcceptablePassword } from '../auth/password-rules.ts';
import { hasAdmin, isSetupToken, setupSetting } from '../auth/setup-token.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { Database, Transaction } from '../db/database.ts';
import { settings } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api } from './base.ts';

/** Makes the first admin. `gone` once there is one, `not-permitted` with another token than the one printed last. */
export const setup = api.session.setup.handler(async ({ context, input }) => {
  const { token, name, email, password } = input;
  // Before the password is judged, which takes tens of milliseconds: strangers can call this.
  await assertMaySetUp(context.db, token);
  await assertAcceptablePassword(context.db, password, { name, email });
  try {
    await context.db.transaction(async (tx) => {
      // Two people with the same link: the second waits here and then finds an admin.
      await tx.execute(sql`select 1 from ${settings} where ${settings.key} = ${setupSetting} for update`);
      await assertMaySetUp(tx, token);
      const id = await createAccount(tx, { name, email, password, role: 'admin' });
      await tx.delete(settings).where(eq(settings.key, setupSetting));
      await recordAudit(
        tx,
        { ...context, user: { id, name } },
        {
          action: 'account.create',
          subject: { type: 'account', id, name },
          detail: { email: email.toLowerCase(), role: 'admin', by: 'setup' },
        },
      );
    });
  } catch (error) {
    if (sqlStateOf(error) === '23505') throw fail('invalid', { fields: { email: 'taken' } });
    throw error;
  }
  context.logger.info({ event: 'setup' }, 'The first admin was made');
  return { email: email.toLowerCase() };
});

async function assertMaySetUp(db: Database | Transaction, token: string): Promise<void> {
  if (await hasAdmin(db)) throw fail('gone');
  if (!(await isSetupToken(db, token))) throw fail('not-permitted');
}
