import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type VerifiedRegistrationResponse,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { eq, lt } from 'drizzle-orm';
import { z } from 'zod';
import { fromBase64Url } from '../../domain/bytes.ts';
import type { Assertion, Registration } from '../../domain/contract/second-factor.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { passkeys, verifications } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { serverSecret } from './auth.ts';
import { readToken, signToken, type TokenPurpose } from './signed-token.ts';

const challengeMinutes = 5;
/** EdDSA, ES256 and RS256. Given, because the library would ask the runtime for more, which makes Node print a warning. */
const supportedAlgorithmIDs = [-8, -7, -257];

export type StoredPasskey = typeof passkeys.$inferSelect;

/** The relying party (WebAuthn Level 3, section 4): the id is the desk's host. */
type RelyingParty = { id: string; origin: string };

/**
 * Passkeys are bound to the configured address of the desk, or to `localhost`. Never to another `Host` header: who
 * controls it could have a passkey made for their own site. Without one, passkeys are not offered.
 */
export function relyingParty({
  siteOrigin,
  allowedOrigins,
}: Pick<RequestContext, 'siteOrigin' | 'allowedOrigins'>): RelyingParty | null {
  const { hostname, protocol } = new URL(siteOrigin);
  if (hostname === 'localhost') return { id: hostname, origin: siteOrigin };
  // Browsers offer WebAuthn over TLS only, and for names, not for IP addresses.
  const isOffered =
    protocol === 'https:' && allowedOrigins.includes(siteOrigin) && !/^[\d.]+$|^\[/.test(hostname);
  return isOffered ? { id: hostname, origin: siteOrigin } : null;
}

function requireRelyingParty(context: RequestContext): RelyingParty {
  const party = relyingParty(context);
  if (!party) throw fail('not-found', { detail: 'passkeys are not offered at this address' });
  return party;
}

/** Options for a new passkey of an account. The challenge is bound to the session. */
export async function registrationOptions(
  context: RequestContext,
  {
    user,
    sessionId,
    existing,
    rpName,
  }: {
    user: { id: string; name: string; email: string };
    sessionId: string;
    existing: readonly StoredPasskey[];
    rpName: string;
  },
) {
  return generateRegistrationOptions({
    rpName,
    rpID: requireRelyingParty(context).id,
    userID: new TextEncoder().encode(user.id),
    userName: user.email,
    userDisplayName: user.name,
    challenge: await createChallenge(context, 'passkey-registration', sessionId),
    attestationType: 'none',
    supportedAlgorithmIDs,
    excludeCredentials: existing.map(({ credentialId: id }) => ({ id })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
}

/** @returns null when the browser's answer is not valid for this session. */
export async function verifyRegistration(
  context: RequestContext,
  registration: Registration,
  sessionId: string,
): Promise<NonNullable<VerifiedRegistrationResponse['registrationInfo']>['credential'] | null> {
  const { id: expectedRPID, origin: expectedOrigin } = requireRelyingParty(context);
  const verified = await verifyRegistrationResponse({
    response: registration as Parameters<typeof verifyRegistrationResponse>[0]['response'],
    expectedChallenge: async (challenge) =>
      (await readChallenge(context, 'passkey-registration', challenge))?.boundTo === sessionId,
    expectedOrigin,
    expectedRPID,
    supportedAlgorithmIDs,
    requireUserVerification: true,
  }).catch(() => null);
  return verified?.registrationInfo?.credential ?? null;
}

/** Options for a sign-in with any passkey of this desk (`boundTo` null), or to confirm the identity of a session. */
export async function assertionOptions(
  context: RequestContext,
  { boundTo, passkeys: own = [] }: { boundTo: string | null; passkeys?: readonly StoredPasskey[] },
) {
  return generateAuthenticationOptions({
    rpID: requireRelyingParty(context).id,
    userVerification: 'required',
    challenge: await createChallenge(context, assertionPurpose(boundTo), boundTo),
    allowCredentials: own.map(({ credentialId: id, transports }) => ({ id, transports })),
  });
}

/**
 * Verifies the answer of an authenticator, and uses up its challenge.
 *
 * @param boundTo the session that confirms its identity; null for a sign-in.
 * @returns whether this passkey has signed, with its user verified.
 */
export async function verifyAssertion(
  context: RequestContext,
  assertion: Assertion,
  { passkey, boundTo }: { passkey: StoredPasskey; boundTo: string | null },
): Promise<boolean> {
  const { id: expectedRPID, origin: expectedOrigin } = requireRelyingParty(context);
  let challengeClaims: Challenge | null = null;
  const verified = await verifyAuthenticationResponse({
    response: assertion as Parameters<typeof verifyAuthenticationResponse>[0]['response'],
    expectedChallenge: async (challenge) => {
      challengeClaims = await readChallenge(context, assertionPurpose(boundTo), challenge);
      return challengeClaims?.boundTo === boundTo;
    },
    expectedOrigin,
    expectedRPID,
    credential: {
      id: passkey.credentialId,
      publicKey: fromBase64Url(passkey.publicKey),
      counter: passkey.counter,
    },
    requireUserVerification: true,
  }).catch(() => null);
  // TypeScript does not see the assignment in the callback.
  const challenge = challengeClaims as Challenge | null;
  if (!verified?.verified || !challenge) return false;
  const { newCounter: counter } = verified.authenticationInfo;
  return context.db.transaction(async (tx) => {
    if (!(await consumeChallenge(tx, challenge, context.clock()))) return false;
    await tx
      .update(passkeys)
      .set({ counter, lastUsedAt: context.clock() })
      .where(eq(passkeys.id, passkey.id));
    return true;
  });
}

type Challenge = { id: string; boundTo: string | null; expiresAt: Date };

const assertionPurpose = (boundTo: string | null): TokenPurpose =>
  boundTo === null ? 'passkey-sign-in' : 'passkey-confirmation';

const challengeSchema = z.object({ boundTo: z.string().nullable() });

/** A signed challenge instead of a stored one: anybody may ask for one. */
async function createChallenge(context: RequestContext, purpose: TokenPurpose, boundTo: string | null) {
  const expiresAt = new Date(context.clock().getTime() + challengeMinutes * 60_000);
  return signToken(await serverSecret(context), purpose, { boundTo }, expiresAt);
}

/** @param encoded the challenge as in the client data: base64url of the token. */
async function readChallenge(
  context: RequestContext,
  purpose: TokenPurpose,
  encoded: string,
): Promise<Challenge | null> {
  const token = new TextDecoder().decode(fromBase64Url(encoded));
  const options = { schema: challengeSchema, now: context.clock() };
  return readToken(await serverSecret(context), purpose, token, options);
}

/** Each challenge counts once (WebAuthn Level 3, section 13.4.3). Used ones are stored until they expire. */
async function consumeChallenge(tx: Transaction, { id, expiresAt }: Challenge, now: Date): Promise<boolean> {
  await tx.delete(verifications).where(lt(verifications.expiresAt, now));
  const inserted = await tx
    .insert(verifications)
    .values({ id, identifier: 'used-challenge', value: '', expiresAt })
    .onConflictDoNothing()
    .returning({ id: verifications.id });
  return inserted.length > 0;
}
