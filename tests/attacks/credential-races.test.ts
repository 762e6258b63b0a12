import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import type { AccountLink } from '../../domain/contract/accounts.ts';
import { collabPath, documentName } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import type { Database } from '../../server/db/database.ts';
import { rateLimits, sessions } from '../../server/db/schema.ts';
import { newsroomDatabase, type Person, userIdOf } from '../faults/desk.ts';
import { type Caller, call } from '../faults/requests.ts';
import { openLedger, runOf } from '../faults/rounds.ts';
import { createTemporaryFolder, type ServerProcess, startSharedServer } from '../hosts/server-process.ts';

/*
 * Sign-ins while the credentials of the account change: no session that began with the earlier ones is valid afterwards.
 */

const signInsPerRound = 36;
const atOnce = 16;

let server: ServerProcess;
let db: Database;
let admin: Caller;
let cleanUp: () => Promise<void>;

beforeAll(async () => {
  const folder = await createTemporaryFolder();
  const database = await newsroomDatabase();
  db = database.db;
  server = await startSharedServer({ DATABASE_URL: database.url, DATA_DIR: folder.path, DEMO: 'no' });
  const cookie = await signIn('quantri', demoPassword);
  if (!cookie) throw new Error('The admin could not sign in');
  admin = { url: server.url, headers: { cookie } };
  cleanUp = async () => {
    await server.end('SIGKILL');
    await database.close();
    await folder.remove();
  };
});
afterAll(() => cleanUp());

/** @returns the session's cookies; null when it was refused. */
async function signIn(person: Person, password: string): Promise<string | null> {
  const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: `${person}@demo.test`, password }),
  });
  await response.body?.cancel();
  if (!response.ok) return null;
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Signs in again and again, and runs `change` when `before` of these have been answered. */
async function signInDuring(
  person: Person,
  password: string,
  { before, change }: { before: number; change: () => Promise<void> },
): Promise<string[]> {
  const cookies: string[] = [];
  let sent = 0;
  let answered = 0;
  let changing: Promise<void> | undefined;
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (sent < signInsPerRound) {
        sent += 1;
        const cookie = await signIn(person, password);
        answered += 1;
        if (answered >= before) changing ??= change();
        if (cookie) cookies.push(cookie);
      }
    }),
  );
  await changing;
  // Guesses at the replaced password must not slow down the next round.
  await db.delete(rateLimits);
  return cookies;
}

const statusOf = async (cookie: string) =>
  (await call({ url: server.url, headers: { cookie } }, 'GET', '/api/me')).status;

/** Sessions that the database holds as valid. */
async function openSessions(person: Person): Promise<number> {
  const rows = await db
    .select()
    .from(sessions)
    .where(eq(sessions.userId, userIdOf(person)));
  const cookies = rows.filter(({ endedAs, method }) => endedAs === null && method !== null);
  return cookies.length;
}

test('no session that began with the old password is valid after a password reset', async () => {
  const run = runOf({ full: 40, short: 2 });
  const { rounds, random } = run;
  const ledger = openLedger('credential-races', run);
  let password = demoPassword;
  for (let round = 0; round < rounds; round += 1) {
    const id = userIdOf('phongvien');
    const { body } = await call<AccountLink>(admin, 'POST', `/api/accounts/${id}/reset-link`);
    const next = `mật khẩu thứ ${round} của vòng này`;
    const cookies = await signInDuring('phongvien', password, {
      before: 1 + random.below(20),
      async change() {
        const token = body.path.split('#token=')[1];
        const used = await call(admin, 'POST', '/api/account-links/use', { token, password: next });
        expect(used.status).toBe(200);
      },
    });
    ledger.check(cookies.length > 0, () => `round ${round}: nobody had signed in before the reset`);
    for (const cookie of cookies) {
      const status = await statusOf(cookie);
      ledger.check(status === 401, () => `round ${round}: a session of the old password answers ${status}`);
    }
    const open = await openSessions('phongvien');
    ledger.check(
      open === 0,
      () => `round ${round}: ${open} sessions of the old password are in the database`,
    );
    password = next;
    const renewed = await signIn('phongvien', password);
    ledger.check(
      renewed !== null && (await statusOf(renewed)) === 200,
      () => `round ${round}: the new password does not sign in`,
    );
  }
  ledger.print();
  expect(ledger.lost()).toEqual([]);
});

test('no session that began before a suspension is valid after it, not even when the account is resumed', async () => {
  const id = userIdOf('phongvien2');
  for (let round = 0; round < 2; round += 1) {
    const cookies = await signInDuring('phongvien2', demoPassword, {
      before: 5 + round * 10,
      async change() {
        expect((await call(admin, 'POST', `/api/accounts/${id}/suspend`)).status).toBe(200);
      },
    });
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(await statusOf(cookie)).toBe(401);
    expect((await call(admin, 'POST', `/api/accounts/${id}/resume`)).status).toBe(200);
    for (const cookie of cookies) expect(await statusOf(cookie)).toBe(401);
  }
});

test('sockets of the old password end within seconds', async () => {
  const cookie = await signIn('bientap', demoPassword);
  if (!cookie) throw new Error('The editor could not sign in');
  const id = userIdOf('bientap');
  const { body: article } = await call<{ id: string }>(
    { url: server.url, headers: { cookie } },
    'POST',
    '/api/articles',
    {
      content: { title: 'Bến mới', lead: '', body: { type: 'doc', content: [{ type: 'paragraph' }] } },
    },
  );
  const closed = await closeReasonOf(cookie, article.id, async () => {
    const { body } = await call<AccountLink>(admin, 'POST', `/api/accounts/${id}/reset-link`);
    const token = body.path.split('#token=')[1];
    const used = await call(admin, 'POST', '/api/account-links/use', {
      token,
      password: 'một mật khẩu rất khác',
    });
    expect(used.status).toBe(200);
  });
  expect(closed).toBe('unauthenticated');
});

/** Opens the article, runs `act`, and waits for the close. */
async function closeReasonOf(cookie: string, articleId: string, act: () => Promise<void>): Promise<string> {
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${server.url.replace('http', 'ws')}${collabPath}?schema=${schemaVersion}`,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie } });
      }
    },
    maxAttempts: 1,
  });
  const synced = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<string>();
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: documentName(articleId),
    onSynced: () => synced.resolve(),
    onClose: ({ event }) => closed.resolve(event.reason),
  });
  provider.attach();
  try {
    await synced.promise;
    await act();
    return await closed.promise;
  } finally {
    provider.destroy();
    websocketProvider.destroy();
  }
}
