import { parse, serialize } from 'hono/utils/cookie';
import { z } from 'zod';
import { singleSignOnPurposes } from '../../../domain/single-sign-on.ts';
import type { RequestContext } from '../../context.ts';
import { serverSecret } from '../auth.ts';
import { readToken, signToken } from '../signed-token.ts';

const cookieName = '__Host-toa-soan-oidc';
const maxAgeSeconds = 10 * 60;
/** Lax: the provider's redirect comes from another site. */
const attributes = { path: '/', secure: true, httpOnly: true, sameSite: 'Lax' } as const;

const attemptSchema = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  purpose: z.enum(singleSignOnPurposes),
  next: z.string().nullable(),
  startedAt: z.iso.datetime(),
});
/** A sign-in at the provider that this browser has started. */
export type StartedAttempt = z.infer<typeof attemptSchema>;

/**
 * Binds an attempt to this browser: somebody else's code cannot be put into it (RFC 6749, section 10.12). Kept by the
 * browser, because requests without a session must not fill the database.
 */
export async function storeAttempt(context: RequestContext, attempt: StartedAttempt): Promise<void> {
  const expiresAt = new Date(context.clock().getTime() + maxAgeSeconds * 1000);
  const token = await signToken(await serverSecret(context), 'single-sign-on', attempt, expiresAt);
  setCookie(context, token, maxAgeSeconds);
}

/** Returns the attempt of this browser and forgets it, so that a callback counts once. Null without a valid one. */
export async function takeAttempt(context: RequestContext): Promise<StartedAttempt | null> {
  const token = parse(context.headers.get('cookie') ?? '', cookieName)[cookieName];
  if (token === undefined) return null;
  setCookie(context, '', 0);
  return readToken(await serverSecret(context), 'single-sign-on', token, {
    schema: attemptSchema,
    now: context.clock(),
  });
}

function setCookie({ responseHeaders }: RequestContext, value: string, maxAge: number): void {
  responseHeaders.append('set-cookie', serialize(cookieName, value, { ...attributes, maxAge }));
}
