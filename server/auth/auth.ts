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

/** A session lives this long after it was last used. Seconds. */
const sessionSeconds = 12 * 60 * 60;
/** A session in use is prolonged at most this often, so that reading does not write each time. Seconds. */
const renewSeconds = 10 * 60;

export type AuthOptions = {
  db: Database;
  /** Signs the cookie. The same in every process; see `sessionSecret`. */
  secret: string;
  /** `bearer` is for the mock alone: browsers strip cookies from the requests that it sees. */
  session: 'cookie' | 'bearer';
};

/**
 * The accounts and sessions: e-mail and password, nothing else, no sign-up. `api.ts` calls its functions from the
 * few routes that the desk has; better-auth's own HTTP handler is not mounted.
 */
export function createAuth({ db, secret, session }: AuthOptions) {
  const attributes = { secure: true, httpOnly: true, sameSite: 'lax', path: '/' } as const;
  return betterAuth({
    appName: 'Tòa Soạn',
    // Only cookie options and redirects would come out of it; the first are set below, the others do not exist.
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
    // `sign-in.ts` throttles by account too, which better-auth's limiter cannot.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: { disabled: true },
    advanced: {
      // Under `__Host-` a browser refuses the cookie from sub-domains, without Secure and with a Domain.
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
          // False leaves the session unmade: who is suspended gets the same answer as a wrong password.
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
 * Who sends these headers: null without a session, or when it ended, or when the account is suspended. Does not
 * prolong the session (a socket could not send the cookie on); `renewSession` does.
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
  /** Default: random. Tests and the demo newsroom give fixed ones. */
  id?: string;
} & ({ password: string } | { passwordHash: string });

/**
 * Makes an account: for the seed, the set-up and the admin. There is no sign-up.
 *
 * @returns the account's id. Throws the database's unique violation when the e-mail is taken.
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

/** The hash of a password, to be given to several accounts at once: making one takes a while in a browser. */
export { hashPassword };
