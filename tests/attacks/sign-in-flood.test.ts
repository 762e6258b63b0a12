import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import type { Database } from '../../server/db/database.ts';
import { auditLog, rateLimits } from '../../server/db/schema.ts';
import { newsroomDatabase } from '../faults/desk.ts';
import { createTemporaryFolder, type ServerProcess, startSharedServer } from '../hosts/server-process.ts';

/*
 * Strangers who guess at passwords: they neither lock anybody out nor fill the database, and the desk answers meanwhile.
 */

let server: ServerProcess;
let db: Database;
let cleanUp: () => Promise<void>;

beforeAll(async () => {
  const folder = await createTemporaryFolder();
  const database = await newsroomDatabase();
  db = database.db;
  // One proxy, so that each request can come from an address of its own.
  const environment = { DATABASE_URL: database.url, DATA_DIR: folder.path, DEMO: 'no', PROXIES: '1' };
  server = await startSharedServer(environment);
  cleanUp = async () => {
    await server.end('SIGKILL');
    await database.close();
    await folder.remove();
  };
});
afterAll(() => cleanUp());

type From = { address: string; cookie?: string };

function signIn(email: string, password: string, { address, cookie = '' }: From): Promise<Response> {
  return fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-forwarded-for': address, cookie },
    body: JSON.stringify({ email, password }),
  });
}

/** The status of a wrong guess. */
const guess = async (email: string, from: From) => {
  const response = await signIn(email, 'not-the-password', from);
  await response.body?.cancel();
  return response.status;
};

const cookiesOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
const withoutSession = (cookies: string) =>
  cookies
    .split('; ')
    .filter((cookie) => cookie.includes('-known='))
    .join('; ');

async function knownBrowser(email: string, address: string): Promise<string> {
  const response = await signIn(email, demoPassword, { address });
  expect(response.status).toBe(200);
  return withoutSession(cookiesOf(response));
}

const addresses = (count: number, network: number) =>
  Array.from({ length: count }, (_, index) => `198.51.${network}.${index + 1}`);

async function together<Item, Result>(items: Item[], atOnce: number, act: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  const waiting = [...items];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let item = waiting.shift(); item !== undefined; item = waiting.shift())
        results.push(await act(item));
    }),
  );
  return results;
}

test('the right password from a browser that has signed in before gets in while strangers guess', async () => {
  const email = 'phongvien@demo.test';
  const home = '203.0.113.1';
  let cookie = await knownBrowser(email, home);
  for (const network of [1, 2]) {
    const statuses = await together(addresses(40, network), 8, (address) => guess(email, { address }));
    expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(20);
    // Strangers behind the same address as the person, too.
    await together(Array(60).fill(home), 8, (address) => guess(`nobody-${network}@demo.test`, { address }));
    expect(await guess(email, { address: home })).toBe(429);

    const response = await signIn(email, demoPassword, { address: home, cookie });
    expect(response.status).toBe(200);
    cookie = withoutSession(cookiesOf(response));
  }
});

test('a browser has a count of its own only for the accounts that it has signed in to', async () => {
  const address = '203.0.113.2';
  const own = await knownBrowser('bientap@demo.test', address);
  const statuses = await together(Array(14).fill(0), 4, () =>
    guess('quantri@demo.test', { address, cookie: own }),
  );
  expect(statuses.filter((status) => status === 401)).toHaveLength(10);
  // A guess at its own account is counted too, and a forged cookie is none.
  const guesses = await together(Array(14).fill(0), 4, () =>
    guess('bientap@demo.test', { address, cookie: own }),
  );
  expect(guesses.filter((status) => status === 401)).toHaveLength(10);
  const forged = `${own.slice(0, -4)}AAAA`;
  expect((await signIn('quantri@demo.test', demoPassword, { address, cookie: forged })).status).toBe(429);
});

