import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import {
  createTemporaryFolder,
  failToStart,
  type ServerProcess,
  startServerProcess,
  startSharedServer,
  temporaryFolder,
} from '../hosts/server-process.ts';
import { createTestDatabase } from '../hosts/test-database.ts';

/* A `Host` header that names a foreign site, forged or by DNS rebinding, must not end up in a page. */

const newDatabase = () => createTestDatabase(inject('postgresUrl'));

let server: ServerProcess;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
beforeAll(async () => {
  folder = await createTemporaryFolder();
  server = await startSharedServer({ DATABASE_URL: await newDatabase(), DATA_DIR: folder.path });
});
afterAll(async () => {
  await server.end('SIGKILL');
  await folder.remove();
});

const foreign = 'evil.invalid';
const pages = [
  '/',
  '/portal',
  '/portal/rss.xml',
  '/portal/sitemap.xml',
  '/robots.txt',
  '/api/health',
  '/q/1',
];

/** @param target a path, or an absolute address (RFC 9112, section 3.2.2). */
function ask(url: string, target: string, headers: Record<string, string>) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const sent = request({ port: new URL(url).port, host: '127.0.0.1', path: target, headers }, (answer) => {
      let text = JSON.stringify(answer.headers);
      answer.on('data', (chunk) => {
        text += chunk;
      });
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, text }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

test.each(pages)('without PUBLIC_URL, %s answers for this machine only', async (path) => {
  for (const host of [
    foreign,
    `${foreign}:80`,
    '203.0.113.7',
    'localhost.evil.invalid',
    '127.0.0.1.nip.io',
  ]) {
    const { status, text } = await ask(server.url, path, { host });
    expect([host, status]).toEqual([host, 421]);
    expect(text).not.toContain(host);
  }
  const absolute = await ask(server.url, `http://${foreign}${path}`, { host: 'localhost' });
  expect([absolute.status, absolute.text.includes(foreign)]).toEqual([421, false]);
  const forwarded = await ask(server.url, path, { host: 'localhost', 'x-forwarded-host': foreign });
  expect(forwarded.text).not.toContain(foreign);
  for (const host of ['localhost', 'desk.localhost:5173', '127.0.0.1', '[::1]:3210']) {
    const { status } = await ask(server.url, path, { host });
    expect([host, status]).not.toEqual([host, 421]);
  }
});

test('without PUBLIC_URL, no socket opens for another host', async () => {
  const statusOf = (host: string) =>
    new Promise<string>((resolve) => {
      const socket = connect(Number(new URL(server.url).port), '127.0.0.1', () =>
        socket.write(
          `GET /collab HTTP/1.1\r\nHost: ${host}\r\nOrigin: http://${host}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n` +
            'Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
        ),
      );
      socket.once('data', (bytes) => {
        resolve(String(bytes).split('\r\n')[0] ?? '');
        socket.destroy();
      });
    });
  expect(await statusOf(foreign)).toBe('HTTP/1.1 421 Misdirected Request');
  expect(await statusOf('localhost')).toBe('HTTP/1.1 101 Switching Protocols');
});

test('production refuses to start without PUBLIC_URL, and says what it is', async () => {
  const { code, output } = await failToStart({
    NODE_ENV: 'production',
    DATA_DIR: await temporaryFolder(),
  });
  expect(code).toBe(1);
  expect(output.trim()).toMatch(/^PUBLIC_URL is missing.*https:\/\/desk\.example\.vn/);
});

test('with PUBLIC_URL, every link has its origin, whatever the host', async () => {
  const { url } = await startServerProcess({
    NODE_ENV: 'production',
    PUBLIC_URL: 'https://desk.example.vn',
    DATABASE_URL: await newDatabase(),
    DATA_DIR: await temporaryFolder(),
  });
  for (const path of pages) {
    const { text } = await ask(url, path, { host: foreign, 'x-forwarded-host': foreign });
    expect([path, text.includes(foreign)]).toEqual([path, false]);
  }
  const { text } = await ask(url, '/portal', { host: foreign });
  expect(text).toContain('href="https://desk.example.vn/portal"');
});
