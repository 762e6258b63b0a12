import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskProcess, newsroomDatabase, startSharedDesk } from '../faults/desk.ts';
import { createTemporaryFolder } from '../hosts/server-process.ts';

/*
 * Attacks that an attack test of the running server found to fail. Others of the kind are tested where their subject is:
 * uploads in tests/contract/uploads, presence in tests/collab/sockets, readers' pages in tests/contract/portal-article.
 */

let desk: DeskProcess;
let newsroom: Awaited<ReturnType<typeof newsroomDatabase>>;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
let session: Record<string, string>;

beforeAll(async () => {
  newsroom = await newsroomDatabase();
  folder = await createTemporaryFolder();
  desk = await startSharedDesk({ DATABASE_URL: newsroom.url, DATA_DIR: folder.path });
  session = await desk.signIn('quantri');
});
afterAll(async () => {
  await desk.end('SIGKILL');
  await newsroom.close();
  await folder.remove();
});

/** Headers that browsers add to what another site makes them send. */
const crossSite: Record<string, string>[] = [
  { origin: 'https://evil.invalid' },
  { 'sec-fetch-site': 'cross-site' },
  { origin: 'null' },
];

const send = (method: string, path: string, body: string, headers: Record<string, string> = {}) =>
  fetch(`${desk.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...session, ...headers },
    body,
  });

test.each(['__proto__', 'constructor', 'prototype'])(
  '%s in a body changes no object of the server',
  async (key) => {
    const pollution = `{"isPolluted":true,"status":"polluted","prototype":{"isPolluted":true}}`;
    for (const [method, path, body] of [
      ['POST', '/api/articles', `{"${key}":${pollution},"tags":["a"]}`],
      ['POST', '/api/articles', `{"source":{"${key}":${pollution},"name":"a","url":null}}`],
      ['PATCH', '/api/newsroom', `{"${key}":${pollution}}`],
      ['POST', '/api/auth/sign-in/email', `{"${key}":${pollution},"email":"a@demo.test","password":"x"}`],
    ] as const) {
      const { status } = await send(method, path, body);
      expect(status, `${method} ${path} ${body}`).toBeLessThan(500);
    }
    for (const query of [`${key}[isPolluted]=true`, `${key}.isPolluted=true`, `q[${key}][isPolluted]=true`]) {
      expect((await fetch(`${desk.url}/api/articles?${query}`, { headers: session })).status).toBeLessThan(
        500,
      );
    }
    const health = await (await fetch(`${desk.url}/api/health`)).text();
    expect(health).not.toContain('olluted');
  },
);

test('JSON that is nested a hundred thousand deep is refused, and the server goes on', async () => {
  for (const [open, close] of [
    ['[', ']'],
    ['{"content":', '}'],
  ] as const) {
    const deep = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
    for (const body of [deep, `{"content":{"title":"a","lead":"","body":${deep}}}`, `{"tags":${deep}}`]) {
      const { status } = await send('POST', '/api/articles', body);
      expect([400, 422]).toContain(status);
    }
  }
  expect((await fetch(`${desk.url}/api/health`)).status).toBe(200);
});

test('a form of another site can send nothing, whatever its encoding', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x']) {
    for (const headers of crossSite) {
      const { status } = await send('POST', '/api/articles', '{"tags":["a"]}', {
        ...headers,
        'content-type': type,
      });
      expect([type, status]).toEqual([type, 403]);
    }
    expect((await send('POST', '/api/articles', '{}', { 'content-type': type })).status).toBe(400);
  }
});

test('another site can read nothing that needs a session', async () => {
  const origin = 'https://evil.invalid';
  const preflight = await fetch(`${desk.url}/api/articles`, {
    method: 'OPTIONS',
    headers: {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    },
  });
  for (const response of [
    preflight,
    await fetch(`${desk.url}/api/me`, { headers: { origin, ...session } }),
    await fetch(`${desk.url}/api/audit.csv`, { headers: { origin, ...session } }),
    await fetch(`${desk.url}/api/portal/articles`, { headers: { origin, ...session } }),
  ]) {
    await response.body?.cancel();
    expect(response.headers.get('access-control-allow-credentials')).toBeNull();
    if (!response.url.includes('/api/portal/')) {
      expect(response.headers.get('access-control-allow-origin')).toBeNull();
    }
  }
});
