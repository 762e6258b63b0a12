import { desc, eq, getTableColumns } from 'drizzle-orm';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import type { Database } from '../../server/db/database.ts';
import { sessions, users } from '../../server/db/schema.ts';

/** Somebody who sends requests: with a session, or as nobody. */
export type Client = {
  /** @param path from the root, such as `/api/me`. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** What carries the session, for what is no request: a socket. Nobody has none. */
  session?: SessionHeader;
};

/** The header that carries a session. */
export type SessionHeader = [name: string, value: string];

type Options = {
  origin: string;
  db: Database;
  /** Reads the session out of the answer to a sign-in: a cookie, or a token. */
  sessionOf: (response: Response) => SessionHeader;
};

/**
 * Signing in takes a tenth of a second, on purpose. So each person does it once in a worker; after a reset the row
 * of that session is put back, and who asks a second time within a test gets a session of their own.
 */
export function createClients({ origin, db, sessionOf }: Options) {
  const known = new Map<string, { header: SessionHeader; row: typeof sessions.$inferInsert }>();

  async function signIn(email: string): Promise<SessionHeader> {
    const before = known.get(email);
    if (before && !(await isThere(before.row.id))) {
      await db.insert(sessions).values(before.row);
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

  return {
    fetch: (path: string, init?: RequestInit) => fetch(`${origin}${path}`, init),
    async as(email: string): Promise<Client> {
      const [name, value] = await signIn(email);
      return {
        session: [name, value],
        fetch(path, init = {}) {
          const headers = new Headers(init.headers);
          headers.set(name, value);
          return fetch(`${origin}${path}`, { ...init, headers });
        },
      };
    },
  };
}
