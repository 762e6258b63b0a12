import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { z } from 'zod';
import { renewSession, resolveActor } from './auth.ts';
import type { ApiDeps } from './context.ts';
import { sessions } from './db/schema.ts';
import { failureOf } from './failure.ts';
import { fail, problemResponse } from './problem.ts';
import { dropOldAttempts, forgetAttempts, returnAttempt, takeAttempt } from './throttle.ts';

const windowMs = 15 * 60 * 1000;
const perAccount = { max: 10, windowMs };
const perAddress = { max: 50, windowMs };

/** What the host knows of the connection. Never taken from a header that a client can write. */
export type RequestEnv = { Bindings: { clientAddress?: string } };

const credentialsSchema = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/** `/api/auth/*`: sign in, sign out here, sign out everywhere. Paths and bodies are those of better-auth's HTTP API. */
export function signInRoutes(deps: ApiDeps): Hono<RequestEnv> {
  const { auth, db, clock, documents } = deps;
  const app = new Hono<RequestEnv>();

  app.post('/sign-in/email', async (c) => {
    const { email, password } = await readCredentials(c.req.raw);
    const account = `account:${email}`;
    const address = c.env?.clientAddress && `address:${c.env.clientAddress}`;
    const waits = [
      await takeAttempt(db, account, perAccount, clock()),
      address ? await takeAttempt(db, address, perAddress, clock()) : 0,
    ];
    const retryAfterSeconds = Math.max(...waits);
    if (retryAfterSeconds > 0) return problemResponse('throttled', { retryAfterSeconds });
    const signedIn = await auth.api
      .signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true })
      .catch((error: unknown) => {
        if (isRefusal(error)) return null;
        throw error;
      });
    if (!signedIn) return problemResponse('wrong-credentials');
    await forgetAttempts(db, account);
    if (address) await returnAttempt(db, address);
    await dropOldAttempts(db, windowMs, clock());
    const { id, name } = signedIn.response.user;
    return answer({ user: { id, name, email } }, signedIn.headers);
  });

  app.post('/sign-out', async (c) => {
    const session = await resolveActor(auth, db, c.req.raw.headers);
    if (session) {
      await db.delete(sessions).where(eq(sessions.id, session.sessionId));
      await documents.sessionsEnded(session.actor.id);
    }
    const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
    return answer({ success: true }, headers);
  });

  app.post('/revoke-sessions', async (c) => {
    const { session } = await renewSession(auth, db, c.req.raw.headers);
    if (!session) return problemResponse('unauthenticated');
    await db.delete(sessions).where(eq(sessions.userId, session.actor.id));
    await documents.sessionsEnded(session.actor.id);
    const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
    return answer({ success: true }, headers);
  });

  return app;
}

async function readCredentials(request: Request): Promise<{ email: string; password: string }> {
  const body: unknown = await request.json().catch((cause: unknown) => {
    throw fail('malformed', {}, cause);
  });
  const parsed = credentialsSchema.safeParse(body);
  if (parsed.success) return { ...parsed.data, email: parsed.data.email.toLowerCase() };
  const given = (name: string) =>
    typeof body === 'object' && body !== null && Boolean(Reflect.get(body, name));
  throw fail('invalid', {
    fields: Object.fromEntries(
      parsed.error.issues.map(({ path: [name = ''] }) => [
        String(name),
        !given(String(name)) ? 'required' : name === 'email' ? 'bad-email' : 'invalid',
      ]),
    ),
  });
}

/** Whether better-auth said no, rather than something having broken on the way. */
function isRefusal(error: unknown): boolean {
  if (failureOf(error).code !== 'internal') return false;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500;
}

function answer(body: object, from: Headers): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  for (const cookie of from.getSetCookie()) headers.append('set-cookie', cookie);
  const token = from.get('set-auth-token');
  if (token) headers.set('set-auth-token', token);
  return new Response(JSON.stringify(body), { headers });
}
