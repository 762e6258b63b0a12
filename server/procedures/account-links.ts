import { and, eq, isNull } from 'drizzle-orm';
import { recordAudit } from '../audit/audit-log.ts';
import { isUsable } from '../auth/account-links.ts';
import { createAccount } from '../auth/auth.ts';
import { hashLinkToken } from '../auth/link-token.ts';
import { assertAcceptablePassword } from '../auth/password-rules.ts';
import { hashPassword } from '../auth/passwords.ts';
import { replaceCredentials } from '../auth/sessions.ts';
import { addressLimit, beginAttempt } from '../auth/throttle.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { writePasswordHash } from '../db/queries/own-account.ts';
import { accountLinks, users } from '../db/schema.ts';
import { fail, isProblemError } from '../http/problem.ts';
import { notifySecurityChange } from '../mail/security-mail.ts';
import { api } from './base.ts';

/** Failed attempts by client address. Tokens of 256 bits cannot be guessed; the limit saves work. */
const perAddressMax = 20;

type Link = typeof accountLinks.$inferSelect;

export const look = api.accountLinks.look.handler(({ context, input: { token } }) =>
  throttled(context, async () => {
    const { kind, name, email, expiresAt } = await usableLink(context, context.db, token);
    return { kind, name, email, expiresAt: expiresAt.toISOString() };
  }),
);

/**
 * Accepts an invitation, or sets a new password. Unknown, used, revoked and expired links are all `gone`, which
 * discloses nothing.
 */
export const use = api.accountLinks.use.handler(({ context, input: { token, password } }) =>
  throttled(context, async () => {
    // Before the expensive hash, which is computed outside of the transaction.
    const { userId: whose, ...person } = await usableLink(context, context.db, token);
    await assertAcceptablePassword(context.db, password, person);
    const passwordHash = await hashPassword(password);
    const { email, userId, notify } = await context.db.transaction(async (tx) => {
      // Locks the account before its link, as a suspension does: the other order could deadlock.
      const user = whose === null ? null : await lockActiveUser(tx, whose);
      const link = await usableLink(context, tx, token);
      return user
        ? setPassword(context, tx, { user, link, passwordHash })
        : accept(context, tx, link, passwordHash);
    });
    await context.documents.sessionsEnded(userId);
    notify?.();
    return { email };
  }),
);

async function accept(context: RequestContext, tx: Transaction, link: Link, passwordHash: string) {
  const { id: linkId, name, email, role } = link;
  if (!role) throw new Error(`Invitation ${linkId} has no role`);
  await tx.update(accountLinks).set({ usedAt: context.clock() }).where(eq(accountLinks.id, linkId));
  const userId = await createAccount(tx, { email, name, role, penNames: [name], passwordHash }).catch(
    (error: unknown) => {
      // Somebody of this e-mail has an account by now.
      throw sqlStateOf(error) === '23505' ? fail('gone') : error;
    },
  );
  await recordAudit(
    tx,
    { ...context, user: { id: userId, name } },
    {
      action: 'account.create',
      subject: { type: 'account', id: userId, name },
      detail: { email, role, invitedBy: link.createdBy },
    },
  );
  return { email, userId, notify: null };
}

type User = { id: string; name: string; email: string };

async function lockActiveUser(tx: Transaction, id: string): Promise<User> {
  const [user] = await tx
    .select({ id: users.id, name: users.name, email: users.email })
    .from(users)
    .where(and(eq(users.id, id), isNull(users.suspendedAt)))
    .for('no key update');
  if (!user) throw fail('gone');
  return user;
}

async function setPassword(
  context: RequestContext,
  tx: Transaction,
  { user, link, passwordHash }: { user: User; link: Link; passwordHash: string },
) {
  const now = context.clock();
  await tx.update(accountLinks).set({ usedAt: now }).where(eq(accountLinks.id, link.id));
  await writePasswordHash(tx, user.id, passwordHash, now);
  const endedSessions = await replaceCredentials(tx, user.id);
  await recordAudit(
    tx,
    { ...context, user },
    {
      action: 'account.password',
      subject: { type: 'account', id: user.id, name: user.name },
      detail: { endedSessions, linkBy: link.createdBy },
    },
  );
  const [by] = await tx
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(eq(users.id, link.createdBy));
  return {
    email: user.email,
    userId: user.id,
    notify: () => notifySecurityChange(context, user, 'password', by && { by }),
  };
}

/** @throws `gone` unless the link works at this moment. Inside a transaction the row is locked. */
async function usableLink(context: RequestContext, db: Database | Transaction, token: string): Promise<Link> {
  const query = db
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.tokenHash, await hashLinkToken(token)), isUsable(context.clock())));
  const [link] = await (db === context.db ? query : query.for('update'));
  if (!link) throw fail('gone');
  return link;
}

async function throttled<Result>(context: RequestContext, run: () => Promise<Result>): Promise<Result> {
  const attempt = await beginAttempt(context, [addressLimit(context, 'link-address', perAddressMax)]);
  // A refused password is no attempt at a token.
  let wasGuess = false;
  try {
    return await run();
  } catch (error) {
    if (isProblemError(error) && error.code === 'gone') wasGuess = true;
    throw error;
  } finally {
    if (!wasGuess) await attempt.succeeded();
  }
}
