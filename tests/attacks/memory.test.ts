import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createTemporaryFolder, type ServerProcess, startSharedServer } from '../hosts/server-process.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { exchange, openConnection, peakMb, rawAnswer, residentMb } from './raw-connection.ts';

let server: ServerProcess;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
const port = () => Number(new URL(server.url).port);

beforeAll(async () => {
  folder = await createTemporaryFolder();
  server = await startSharedServer({
    DATABASE_URL: await createTestDatabase(inject('postgresUrl')),
    DATA_DIR: folder.path,
  });
  for (let n = 0; n < 200; n += 1) await (await fetch(`${server.url}/api/health`)).text();
});
afterAll(async () => {
  await server.end('SIGKILL');
  await folder.remove();
});

const unknownId = '00000000-0000-4000-8000-000000000000';
const head = (method: string, path: string, type = 'application/json') =>
  [
    `${method} ${path} HTTP/1.1`,
    'Host: localhost',
    `Content-Type: ${type}`,
    'Transfer-Encoding: chunked',
    '\r\n',
  ].join('\r\n');

const heads = [
  head('POST', '/api/articles'),
  head('POST', '/api/media', 'multipart/form-data; boundary=x'),
  head('PATCH', `/api/uploads/${unknownId}`, 'application/offset+octet-stream'),
  head('PUT', `/api/articles/${unknownId}/content`),
  head('POST', '/api/auth/sign-in/email'),
  head('POST', '/api/auth/unknown'),
  head('POST', '/api/account-links/use'),
  head('POST', '/api/setup'),
  head('POST', '/api/unknown'),
  head('GET', '/api/health'),
  head('POST', '/api//articles'),
  head('POST', '/portal'),
  head('POST', '/q/1'),
  head('PUT', '/media/1/320.webp'),
  head('POST', '/'),
  head('QUERY', '/api/articles'),
];

const chunk = `${(65_536).toString(16)}\r\n${'x'.repeat(65_536)}\r\n`;

test.each([
  ['are as large as a picture', () => heads[1] ?? '', 24 * 16],
  ['are as large as an article', (index: number) => heads[index % heads.length] ?? '', 2 * 16],
  ['never end', (index: number) => heads[index % heads.length] ?? '', Infinity],
])('40 anonymous bodies that %s take no memory', async (_name, headOf, chunks) => {
  const before = residentMb(server.pid);
  const peak = await peakMb(server.pid, async () => {
    const open = Array.from({ length: 40 }, (_, index) =>
      openConnection(port(), headOf(index), chunk, chunks),
    );
    await pause(3_000);
    for (const { socket } of open) socket.destroy();
  });
  expect(peak - before).toBeLessThan(80);
  expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
});

test('every refusal is sent before the body, and closes the connection', async () => {
  // A body is announced, and none of it is sent.
  const announced = (method: string, path: string, length: number, type = 'application/json') =>
    exchange(
      port(),
      `${method} ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
    );
  expect(await announced('POST', '/api/articles', 1_000)).toContain(' 401 ');
  expect(await announced('PUT', `/api/articles/${unknownId}/content`, 1_000)).toContain(' 401 ');
  expect(await announced('POST', '/api/media', 1_000, 'multipart/form-data; boundary=x')).toContain(' 401 ');
  expect(await announced('POST', '/api/unknown', 1_000)).toContain(' 404 ');
  expect(await announced('POST', '/api/me', 1_000)).toContain(' 405 ');
  expect(await announced('POST', '/api/articles', 1_000, 'text/plain')).toContain(' 400 ');
  expect(await announced('POST', '/api/auth/sign-in/email', 20_000)).toContain(' 413 ');
  expect(await announced('POST', '/api/setup', 20_000)).toContain(' 413 ');
  expect(await announced('POST', '/portal', 1_000)).toContain(' 404 ');
  const refused = await rawAnswer(port(), `${heads[0]}`);
  expect(refused).toMatch(/^HTTP\/1\.1 401 /);
  expect(refused.toLowerCase()).toContain('connection: close');
});

test('a body that stops arriving is answered 408, and its place is free again', async () => {
  const begun = signIn('{"email":"a@demo.test"}').slice(0, -10);
  const open = Array.from({ length: 40 }, () => openConnection(port(), begun));
  await expect.poll(() => open.filter(({ answer }) => answer() !== '').length, { timeout: 2_000 }).toBe(8);
  const statuses = () => open.map(({ answer }) => answer().slice(9, 12));
  expect(statuses().filter((status) => status === '429')).toHaveLength(8);
  await expect
    .poll(() => statuses().filter((status) => status === '408').length, { timeout: 20_000 })
    .toBe(32);
  expect(await exchange(port(), signIn('{}'))).toContain(' 422 ');
});

const signIn = (body: string) =>
  `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
