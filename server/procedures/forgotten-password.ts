import { and, eq, isNull, lt } from 'drizzle-orm';
import { limits } from '../../domain/limits.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { createLinkToken } from '../auth/link-token.ts';
import { addressLimit, beginAttempt, consumeAttempt } from '../auth/throttle.ts';
import type { RequestContext } from '../context.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { accountLinks, accounts, users } from '../db/schema.ts';
import { accountMail } from '../mail/account-mail.ts';
import type { Mailer } from '../mail/mailer.ts';
import { api } from './base.ts';

const windowMs = 3_600_000;
const perAddressMax = 10;
/** Further requests are accepted without a mail, so that nobody's mailbox is flooded. */
const perAccount = { max: 3, windowMs };

/**
 * Mails a link to a new password. Nothing before the response depends on whether the account exists, so neither the
 * answer nor its time tells.
 */
export const forgotten = api.accountLinks.forgotten.handler(async ({ context, input: { email } }) => {
  const { db, clock, mailer, background } = context;
  const now = clock();
  await beginAttempt(context, [{ ...addressLimit(context, 'forgotten-address', perAddressMax), windowMs }]);
  const account = { name: 'forgotten-account', subject: email, ...perAccount };
  const isMailed = mailer && (await consumeAttempt(db, account, now)) === 0;
  if (isMailed) background.run('forgotten-password', () => mailLink(context, mailer, email, now));
  return { status: 'accepted' as const };
});

async function mailLink(context: RequestContext, mailer: Mailer, email: string, now: Date): Promise<void> {
  const { db } = context;
  const { token, tokenHash } = await createLinkToken();
  const expiresAt = new Date(now.getTime() + limits.forgottenLinkHours * 3_600_000);
  const user = await db.transaction(async (tx) => {
    const [found] = await tx
      .select({ id: users.id, name: users.name, email: users.email })
      .from(users)
      // Somebody who signs in elsewhere only has no password to reset.
      .innerJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
      .where(and(eq(users.email, email), isNull(users.suspendedAt)));
    if (!found) return null;
    // Strangers may ask every hour: without this, their links would fill the table.
    await tx
      .delete(accountLinks)
      .where(
        and(
          eq(accountLinks.userId, found.id),
          eq(accountLinks.createdBy, found.id),
          lt(accountLinks.expiresAt, now),
        ),
      );
    await tx.insert(accountLinks).values({
      ...{ kind: 'reset', tokenHash, email: found.email, name: found.name, role: null },
      ...{ userId: found.id, createdBy: found.id, createdAt: now, expiresAt },
    });
    await recordAudit(
      tx,
      { ...context, user: null },
      { action: 'account.forgotten', subject: { type: 'account', id: found.id, name: found.name } },
    );
    return found;
  });
  if (!user) return;
  const mail = accountMail({
    ...{ kind: 'forgotten', to: user, role: null, sender: '', expiresAt },
    newsroom: await readNewsroom(db),
    link: `${mailer.deskUrl}/reset#token=${token}`,
  });
  await mailer.send(mail);
}
