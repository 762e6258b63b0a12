import { and, eq, gt, lt } from 'drizzle-orm';
import { parse, serialize } from 'hono/utils/cookie';
import { limits } from '../../domain/limits.ts';
import type { RequestContext } from '../context.ts';
import { rememberedDevices } from '../db/schema.ts';
import { createLinkToken, hashLinkToken } from './link-token.ts';

const cookieName = '__Host-toa-soan-device';
const dayMs = 24 * 3_600_000;

type Account = { userId: string; credentialVersion: number };

/**
 * Whether this device was remembered for this account, at most 30 days ago and with the credentials of today: a change of
 * password or second factor makes every device forgotten.
 */
export async function isRememberedDevice(context: RequestContext, account: Account): Promise<boolean> {
  const token = parse(context.headers.get('cookie') ?? '', cookieName)[cookieName];
  if (!token) return false;
  const [found] = await context.db
    .select()
    .from(rememberedDevices)
    .where(
      and(
        eq(rememberedDevices.tokenHash, await hashLinkToken(token)),
        eq(rememberedDevices.userId, account.userId),
        eq(rememberedDevices.credentialVersion, account.credentialVersion),
        gt(rememberedDevices.expiresAt, context.clock()),
      ),
    );
  return found !== undefined;
}

/** Remembers this device, with a cookie. Not offered by the mock, which has no cookies. */
export async function rememberDevice(
  { db, clock, responseHeaders, sessionTransport }: RequestContext,
  account: Account,
): Promise<void> {
  if (sessionTransport !== 'cookie') return;
  const { token, tokenHash } = await createLinkToken();
  const expiresAt = new Date(clock().getTime() + limits.rememberedDeviceDays * dayMs);
  await db.delete(rememberedDevices).where(lt(rememberedDevices.expiresAt, clock()));
  await db.insert(rememberedDevices).values({ tokenHash, ...account, expiresAt });
  responseHeaders.append(
    'set-cookie',
    serialize(cookieName, token, {
      ...{ path: '/', secure: true, httpOnly: true, sameSite: 'Lax' },
      maxAge: limits.rememberedDeviceDays * 24 * 3600,
    }),
  );
}

/** Asks every device of the account for the second factor again. @returns how many were remembered. */
export async function forgetDevices({ db }: Pick<RequestContext, 'db'>, userId: string): Promise<number> {
  const forgotten = await db
    .delete(rememberedDevices)
    .where(eq(rememberedDevices.userId, userId))
    .returning({ tokenHash: rememberedDevices.tokenHash });
  return forgotten.length;
}
