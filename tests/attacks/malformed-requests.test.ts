import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openLedger, type Random, runOf } from '../faults/rounds.ts';
import {
  createTemporaryFolder,
  type ServerProcess,
  startServerProcess,
  startSharedServer,
  temporaryFolder,
} from '../hosts/server-process.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { exchange, residentMb } from './raw-connection.ts';

const upgrade = (target: string, host = 'localhost') =>
  [
    `GET ${target} HTTP/1.1`,
    `Host: ${host}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    '\r\n',
  ].join('\r\n');

let server: ServerProcess;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
const port = () => Number(new URL(server.url).port);
const isAlive = async () => (await fetch(`${server.url}/api/health`)).status === 200;

beforeAll(async () => {
  folder = await createTemporaryFolder();
  const database = await createTestDatabase(inject('postgresUrl'));
  server = await startSharedServer({ DATABASE_URL: database, DATA_DIR: folder.path });
});
afterAll(async () => {
  await server.end('SIGKILL');
  await folder.remove();
});

test('an upgrade whose target or host cannot be parsed is answered 400 or 404', async () => {
  const malformed = [
    upgrade('//'),
    upgrade('http://['),
    upgrade('/collab', 'a b'),
    upgrade('/collab', '['),
    upgrade('http://u:p@localhost/collab'),
    upgrade('/%'),
    upgrade('*'),
  ];
  for (const request of malformed) {
    expect([request, await exchange(port(), request)]).toEqual([
      request,
      expect.stringMatching(/^HTTP\/1\.1 40[04] /),
    ]);
    expect(await isAlive(), request).toBe(true);
  }
});

test('TRACE, which echoes a request with its cookies, is not supported', async () => {
  for (const path of ['/', '/api/me', '/portal', '/media/x']) {
    const request = `TRACE ${path} HTTP/1.1\r\nHost: localhost\r\nCookie: secret\r\n\r\n`;
    expect([path, await exchange(port(), request)]).toEqual([
      path,
      expect.stringMatching(/^HTTP\/1\.1 40[45] /),
    ]);
  }
});

test('malformed requests and upgrades neither end the server nor grow its memory', async () => {
  const run = runOf({ full: 20_000, short: 2_000 });
  const ledger = openLedger('malformed-requests', run);
  const { pid, output } = server;
  // Fills caches first, which is no leak.
  await flood(run.random, 500);
  const before = residentMb(pid);
  await flood(run.random, run.rounds);
  ledger.check(await isAlive(), () => `The server ended:\n${output().slice(-2_000)}`);
  ledger.check(residentMb(pid) - before < 64, () => `Memory grew from ${before} to ${residentMb(pid)} MB`);
  ledger.print();
  expect(ledger.lost()).toEqual([]);
}, 600_000);

test('an error that nothing handles is logged, and the process exits with its documents stored', async () => {
  const dataDir = await temporaryFolder();
  const error = "queueMicrotask(()=>{throw(new(Error)('not-handled'))})";
  const throwTwiceOnSignal = `process.on('SIGUSR2',()=>{${error};${error}})`;
  const { end, output } = await startServerProcess({
    DATA_DIR: dataDir,
    DEMO: 'no',
    NODE_OPTIONS: `--import=data:text/javascript,${throwTwiceOnSignal}`,
  });
  expect(await end('SIGUSR2')).toMatchObject({ code: 1 });
  expect(output().match(/Error: not-handled/g), 'both are logged').toHaveLength(2);
  expect(output(), 'no crash of Node').not.toContain('Node.js v');
  expect(output()).toContain('Storing open documents');
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
});

/** Sends `count` malformed requests over 16 connections at a time. */
async function flood(random: Random, count: number): Promise<void> {
  const connections = 16;
  let sent = 0;
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (sent < count) {
        sent += 1;
        await exchange(port(), malformedRequest(random));
      }
    }),
  );
}

const methods = ['GET', 'POST', 'PUT', 'HEAD', 'OPTIONS', 'TRACE', 'CONNECT', 'PRI', 'get', ''];
const targets = [
  '/',
  '//',
  '///collab',
  '*',
  'http://[',
  'http://u:p@localhost/collab',
  'http://localhost:99999/',
  '/collab',
  '/collab?schema=',
  '/collab#',
  '/api/health',
  '/api/articles/%00',
  '/api/articles/%E0%A4%A',
  '/media/..%2f..%2fetc%2fpasswd',
  '/portal/%ff',
  '/portal/tim-kiem?q=%',
  '/q/%',
  '/\\\\',
  '/..//..',
  'localhost:80',
  '',
];
const hosts = [
  'localhost',
  '',
  '[',
  'a b',
  '[::1',
  'localhost:abc',
  'localhost:99999',
  '\u00e0.vn',
  '%',
  'a,b',
];
const headers = [
  'Connection: Upgrade',
  'Connection: upgrade, close',
  'Upgrade: websocket',
  'Upgrade: h2c',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Version: 99',
  'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
  'Sec-WebSocket-Key: short',
  'Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99',
  'Sec-WebSocket-Protocol: ,,',
  'Origin: http://[',
  'Origin: null',
  'Cookie: %%%=%; toasoan=',
  'Authorization: Bearer',
  'X-Forwarded-For: ,,,;',
  'If-None-Match: "',
  'Range: bytes=-',
  'Accept-Encoding: ;q=',
  'Content-Type: application/json',
  'Content-Type: \u0001',
  'Content-Length: 5',
  'Content-Length: -1',
  'Content-Length: 99999999999999999999',
  'Transfer-Encoding: chunked',
  'Expect: 100-continue',
  'Expect: nothing',
];
const bodies = [
  '',
  '{',
  '[[[[',
  '5\r\nhello\r\n0\r\n\r\n',
  '\u0000\u0001',
  '\x81\x85\x00\x00\x00\x00hello',
  '\x88\x80\x00\x00\x00\x00',
];

function malformedRequest(random: Random): string {
  if (random.chance(0.05)) return Array.from({ length: random.below(200) }, () => byte(random)).join('');
  const lines = [
    `${random.pick(methods)} ${random.pick(targets)} ${random.pick(['HTTP/1.1', 'HTTP/1.1', 'HTTP/1.0', 'HTTP/9', ''])}`,
    `Host: ${random.pick(hosts)}`,
  ];
  if (random.chance(0.6)) lines.push(...headers.slice(0, 1), 'Upgrade: websocket');
  for (let extra = random.below(6); extra > 0; extra -= 1) lines.push(random.pick(headers));
  const text = `${lines.join('\r\n')}\r\n\r\n${random.pick(bodies)}`;
  if (random.chance(0.8)) return text;
  const at = random.below(text.length);
  return text.slice(0, at) + byte(random) + text.slice(random.chance(0.5) ? at : at + 1);
}

const byte = (random: Random) => String.fromCharCode(random.below(256));