test('a browser has one id for each account that it has signed in to', async () => {
  const address = '203.0.113.3';
  let cookie = '';
  for (const name of ['phongvien2', 'bientap', 'phongvien2']) {
    const response = await signIn(`${name}@demo.test`, demoPassword, { address, cookie });
    cookie = withoutSession(cookiesOf(response));
  }
  const payload = JSON.parse(atob(cookie.split('.')[1] ?? '')) as { devices: { id: string }[] };
  expect(payload.devices).toHaveLength(2);
  expect(new Set(payload.devices.map(({ id }) => id)).size).toBe(2);
});

test('an address that is throttled writes nothing and costs no hash, whatever e-mail it names', async () => {
  const address = '2001:db8:1:2:aaaa::1';
  await together(
    Array.from({ length: 60 }, (_, index) => index),
    8,
    (index) => guess(`nobody-${index}@example.vn`, { address }),
  );
  const before = { rows: await countOf(rateLimits), audit: await countOf(auditLog), cpu: cpuSeconds() };
  // Another address of the same network.
  const statuses = await together(
    Array.from({ length: 150 }, (_, index) => index),
    8,
    (index) => guess(`other-${index}@example.vn`, { address: `2001:db8:1:2::${(index + 1).toString(16)}` }),
  );
  expect(new Set(statuses)).toEqual(new Set([429]));
  expect(await countOf(rateLimits)).toBeLessThanOrEqual(before.rows);
  expect(await countOf(auditLog)).toBe(before.audit);
  // 150 hashes take about 15 s.
  expect(cpuSeconds() - before.cpu).toBeLessThan(8);
});

test('passkeys that are made up do not fill the audit log', async () => {
  const before = await countOf(auditLog);
  const text = 'AAAA';
  const response = { clientDataJSON: text, authenticatorData: text, signature: text };
  const statuses = await together(addresses(130, 3), 8, async (address) => {
    const credential = { id: text, rawId: text, type: 'public-key', clientExtensionResults: {}, response };
    const answer = await fetch(`${server.url}/api/auth/sign-in/passkey`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
      body: JSON.stringify({ credential }),
    });
    await answer.body?.cancel();
    return answer.status;
  });
  expect(new Set(statuses)).toEqual(new Set([401]));
  // The budget of an hour, and what it regains meanwhile.
  expect((await countOf(auditLog)) - before).toBeLessThan(110);
});

test('a flood from many addresses fills neither memory nor the queue of those who are known', async () => {
  const email = 'bientap@demo.test';
  const home = '203.0.113.4';
  const known = await knownBrowser(email, home);
  const session = cookiesOf(await signIn(email, demoPassword, { address: home, cookie: known }));
  const quiet = await percentile99(session, 100);
  const before = residentMb();
  const flood = together(
    Array.from({ length: 300 }, (_, index) => `192.0.${index >> 8}.${index & 255}`),
    100,
    (address) => guess(`flood-${address}@example.vn`, { address }),
  );
  const busy = await percentile99(session, 100);
  const response = await signIn(email, demoPassword, { address: home, cookie: known });
  expect(response.status).toBe(200);
  const statuses = await flood;
  expect(statuses).toHaveLength(300);
  expect(statuses.every((status) => status === 401 || status === 429)).toBe(true);
  expect(residentMb() - before).toBeLessThan(250);
  process.stdout.write(
    `\nSign-in flood: 99th percentile ${busy.toFixed()} ms, quiet ${quiet.toFixed()} ms\n`,
  );
});

async function countOf(table: typeof rateLimits | typeof auditLog): Promise<number> {
  return db.$count(table);
}

/** Of reading the list of articles, in milliseconds. */
async function percentile99(cookie: string, count: number): Promise<number> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    const response = await fetch(`${server.url}/api/articles`, { headers: { cookie } });
    expect(response.status).toBe(200);
    await response.text();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(count * 0.99)] ?? 0;
}

const psOf = (field: string) =>
  execFileSync('ps', ['-o', `${field}=`, '-p', String(server.pid)], { encoding: 'utf8' }).trim();
const residentMb = () => Number(psOf('rss')) / 1024;
const cpuSeconds = () => Number(psOf('cputimes'));
