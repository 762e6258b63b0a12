import { and, eq } from 'drizzle-orm';
import { AuthorizationResponseError } from 'openid-client';
import type { SecondFactorStep } from '../../domain/contract/session.ts';
import {
  type SingleSignOnError,
  type SingleSignOnPurpose,
  singleSignOnLanding,
} from '../../domain/single-sign-on.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { copySessionHeaders } from '../auth/auth.ts';
import { recordRefusal } from '../auth/refusals.ts';
import { secondFactorStep } from '../auth/second-factor.ts';
import { finishSignIn, replaceCredentials } from '../auth/sessions.ts';
import { type StartedAttempt, storeAttempt, takeAttempt } from '../auth/single-sign-on/attempt-cookie.ts';
import { matchAccount, providerIdOf } from '../auth/single-sign-on/match-account.ts';
import { type Identity, isProviderUnavailable, type Provider } from '../auth/single-sign-on/provider.ts';
import { addressLimit, tryAttempt } from '../auth/throttle.ts';
import type { RequestContext } from '../context.ts';
import { accounts, sessions } from '../db/schema.ts';
import { fail, isProblemError } from '../http/problem.ts';
import { notifySecurityChange } from '../mail/security-mail.ts';
import { api, requireSession } from './base.ts';

/** Refused callbacks by client address: each costs requests to the provider. */
const perAddressMax = 50;

export const start = api.singleSignOn.start.handler(async ({ context, input: { purpose, next = null } }) => {
  const provider = providerOf(context);
  // A link of another site must not sign somebody in whom the provider still knows.
  if (context.headers.get('sec-fetch-site') === 'cross-site')
    throw fail('not-permitted', { detail: 'sent by another site' });
  try {
    const { url, attempt } = await provider.start({ asksAgain: purpose === 'confirm' });
    await storeAttempt(context, { ...attempt, purpose, next, startedAt: context.clock().toISOString() });
    context.responseHeaders.set('location', url.href);
  } catch (error) {
    if (!isProviderUnavailable(error)) throw error;
    logFailure(context, error);
    redirectToDesk(context, { purpose, next, error: 'unavailable' });
  }
});

export const callback = api.singleSignOn.callback.handler(async ({ context, input }) => {
  const provider = providerOf(context);
  const attempt = await takeAttempt(context);
  if (!attempt) return redirectToDesk(context, { purpose: 'sign-in', next: null, error: 'expired' });
  const { purpose, next } = attempt;
  const begun = await tryAttempt(context, [addressLimit(context, 'oidc-address', perAddressMax)]);
  if (!begun) return redirectToDesk(context, { purpose, next, error: 'throttled' });
  const identity = await identify(context, provider, attempt, queryOf(input));
  if ('error' in identity) return redirectToDesk(context, { purpose, next, error: identity.error });
  const outcome = purpose === 'confirm' ? await confirm(context, identity) : await signIn(context, identity);
  if (outcome.error === null) await begun.succeeded();
  redirectToDesk(context, { purpose, next, ...outcome });
});

export const link = api.singleSignOn.link.handler(async ({ context }) => {
  const { name, issuer } = providerOf(context);
  const { user } = requireSession(context);
  const [row] = await context.db
    .select({ createdAt: accounts.createdAt })
    .from(accounts)
    .where(and(eq(accounts.userId, user.id), eq(accounts.providerId, providerIdOf(issuer))));
  return { providerName: name, linkedAt: row?.createdAt.toISOString() ?? null };
});

export const unlink = api.singleSignOn.unlink.handler(async ({ context }) => {
  const { issuer } = providerOf(context);
  const { id: except, user } = requireSession(context);
  await context.db.transaction(async (tx) => {
    const endedSessions = await replaceCredentials(tx, user.id, { except });
    const own = await tx.select().from(accounts).where(eq(accounts.userId, user.id));
    const linked = own.find(({ providerId }) => providerId === providerIdOf(issuer));
    if (!linked) throw fail('not-found');
    if (!own.some(({ providerId, password }) => providerId === 'credential' && password))
      throw fail('no-password');
    await tx.delete(accounts).where(eq(accounts.id, linked.id));
    await recordAudit(tx, context, {
      action: 'account.single-sign-on',
      subject: { type: 'account', id: user.id, name: user.name },
      detail: { change: 'unlinked', issuer, endedSessions },
    });
  });
  notifySecurityChange(context, user, 'sign-in-method-removed');
  await context.documents.sessionsEnded(user.id);
});

type Outcome = { error: null; fragment?: URLSearchParams } | { error: SingleSignOnError };

