import { and, eq } from 'drizzle-orm';
import type { Assertion } from '../../domain/contract/second-factor.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { copySessionHeaders } from '../auth/auth.ts';
import { knownDevice } from '../auth/known-devices.ts';
import { verifyOwnPassword } from '../auth/own-password.ts';
import { assertionOptions, verifyAssertion } from '../auth/passkeys.ts';
import { verifyPassword } from '../auth/passwords.ts';
import { recordRefusal } from '../auth/refusals.ts';
import { secondFactorStep } from '../auth/second-factor.ts';
import type { Session } from '../auth/session.ts';
import { deleteExpiredSessions, endSessions, finishSignIn } from '../auth/sessions.ts';
import { addressLimit, beginAttempt, guessLimit } from '../auth/throttle.ts';
import { createWorkQueue } from '../auth/work-queue.ts';
import type { RequestContext } from '../context.ts';
import type { Database } from '../db/database.ts';
import { accounts, passkeys, sessions, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api, requireSession } from './base.ts';

const perAddressMax = 50;

/** Attempts in progress. Those beyond it cost neither a query nor a hash. */
const attempts = createWorkQueue({ runningMax: 4, waitingMax: 40 });

/**
 * A browser that has signed in to the account before is throttled in a count of its own, so that strangers who guess at the
 * password, even from the same address, do not lock its owner out.
 */
export const signIn = api.session.signIn.handler(async ({ context, input }) => {
  const device = await knownDevice(context, input.email);
  return attempts(device ? 'known' : 'stranger', () => signInWithPassword(context, input, device));
});

async function signInWithPassword(
  context: RequestContext,
  { email, password }: { email: string; password: string },
  device: string | null,
) {
  const { auth, db } = context;
  const attempt = await beginAttempt(
    context,
    device
      ? [guessLimit('sign-in-device', device)]
      : [addressLimit(context, 'sign-in-address', perAddressMax), guessLimit('sign-in-account', email)],
  );
  const account = await findAccount(db, email);
  const isRight = await verifyPassword(account?.passwordHash, password, device ? 'known' : 'stranger');
  if (!account || !isRight) {
    await recordRefusal(context, { account: { id: account?.id ?? null, name: email } });
    throw fail('wrong-credentials');
  }
  await attempt.succeeded();
  const { id: userId, name, credentialVersion } = account;
  const first = { userId, credentialVersion, method: 'password' as const };
  const second = await secondFactorStep(context, first);
  if (second.step) return { secondFactor: second.step };
  const created = await auth.api.createSession({
    body: { userId },
    headers: new Headers(),
    returnHeaders: true,
  });
  const { token } = created.response;
  await finishSignIn(context, { token, ...first, hasSecondFactor: second.hasSecondFactor });
  copySessionHeaders(created.headers, context.responseHeaders);
  await deleteExpiredSessions(db, new Date());
  return { user: { id: userId, name, email } };
}

/** The account with the version and the hash of its password, read together: see `finishSignIn`. */
async function findAccount(db: Database, email: string) {
  const [found] = await db
    .select({
      ...{ id: users.id, name: users.name, credentialVersion: users.credentialVersion },
      passwordHash: accounts.password,
    })
    .from(users)
    .leftJoin(accounts, and(eq(accounts.userId, users.id), eq(accounts.providerId, 'credential')))
    .where(eq(users.email, email));
  return found ?? null;
}

/** Also without a session, so that a page can always get rid of its cookie. */
export const signOut = api.session.signOut.handler(async ({ context, input }) => {
  const { session } = context;
  if (session) {
    await context.db.transaction(async (tx) => {
      await tx.delete(sessions).where(eq(sessions.id, session.id));
      await recordAudit(tx, context, { action: 'session.end', subject: subjectOf(session) });
    });
    await context.documents.sessionsEnded(session.actor.id);
  }
  // Deletes local drafts too: the screen has asked before.
  if (input.isSharedComputer) context.responseHeaders.set('clear-site-data', '"cache", "storage"');
  return forgetCookie(context);
});

export const signOutEverywhere = api.session.signOutEverywhere.handler(async ({ context }) => {
  const session = requireSession(context);
  await context.db.transaction(async (tx) => {
    const endedSessions = await endSessions(tx, session.user.id, { as: 'revoked' });
    await recordAudit(tx, context, {
      action: 'session.end-all',
      subject: subjectOf(session),
      detail: { endedSessions },
    });
  });
  await context.documents.sessionsEnded(session.actor.id);
  return forgetCookie(context);
});

export const reauthenticate = api.session.reauthenticate.handler(async ({ context, input }) => {
  const session = requireSession(context);
  const isPasskey = 'credential' in input;
  if (isPasskey) await verifyOwnPasskey(context, session, input.credential);
  else await verifyOwnPassword(context, session, input.password);
  const { db, clock } = context;
  await db
    .update(sessions)
    .set({ authenticatedAt: clock(), ...(isPasskey && { hasSecondFactor: true }) })
    .where(eq(sessions.id, session.id));
  return { success: true as const };
});

/** Options for `reauthenticate` with one of the person's passkeys. */
export const confirmationOptions = api.session.confirmationOptions.handler(async ({ context }) => {
  const { id, user } = requireSession(context);
  const own = await context.db.select().from(passkeys).where(eq(passkeys.userId, user.id));
  if (own.length === 0) throw fail('not-found');
  return { ...(await assertionOptions(context, { boundTo: id, passkeys: own })) };
});

async function verifyOwnPasskey(
  context: RequestContext,
  { id, user }: Session,
  credential: Assertion,
): Promise<void> {
  const attempt = await beginAttempt(context, [guessLimit('reauthentication', user.id)]);
  const [passkey] = await context.db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.credentialId, credential.id), eq(passkeys.userId, user.id)));
  if (!passkey || !(await verifyAssertion(context, credential, { passkey, boundTo: id }))) {
    await recordRefusal(context, { account: { id: user.id, name: user.email } });
    throw fail('wrong-credentials');
  }
  await attempt.succeeded();
}

const subjectOf = ({ user: { id, name } }: Session) => ({ type: 'account' as const, id, name });

async function forgetCookie(context: RequestContext): Promise<{ success: true }> {
  const { headers } = await context.auth.api.signOut({ headers: context.headers, returnHeaders: true });
  copySessionHeaders(headers, context.responseHeaders);
  return { success: true };
}
