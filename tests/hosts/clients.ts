import { desc, eq, getTableColumns } from 'drizzle-orm';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import type { Database } from '../../server/db/database.ts';
import { sessions, users } from '../../server/db/schema.ts';

/** An HTTP client, with or without a session. */
export type Client = {
  /** @param path from the root, such as `/api/me`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** The session header, for WebSockets. Undefined without a session. */
  session?: SessionHeader;
};

/** The header with the session. */
export type SessionHeader = [name: string, value: string];

type Options = {
  origin: string;
  db: Database;
  /** The host's time, which a session is as recent as. */
  now: () => Date;
  /** Reads the session from a sign-in response: a cookie, or a token. */
  sessionOf: (response: { headers: Headers }) => SessionHeader;
};

/**
 * Password hashing takes 0.1 s. So each person signs in once per worker: after a reset the session row is inserted again.
 * A second call within a test creates another session.
 */
export function createClients({ origin, db, now, sessionOf }: Options) {
  const known = new Map<string, { header: SessionHeader; row: typeof sessions.$inferInsert }>();

  async function signIn(email: string): Promise<SessionHeader> {
    const before = known.get(email);
    if (before && !(await isThere(before.row.id))) {
      const at = now();
      await db.insert(sessions).values({ ...before.row, authenticatedAt: at, lastUsedAt: at });
      return before.header;
    }
    const response = await fetch(`${origin}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email, password: demoPassword }),
    });
    if (!response.ok)
      throw new Error(`${email} could not sign in: ${response.status} ${await response.text()}`);
    const header = sessionOf(response);
    const row = await newestSession(email);
    if (row && !before) known.set(email, { header, row });
    return header;
  }

  async function isThere(id: string): Promise<boolean> {
    return (await db.select({ id: sessions.id }).from(sessions).where(eq(sessions.id, id))).length > 0;
  }

  async function newestSession(email: string) {
    const [row] = await db
      .select(getTableColumns(sessions))
      .from(sessions)
      .innerJoin(users, eq(users.id, sessions.userId))
      .where(eq(users.email, email))
      .orderBy(desc(sessions.createdAt))
      .limit(1);
    return row;
  }

  const clientWith = ([name, value]: SessionHeader): Client => ({
    session: [name, value],
    fetch(path, init = {}) {
      const headers = new Headers(init.headers);
      headers.set(name, value);
      return fetch(`${origin}${path}`, { ...init, headers });
    },
  });

  return {
    fetch: (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init),
    /** Signs in over the API, with the password that all people of the demo newsroom share. */
    as: async (email: string): Promise<Client> => clientWith(await signIn(email)),
    /** With the session of a response to a sign-in. */
    clientOf: (headers: Headers): Client => clientWith(sessionOf({ headers })),
  };
}