/** Redeems the code at the provider. Every response that is not valid is `failed`; the log has the cause. */
async function identify(
  context: RequestContext,
  provider: Provider,
  attempt: StartedAttempt,
  query: URLSearchParams,
): Promise<Identity | { error: SingleSignOnError }> {
  const ageSeconds = Math.ceil((context.clock().getTime() - Date.parse(attempt.startedAt)) / 1000);
  try {
    return await provider.finish(query, attempt, attempt.purpose === 'confirm' ? ageSeconds : undefined);
  } catch (error) {
    if (error instanceof AuthorizationResponseError && error.error === 'access_denied')
      return { error: 'cancelled' };
    logFailure(context, error);
    return { error: isProviderUnavailable(error) ? 'unavailable' : 'failed' };
  }
}

async function signIn(context: RequestContext, identity: Identity): Promise<Outcome> {
  const match = await matchAccount(context, identity);
  if (!match.user) {
    await recordRefusal(context, { account: match.account, detail: { method: 'oidc', code: match.error } });
    return { error: match.error };
  }
  const { id: userId, credentialVersion } = match.user;
  const first = { userId, credentialVersion, method: 'oidc' as const };
  // The provider may have asked for a second factor of its own.
  const second = identity.hasSecondFactor
    ? { step: null, hasSecondFactor: true }
    : await secondFactorStep(context, first);
  if (second.step) return { error: null, fragment: secondFactorFragment(second.step) };
  const created = await context.auth.api.createSession({
    body: { userId },
    headers: new Headers(),
    returnHeaders: true,
  });
  try {
    const { hasSecondFactor } = second;
    const authenticatedAt = lastProof(identity, context.clock());
    await finishSignIn(context, {
      ...{ token: created.response.token, ...first, hasSecondFactor, authenticatedAt },
    });
  } catch (error) {
    // Suspended, or changed, since the account was matched.
    if (isProblemError(error)) return { error: error.code === 'suspended' ? 'suspended' : 'failed' };
    throw error;
  }
  copySessionHeaders(created.headers, context.responseHeaders);
  return { error: null };
}

/**
 * The provider may have signed in somebody who was still signed in there, without asking: whoever finds a desk unattended
 * could do the same, so only its last question is a proof of identity. A provider that does not say has proved nothing.
 */
function lastProof({ authenticatedAt }: Identity, now: Date): Date {
  if (!authenticatedAt) return new Date(0);
  return authenticatedAt > now ? now : authenticatedAt;
}

/** For the page that asks for the code: in the fragment, which is not sent to servers and not logged. */
const secondFactorFragment = (step: SecondFactorStep) =>
  new URLSearchParams({ secondFactor: JSON.stringify(step) });

/** A new proof of identity for the session of this browser, by the identity that its account is linked with. */
async function confirm(context: RequestContext, { issuer, subject }: Identity): Promise<Outcome> {
  const { session } = context;
  if (!session) return { error: 'expired' };
  const [linked] = await context.db
    .select({ userId: accounts.userId })
    .from(accounts)
    .where(and(eq(accounts.providerId, providerIdOf(issuer)), eq(accounts.accountId, subject)));
  if (linked?.userId !== session.user.id) {
    const { id, name } = session.user;
    await recordRefusal(context, {
      account: { id, name },
      detail: { method: 'oidc', code: 'other-account' },
    });
    return { error: 'other-account' };
  }
  await context.db
    .update(sessions)
    .set({ authenticatedAt: context.clock() })
    .where(eq(sessions.id, session.id));
  return { error: null };
}

function providerOf({ singleSignOn }: RequestContext): Provider {
  if (!singleSignOn) throw fail('not-found');
  return singleSignOn;
}

/** Parameters that are not single values are left out. */
function queryOf(input: Record<string, unknown>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(input).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
}

type Landing = {
  purpose: SingleSignOnPurpose;
  next: string | null;
  error: SingleSignOnError | null;
  fragment?: URLSearchParams;
};

/** The page judges `next`; the server redirects to no path of the request. */
function redirectToDesk(
  { responseHeaders }: RequestContext,
  { purpose, next, error, fragment }: Landing,
): void {
  const query = new URLSearchParams({
    purpose,
    ...(next && { next }),
    ...(error && { error }),
    ...(fragment && { step: 'second-factor' }),
  });
  responseHeaders.set('location', `${singleSignOnLanding}?${query}${fragment ? `#${fragment}` : ''}`);
}

/** Without the cause, which may hold the claims or the response. */
function logFailure({ logger, requestId }: RequestContext, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof Error && 'code' in error ? String(error.code) : null;
  logger.warn(
    { event: 'single-sign-on-failed', requestId, code, reason },
    'A sign-in at the provider failed',
  );
}
