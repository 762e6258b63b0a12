import { sign, verify } from 'hono/jwt';
import { z } from 'zod';

export type TokenPurpose =
  | 'single-sign-on'
  | 'second-factor'
  | 'passkey-sign-in'
  | 'passkey-registration'
  | 'passkey-confirmation'
  | 'known-device';

/**
 * A statement of this server that a client brings back: a JWT (RFC 7519). Nothing is stored for it, so that requests
 * without a session cannot fill the database. Whoever accepts one decides whether it may be used again.
 */
export async function signToken(
  secret: string,
  purpose: TokenPurpose,
  claims: Record<string, unknown>,
  expiresAt: Date,
): Promise<string> {
  const jti = crypto.randomUUID();
  return sign(
    { ...claims, jti, exp: Math.floor(expiresAt.getTime() / 1000) },
    keyOf(secret, purpose),
    'HS256',
  );
}

const registeredClaims = z.object({ jti: z.string(), exp: z.number() });

/** @returns null for a token that is forged, expired, or made for another purpose. */
export async function readToken<Claims extends z.ZodObject>(
  secret: string,
  purpose: TokenPurpose,
  token: string,
  { schema, now }: { schema: Claims; now: Date },
): Promise<(z.infer<Claims> & { id: string; expiresAt: Date }) | null> {
  // The time is judged by the server's clock below.
  const options = { alg: 'HS256', exp: false } as const;
  const payload = await verify(token, keyOf(secret, purpose), options).catch(() => null);
  if (payload === null) return null;
  const { jti: id, exp } = registeredClaims.parse(payload);
  const expiresAt = new Date(exp * 1000);
  return expiresAt > now ? { ...schema.parse(payload), id, expiresAt } : null;
}

/** A key for each purpose, so that a token of one cannot be used for another. */
function keyOf(secret: string, purpose: TokenPurpose): string {
  return `${purpose}:${secret}`;
}
