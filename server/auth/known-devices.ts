import { eq } from 'drizzle-orm';
import { parse, serialize } from 'hono/utils/cookie';
import { z } from 'zod';
import type { RequestContext } from '../context.ts';
import { users } from '../db/schema.ts';
import { serverSecret } from './auth.ts';
import { readToken, signToken } from './signed-token.ts';

/*
 * Device cookies: a browser that has signed in to an account before is throttled in a count of its own, so that strangers who
 * guess at the account do not lock its owner out (OWASP, "Slow Down Online Guessing Attacks with Device Cookies").
 */

const cookieName = '__Host-toa-soan-known';
const lifetimeDays = 180;
/** Accounts for each browser: people who share a computer. */
const accountsMax = 5;

const claimsSchema = z.object({
  /** Newest first. */
  devices: z.array(z.object({ userId: z.string(), id: z.string() })),
});

/** @returns the id of this browser for the account of this e-mail; null where it has not signed in to it. */
export async function knownDevice(context: RequestContext, email: string): Promise<string | null> {
  const devices = await readDevices(context);
  if (devices.length === 0) return null;
  const [account] = await context.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  return devices.find(({ userId }) => userId === account?.id)?.id ?? null;
}

/** Adds the account to this browser's cookie, with a new id. Not in the mock, which has no cookies. */
export async function rememberKnownDevice(context: RequestContext, userId: string): Promise<void> {
  const { sessionTransport, clock, responseHeaders } = context;
  if (sessionTransport !== 'cookie') return;
  const others = (await readDevices(context)).filter((device) => device.userId !== userId);
  const devices = [{ userId, id: crypto.randomUUID() }, ...others].slice(0, accountsMax);
  const maxAge = lifetimeDays * 24 * 3600;
  const expiresAt = new Date(clock().getTime() + maxAge * 1000);
  const token = await signToken(await serverSecret(context), 'known-device', { devices }, expiresAt);
  responseHeaders.append(
    'set-cookie',
    serialize(cookieName, token, { path: '/', secure: true, httpOnly: true, sameSite: 'Strict', maxAge }),
  );
}

async function readDevices(context: RequestContext): Promise<z.infer<typeof claimsSchema>['devices']> {
  const token = parse(context.headers.get('cookie') ?? '', cookieName)[cookieName];
  if (!token) return [];
  const options = { schema: claimsSchema, now: context.clock() };
  return (await readToken(await serverSecret(context), 'known-device', token, options))?.devices ?? [];
}
