import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { hashPassword } from 'better-auth/crypto';
import { betterAuth } from 'better-auth/minimal';
import { bearer } from 'better-auth/plugins/bearer';
import { and, eq, isNull } from 'drizzle-orm';
import type { Viewer } from '../../domain/contract/session.ts';
import { limits } from '../../domain/limits.ts';
import type { Actor, Role } from '../../domain/roles.ts';
import type { Database, Transaction } from '../db/database.ts';
import { accounts, sessions, users, verifications } from '../db/schema.ts';

/** Sessions expire this long after their last use. */
const sessionSeconds = 12 * 60 * 60;
/** Sessions in use are extended at most this often, to avoid a write with every read. */
const renewSeconds = 10 * 60;

export type AuthOptions = {
  db: Database;
  /** Signs the cookie. Must be the same in every process; see `sessionSecret`. */
  secret: string;
  /** `bearer` is for the mock only: browsers strip cookies from the requests that it intercepts. */
  session: 'cookie' | 'bearer';
};

/**
 * better-auth with e-mail and password only, without sign-up. Its HTTP handler is not mounted: `sign-in.ts` calls its
 * functions.
 */
export function createAuth({ db, secret, session }: AuthOptions) {
  const attributes = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return betterAuth({
    appName: 'Tòa Soạn',
    // Unused: cookie options are set below, and there are no redirects.
    baseURL: 'http://localhost',
    basePath: '/api/auth',
    secret,
    database: drizzleAdapter(db, {
      provider: 'pg',
      schema: { user: users, session: sessions, account: accounts, verification: verifications },
    }),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: limits.passwordMinChars,
      maxPasswordLength: limits.passwordMaxChars,
    },
    session: { expiresIn: sessionSeconds, updateAge: renewSeconds },
    // `sign-in.ts` throttles by account too, which better-auth cannot.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // Browsers accept a `__Host-` cookie only with Secure, Path=/ and no Domain.
      useSecureCookies: false,
      cookies: {
        session_token: { name: '__Host-toa-soan', attributes },
        dont_remember: { name: '__Host-toa-soan-once', attributes },
      },
      disableOriginCheck: true,
      disableCSRFCheck: true,
      ipAddress: { disableIpTracking: true },
    },
    databaseHooks: {
      session: {
        create: {
          // False prevents the session: a suspended account gets the same response as a wrong password.
          before: async ({ userId }) => ((await findViewer(db, userId)) ? undefined : false),
        },
      },
    },
    plugins: session === 'bearer' ? [bearer({ requireSignature: true })] : [],
  });
}

export type Auth = ReturnType<typeof createAuth>;

export type ResolvedSession = { actor: Actor; sessionId: string; user: Viewer };

/**
 * The session of these request headers; null when there is none, or when it has expired or its account is suspended.
 * Does not extend the session, because a WebSocket cannot set cookies; `renewSession` does.
 */
export async function resolveActor(
  auth: Auth,
  db: Database,
  headers: Headers,
): Promise<ResolvedSession | null> {
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  return found ? withViewer(db, found.session) : null;
}

/**
 * Like `resolveActor`, and extends the session when it is due. `copySessionHeaders` puts the returned headers on the
 * response.
 */
export async function renewSession(
  auth: Auth,
  db: Database,
  headers: Headers,
): Promise<{ session: ResolvedSession | null; headers: Headers }> {
  const found = await auth.api.getSession({ headers, returnHeaders: true });
  const session = found.response ? await withViewer(db, found.response.session) : null;
  return { session, headers: found.headers };
}

/** Copies the session cookies, or the mock's bearer token, that better-auth set onto a response. */
export function copySessionHeaders(from: Headers, to: Headers): void {
  for (const cookie of from.getSetCookie()) to.append('set-cookie', cookie);
  const token = from.get('set-auth-token');
  if (token) to.set('set-auth-token', token);
}

async function withViewer(
  db: Database,
  { id, userId }: { id: string; userId: string },
): Promise<ResolvedSession | null> {
  const user = await findViewer(db, userId);
  return user && { actor: { id: user.id, role: user.role }, sessionId: id, user };
}

async function findViewer(db: Database, userId: string): Promise<Viewer | null> {
  const { id, name, email, role, penNames } = users;
  const [row] = await db
    .select({ id, name, email, role, penNames })
    .from(users)
    .where(and(eq(users.id, userId), isNull(users.suspendedAt)));
  return row ?? null;
}

export type NewAccount = {
  email: string;
  name: string;
  role: Role;
  penNames?: string[];
  /** Default: random. Fixed in tests and the demo newsroom. */
  id?: string;
} & ({ password: string } | { passwordHash: string });

/**
 * Creates an account.
 *
 * @returns its id.
 * @throws the database's unique violation when the e-mail is taken.
 */
export async function createAccount(db: Database | Transaction, account: NewAccount): Promise<string> {
  const { name, role, penNames = [], id = crypto.randomUUID() } = account;
  const password = 'passwordHash' in account ? account.passwordHash : await hashPassword(account.password);
  const email = account.email.trim().toLowerCase();
  await db.insert(users).values({ id, name, email, emailVerified: true, role, penNames });
  await db.insert(accounts).values({
    id: crypto.randomUUID(),
    userId: id,
    accountId: id,
    providerId: 'credential',
    password,
  });
  return id;
}

/** For accounts that share a password: hashing is slow in a browser. */
export { hashPassword };
