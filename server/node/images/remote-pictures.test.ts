import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { publicRules } from '../public-request.ts';
import { createRemotePictures } from './remote-pictures.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answers: Record<string, Answer> = {};
let requests: string[] = [];
let origin: string;
const server = createServer((request, response) => {
  requests.push(request.url ?? '');
  answers[request.url ?? '']?.(request, response);
});

beforeAll(async () => {
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answers = {};
  requests = [];
});

const megabyte = 1024 * 1024;

/** Without the rules on addresses, for the server of the test. */
const open = createRemotePictures({
  isAllowedUrl: () => true,
  isAllowedAddress: () => true,
  timeoutMs: 2_000,
  maxBytes: megabyte,
});
const fetchFrom = (path: string, pictures = open) => pictures.fetch(new URL(origin + path), 'an');

const picture =
  (headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(200, { 'content-type': 'image/jpeg', ...headers }).end('bytes');
const redirect =
  (location: string): Answer =>
  (_, response) =>
    response.writeHead(302, { location }).end();

test('a picture is fetched over redirects, and named by its address', async () => {
  answers['/a'] = redirect('/anh/C%E1%BA%A3ng.jpg');
  answers['/anh/C%E1%BA%A3ng.jpg'] = picture();
  const { bytes, fileName } = await fetchFrom('/a');
  expect([new TextDecoder().decode(bytes), fileName]).toEqual(['bytes', 'Cảng.jpg']);
  // Nothing of the person or the article is sent.
  expect(requests).toEqual(['/a', '/anh/C%E1%BA%A3ng.jpg']);
});

test.each<[string, string, Answer]>([
  ['remote-unreachable', 'is not found', (_, response) => response.writeHead(404).end()],
  ['remote-unreachable', 'redirects in a loop', redirect('/a')],
  ['remote-unreachable', 'is compressed', picture({ 'content-encoding': 'gzip' })],
  ['unsupported-image', 'is a web page', picture({ 'content-type': 'text/html' })],
  ['unsupported-image', 'is an SVG', picture({ 'content-type': 'image/svg+xml' })],
  ['unsupported-image', 'has no type', picture({ 'content-type': '' })],
  ['too-large', 'declares too many bytes', picture({ 'content-length': String(megabyte + 1) })],
  [
    'too-large',
    'sends more bytes than the limit without declaring them',
    (_, response) => {
      response.writeHead(200, { 'content-type': 'image/jpeg' });
      const chunk = Buffer.alloc(65_536);
      const send = (): void => void (response.destroyed || response.write(chunk, send));
      send();
    },
  ],
  ['remote-unreachable', 'closes the connection', (request) => request.socket.destroy()],
  [
    'remote-unreachable',
    'never ends',
    (_, response) => response.writeHead(200, { 'content-type': 'image/jpeg' }).write('a'),
  ],
  ['remote-unreachable', 'never begins', () => undefined],
])('%s: a picture that %s', async (code, _what, answer) => {
  answers['/a'] = answer;
  await expect(fetchFrom('/a')).rejects.toMatchObject({ code });
});

test.each([
  'http://example.vn/a.jpg',
  'https://example.vn:8443/a.jpg',
  'https://ai:do@example.vn/a.jpg',
  'https://127.0.0.1/a.jpg',
  'https://[::1]/a.jpg',
  'https://169.254.169.254/latest/meta-data',
  'https://2130706433/a.jpg',
])('%s is not requested', async (url) => {
  await expect(createRemotePictures().fetch(new URL(url), 'an')).rejects.toMatchObject({
    code: 'remote-forbidden',
  });
});

test('a name that has a private address, or a redirect to one, is not requested', async () => {
  const rebinding = createRemotePictures({
    isAllowedUrl: () => true,
    resolve: async () => [
      { address: '93.184.216.34', family: 4 },
      { address: '127.0.0.1', family: 4 },
    ],
  });
  await expect(fetchFrom('/a', rebinding)).rejects.toMatchObject({ code: 'remote-forbidden' });
  expect(requests).toEqual([]);

  answers['/a'] = redirect('http://127.0.0.1:1/a.jpg');
  const redirected = createRemotePictures({
    isAllowedUrl: () => true,
    // The test's server, by its name only.
    resolve: async () => [{ address: '127.0.0.1', family: 4 }],
    isAllowedAddress: (address) => address === '127.0.0.1' && requests.length === 0,
  });
  await expect(fetchFrom('/a', redirected)).rejects.toMatchObject({ code: 'remote-forbidden' });
  expect(requests).toEqual(['/a']);
  expect(publicRules.isAllowedAddress('127.0.0.1')).toBe(false);
});

test('the pictures of one person do not delay that of another', async () => {
  const pending = new Set<ServerResponse>();
  answers['/a'] = (_, response) => void pending.add(response);
  answers['/b'] = picture();
  const own = Array.from({ length: 6 }, () => fetchFrom('/a'));
  await expect.poll(() => pending.size).toBe(3);
  expect((await open.fetch(new URL(`${origin}/b`), 'binh')).bytes).toHaveLength(5);
  answers['/a'] = picture();
  for (const response of pending) picture()({} as IncomingMessage, response);
  expect(await Promise.all(own)).toHaveLength(6);
});
