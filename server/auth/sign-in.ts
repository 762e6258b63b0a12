import { eq } from 'drizzle-orm';
import { Hono } from 'hono';
import { z } from 'zod';
import { type AuditOrigin, recordAudit } from '../audit/audit-log.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { sessions, users } from '../db/schema.ts';
import { fail, problemResponse } from '../http/problem.ts';
import { copySessionHeaders, renewSession, resolveActor } from './auth.ts';
import { consumeAttempt, deleteExpiredAttempts, refundAttempt, resetAttempts } from './throttle.ts';

const windowMs = 15 * 60 * 1000;
const perAccount = { max: 10, windowMs };
const perAddress = { max: 50, windowMs };

/** Set by the host, never from a header that a client controls. */
export type RequestEnv = {
  Bindings: {
    clientAddress?: string;
    /** Whether the host writes bodies of `prebuilt-body.ts`. */
    acceptsPrebuiltBody?: boolean;
  };
};

const credentialsSchema = z.object({ email: z.email().max(200), password: z.string().min(1).max(200) });

/** `/api/auth/*`: sign in, sign out, sign out everywhere. Paths and bodies are those of better-auth's HTTP API. */
export function signInRoutes(deps: ApiDeps): Hono<RequestEnv> {
  const { auth, db, clock, documents } = deps;
  const app = new Hono<RequestEnv>();

  const originOf = (env: RequestEnv['Bindings'] | undefined, user: AuditOrigin['user']): AuditOrigin => ({
    clock,
    auditSecret: deps.auditSecret,
    clientAddress: env?.clientAddress ?? null,
    user,
  });

  app.post('/sign-in/email', async (c) => {
    const { email, password } = await readCredentials(c.req.raw);
    const account = `account:${email}`;
    const address = c.env?.clientAddress && `address:${c.env.clientAddress}`;
    const waitSeconds = [
      await consumeAttempt(db, account, perAccount, clock()),
      address ? await consumeAttempt(db, address, perAddress, clock()) : 0,
    ];
    const retryAfterSeconds = Math.max(...waitSeconds);
    if (retryAfterSeconds > 0) return problemResponse('throttled', { retryAfterSeconds });
    const signedIn = await auth.api
      .signInEmail({ body: { email, password }, headers: new Headers(), returnHeaders: true })
      .catch((error: unknown) => {
        if (isRejection(error)) return null;
        throw error;
      });
    if (!signedIn) {
      // Throttled attempts are not recorded: an attacker could fill the log.
      const [known] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
      await db.transaction((tx) =>
        recordAudit(tx, originOf(c.env, null), {
          action: 'session.refused',
          subject: { type: 'account', id: known?.id ?? null, name: email },
        }),
      );
      return problemResponse('wrong-credentials');
    }
    const { user, token } = signedIn.response;
    try {
      await db.transaction((tx) =>
        recordAudit(tx, originOf(c.env, user), {
          action: 'session.start',
          subject: { type: 'account', id: user.id, name: user.name },
        }),
      );
    } catch (error) {
      // better-auth committed the session in a transaction of its own; delete it, since it is not in the audit log.
      await db
        .delete(sessions)
        .where(eq(sessions.token, token))
        .catch(() => undefined);
      throw error;
    }
    await resetAttempts(db, account);
    if (address) await refundAttempt(db, address);
    await deleteExpiredAttempts(db, windowMs, clock());
    return sessionResponse({ user: { id: user.id, name: user.name, email } }, signedIn.headers);
  });

  app.post('/sign-out', async (c) => {
    const session = await resolveActor(auth, db, c.req.raw.headers);
    if (session) {
      const { user, sessionId } = session;
      await db.transaction(async (tx) => {
        await tx.delete(sessions).where(eq(sessions.id, sessionId));
        await recordAudit(tx, originOf(c.env, user), {
          action: 'session.end',
          subject: { type: 'account', id: user.id, name: user.name },
        });
      });
      await documents.sessionsEnded(session.actor.id);
    }
    const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
    return sessionResponse({ success: true }, headers);
  });

  app.post('/revoke-sessions', async (c) => {
    const { session } = await renewSession(auth, db, c.req.raw.headers);
    if (!session) return problemResponse('unauthenticated');
    const { user } = session;
    await db.transaction(async (tx) => {
      const ended = await tx
        .delete(sessions)
        .where(eq(sessions.userId, user.id))
        .returning({ id: sessions.id });
      await recordAudit(tx, originOf(c.env, user), {
        action: 'session.end-all',
        subject: { type: 'account', id: user.id, name: user.name },
        detail: { endedSessions: ended.length },
      });
    });
    await documents.sessionsEnded(session.actor.id);
    const { headers } = await auth.api.signOut({ headers: c.req.raw.headers, returnHeaders: true });
    return sessionResponse({ success: true }, headers);
  });

  return app;
}

async function readCredentials(request: Request): Promise<{ email: string; password: string }> {
  const body: unknown = await request.json().catch((cause: unknown) => {
    throw fail('malformed', {}, cause);
  });
  const parsed = credentialsSchema.safeParse(body);
  if (parsed.success) return { ...parsed.data, email: parsed.data.email.toLowerCase() };
  const isPresent = (name: string) =>
    typeof body === 'object' && body !== null && Boolean(Reflect.get(body, name));
  throw fail('invalid', {
    fields: Object.fromEntries(
      parsed.error.issues.map(({ path: [name = ''] }) => [
        String(name),
        !isPresent(String(name)) ? 'required' : name === 'email' ? 'bad-email' : 'invalid',
      ]),
    ),
  });
}

/** Whether better-auth rejected the credentials, as opposed to a server error. */
function isRejection(error: unknown): boolean {
  if (classifyError(error).code !== 'internal') return false;
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  return status >= 400 && status < 500;
}

function sessionResponse(body: object, from: Headers): Response {
  const headers = new Headers({ 'content-type': 'application/json', 'cache-control': 'no-store' });
  copySessionHeaders(from, headers);
  return new Response(JSON.stringify(body), { headers });
}
