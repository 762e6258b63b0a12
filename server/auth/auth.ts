import { drizzleAdapter } from 'better-auth/adapters/drizzle';
import { betterAuth } from 'better-auth/minimal';
import { bearer } from 'better-auth/plugins/bearer';
import { limits } from '../../domain/limits.ts';
import type { Role } from '../../domain/roles.ts';
import type { Database, Transaction } from '../db/database.ts';
import { accounts, sessions, users, verifications } from '../db/schema.ts';
import { hashPassword } from './passwords.ts';
import { sessionCreation } from './session-creation.ts';

export type AuthOptions = {
  db: Database;
  /** Signs the cookie. Must be the same in every process; see `sessionSecret`. */
  secret: string;
  /** `bearer` is for the mock only: browsers strip cookies from the requests that it intercepts. */
  sessionTransport: 'cookie' | 'bearer';
};

/**
 * better-auth without sign-up. Its HTTP handler is not mounted: procedures call its functions. A session that it creates is
 * not valid before `finishSignIn`.
 */
export function createAuth({ db, secret, sessionTransport }: AuthOptions) {
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
    // The maximum age. `resolveSession` ends sessions that are not used.
    session: { expiresIn: limits.sessionMaxDays * 24 * 3600, disableSessionRefresh: true },
    // `throttle.ts` judges accounts too, which better-auth cannot.
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
    plugins: [
      sessionCreation(),
      ...(sessionTransport === 'bearer' ? [bearer({ requireSignature: true })] : []),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

/** The secret that signs the session cookie. */
export async function serverSecret({ auth }: { auth: Auth }): Promise<string> {
  return (await auth.$context).secret;
}

/** Copies the session cookies, or the mock's bearer token, that better-auth set onto a response. */
export function copySessionHeaders(from: Headers, to: Headers): void {
  for (const cookie of from.getSetCookie()) to.append('set-cookie', cookie);
  const token = from.get('set-auth-token');
  if (token) to.set('set-auth-token', token);
}

export type NewAccount = {
  email: string;
  name: string;
  role: Role;
  penNames?: string[];
  /** Default: random. Fixed in tests and the demo newsroom. */
  id?: string;
} & (
  | { password: string }
  | { passwordHash: string }
  /** The identity of a provider that signs in, in place of a password. */
  | { link: { providerId: string; accountId: string } }
);

/**
 * Creates an account.
 *
 * @returns its id.
 * @throws the database's unique violation when the e-mail is taken.
 */
export async function createAccount(db: Database | Transaction, account: NewAccount): Promise<string> {
  const { name, role, penNames = [], id = crypto.randomUUID() } = account;
  const email = account.email.trim().toLowerCase();
  const signIn =
    'link' in account
      ? account.link
      : { accountId: id, providerId: 'credential', password: await passwordHashOf(account) };
  await db.insert(users).values({ id, name, email, emailVerified: true, role, penNames });
  await db.insert(accounts).values({ id: crypto.randomUUID(), userId: id, ...signIn });
  return id;
}

function passwordHashOf(account: { password: string } | { passwordHash: string }): Promise<string> | string {
  return 'passwordHash' in account ? account.passwordHash : hashPassword(account.password);
}
