import { eq } from 'drizzle-orm';
import { copySessionHeaders } from '../auth/auth.ts';
import { assertionOptions, verifyAssertion } from '../auth/passkeys.ts';
import { recordRefusal } from '../auth/refusals.ts';
import { rememberDevice } from '../auth/remembered-device.ts';
import { consumeCode, type FirstStep, readFirstStep } from '../auth/second-factor.ts';
import { finishSignIn, readCredentialVersion } from '../auth/sessions.ts';
import { addressLimit, beginAttempt, guessLimit } from '../auth/throttle.ts';
import type { RequestContext } from '../context.ts';
import { passkeys, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api } from './base.ts';

const perAddressMax = 50;

/** The second step, after a right password or a sign-in at the provider. */
export const signInSecondFactor = api.session.signInSecondFactor.handler(async ({ context, input }) => {
  const first = await readFirstStep(context, input.token);
  if (!first) throw fail('gone');
  // Only somebody with the password gets to use these attempts up.
  const attempt = await beginAttempt(context, [guessLimit('second-factor', first.userId)]);
  if (!(await consumeCode(context, first.userId, input))) {
    await recordFailure(context, first.userId, input.kind);
    throw fail('wrong-credentials');
  }
  const user = await startSession(context, first);
  await attempt.succeeded();
  if (input.rememberDevice) await rememberDevice(context, first);
  return { user };
});

export const passkeyOptions = api.session.passkeyOptions.handler(async ({ context }) => ({
  ...(await assertionOptions(context, { boundTo: null })),
}));

/** A passkey signs in alone: it is something the person has, unlocked by what they know or are. */
export const signInPasskey = api.session.signInPasskey.handler(async ({ context, input: { credential } }) => {
  const { db } = context;
  const attempt = await beginAttempt(context, [addressLimit(context, 'passkey-address', perAddressMax)]);
  const [passkey] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credential.id));
  const credentialVersion = passkey && (await readCredentialVersion(db, passkey.userId));
  if (
    !passkey ||
    typeof credentialVersion !== 'number' ||
    !(await verifyAssertion(context, credential, { passkey, boundTo: null }))
  ) {
    await recordFailure(context, passkey?.userId ?? null, 'passkey');
    throw fail('wrong-credentials');
  }
  const user = await startSession(context, {
    userId: passkey.userId,
    credentialVersion,
    method: 'passkey',
  });
  await attempt.succeeded();
  return { user };
});

/** Creates the session of a sign-in with both factors. @returns the account. */
async function startSession(context: RequestContext, { userId, credentialVersion, method }: FirstStep) {
  const created = await context.auth.api.createSession({
    body: { userId },
    headers: new Headers(),
    returnHeaders: true,
  });
  const { token } = created.response;
  await finishSignIn(context, { token, userId, credentialVersion, method, hasSecondFactor: true });
  copySessionHeaders(created.headers, context.responseHeaders);
  const { id, name, email } = users;
  const [user] = await context.db.select({ id, name, email }).from(users).where(eq(users.id, userId));
  if (!user) throw new Error(`The account ${userId} was deleted during its sign-in`);
  return user;
}

async function recordFailure(context: RequestContext, userId: string | null, factor: string): Promise<void> {
  const known = userId
    ? await context.db.select({ name: users.name }).from(users).where(eq(users.id, userId))
    : [];
  await recordRefusal(context, {
    action: 'security.refused',
    account: { id: userId, name: known[0]?.name ?? '' },
    detail: { code: 'wrong-credentials', factor },
  });
}
