import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createLinkChecker } from './link-check.ts';
import { isPublicAddress } from './public-request.ts';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let server: Server;
let origin: string;
let requests: string[] = [];
let answers: Record<string, Answer> = {};

beforeAll(async () => {
  server = createServer((request, response) => {
    requests.push(`${request.method} ${request.url}`);
    const answer = answers[new URL(request.url ?? '', origin).pathname] ?? status(404);
    answer(request, response);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  origin = `http://localhost:${(server.address() as AddressInfo).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
});
afterEach(() => {
  requests = [];
  answers = {};
});

const status =
  (code: number): Answer =>
  (_, response) =>
    response.writeHead(code).end('text');
const redirect =
  (location: string, code = 302): Answer =>
  (_, response) =>
    response.writeHead(code, { location }).end();

/** Without the SSRF rules, for the local test server. */
const open = createLinkChecker({ isAllowedUrl: () => true, isAllowedAddress: () => true });
const check = (path: string) => open.check(origin + path);

describe('a page', () => {
  test('is there', async () => {
    answers['/trang'] = status(200);
    expect(await check('/trang')).toEqual({ finding: 'ok', status: 200, to: null });
    expect(requests).toEqual(['HEAD /trang']);
  });

  test('is gone', async () => {
    answers['/trang'] = status(410);
    expect(await check('/trang')).toEqual({ finding: 'gone', status: 410, to: null });
    expect(await check('/khac')).toEqual({ finding: 'gone', status: 404, to: null });
  });

  test('is requested with GET when HEAD is rejected', async () => {
    answers['/trang'] = (request, response) =>
      response.writeHead(request.method === 'HEAD' ? 405 : 200).end();
    expect((await check('/trang')).finding).toBe('ok');
    expect(requests).toEqual(['HEAD /trang', 'GET /trang']);
  });

  test('has moved, over several redirects', async () => {
    answers['/cu'] = redirect('/giua', 301);
    answers['/giua'] = redirect(`${origin}/moi`, 308);
    answers['/moi'] = status(200);
    expect(await check('/cu')).toEqual({ finding: 'moved', status: 200, to: `${origin}/moi` });
  });

  test('is gone where it moved to', async () => {
    answers['/cu'] = redirect('/moi');
    expect(await check('/cu')).toEqual({ finding: 'gone', status: 404, to: `${origin}/moi` });
  });

  test.each([401, 403, 429])('is unclear with %i, which may apply to programs only', async (code) => {
    answers['/trang'] = status(code);
    expect(await check('/trang')).toEqual({ finding: 'unclear', status: code, to: null });
  });

  test('is unclear when it redirects to a sign-in page', async () => {
    answers['/trang'] = redirect('/accounts/login/?next=/trang');
    expect(await check('/trang')).toEqual({ finding: 'unclear', status: 302, to: null });
  });

  test('fails', async () => {
    answers['/trang'] = status(502);
    expect(await check('/trang')).toEqual({ finding: 'unreachable', status: 502, to: null });
  });

  test('redirects in a loop', async () => {
    answers['/a'] = redirect('/b');
    answers['/b'] = redirect('/a');
    expect((await check('/a')).finding).toBe('unreachable');
    expect(requests).toHaveLength(6);
  });

  test('has an endless body, or sends no response', async () => {
    answers['/dai'] = (request, response) => {
      if (request.method === 'HEAD') return response.writeHead(405).end();
      response.writeHead(200).write('without an end');
    };
    answers['/im'] = () => undefined;
    expect((await check('/dai')).finding).toBe('ok');
    const impatient = createLinkChecker({
      isAllowedUrl: () => true,
      isAllowedAddress: () => true,
      timeoutMs: 150,
    });
    expect(await impatient.check(`${origin}/im`)).toEqual({ finding: 'unreachable', status: null, to: null });
  });

  test('has no server', async () => {
    expect(await open.check('https://baocang.invalid/')).toEqual({
      finding: 'unreachable',
      status: null,
      to: null,
    });
  });
});

describe('it never connects', () => {
  const real = createLinkChecker();

  test.each([
    'https://localhost/',
    'https://127.0.0.1/',
    'https://127.1/',
    'https://0.0.0.0/',
    'https://10.1.2.3/',
    'https://172.16.0.1/',
    'https://192.168.1.1/',
    'https://100.64.0.1/',
    'https://169.254.169.254/latest/meta-data/',
    'https://[::1]/',
    'https://[::]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[fd00::1]/',
    'https://[fe80::1]/',
  ])('to %s', async (url) => {
    expect(await real.check(url)).toMatchObject({ finding: 'forbidden-address', status: null });
  });

  test.each([
    'http://baocang.vn/',
    'https://baocang.vn:8443/',
    'https://ai:do@baocang.vn/',
    'ftp://baocang.vn/',
  ])('to %s, which is not HTTPS on its own port', async (url) => {
    expect((await real.check(url)).finding).toBe('forbidden-address');
  });

  test('to a local address that the name resolves to, also over HTTP', async () => {
    answers['/trang'] = status(200);
    const byName = createLinkChecker({ isAllowedUrl: () => true });
    expect((await byName.check(`${origin}/trang`)).finding).toBe('forbidden-address');
    expect((await byName.check(origin.replace('localhost', '127.0.0.1'))).finding).toBe('forbidden-address');
    expect(requests).toEqual([]);
  });

  test('to a local address that a public one redirects to', async () => {
    // 127.0.0.1 counts as public here, 127.0.0.2 does not; both are this machine.
    const careful = createLinkChecker({
      isAllowedUrl: () => true,
      isAllowedAddress: (address) => address === '127.0.0.1' || address === '::1' || isPublicAddress(address),
    });
    const inside = origin.replace('localhost', '127.0.0.2');
    answers['/trang'] = redirect(`${inside}/kho`);
    answers['/kho'] = status(200);
    expect(await careful.check(`${origin}/trang`)).toEqual({
      finding: 'forbidden-address',
      status: null,
      to: `${inside}/kho`,
    });
    expect(requests).toEqual(['HEAD /trang']);
  });

  test('to a redirect target without HTTPS', async () => {
    const strictAfter = createLinkChecker({
      isAllowedUrl: (url) => url.pathname === '/trang',
      isAllowedAddress: () => true,
    });
    answers['/trang'] = redirect('/khac');
    expect((await strictAfter.check(`${origin}/trang`)).finding).toBe('forbidden-address');
    expect(requests).toEqual(['HEAD /trang']);
  });

  test('to another address than the one that was checked (DNS rebinding)', async () => {
    const { port } = new URL(origin);
    const addresses = ['127.0.0.1', '127.0.0.2', '127.0.0.3'];
    const rebound = createLinkChecker({
      isAllowedUrl: () => true,
      isAllowedAddress: (address) => address === '127.0.0.1',
      resolve: async () => [{ address: addresses.shift() ?? '', family: 4 }],
    });
    answers['/trang'] = (request, response) => {
      response.writeHead(request.socket.localAddress === '127.0.0.1' ? 200 : 500).end();
    };
    expect((await rebound.check(`http://baocang.invalid:${port}/trang`)).finding).toBe('ok');
    expect(addresses).toEqual(['127.0.0.2', '127.0.0.3']);
    expect((await rebound.check(`http://baocang.invalid:${port}/trang`)).finding).toBe('forbidden-address');
    expect(requests).toEqual(['HEAD /trang']);
  });

  test('when one of several addresses is local', async () => {
    const mixed = createLinkChecker({
      resolve: async () => [
        { address: '8.8.8.8', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    });
    expect((await mixed.check('https://baocang.invalid/')).finding).toBe('forbidden-address');
  });
});

test.each([
  ['8.8.8.8', true],
  ['2001:4860:4860::8888', true],
  ['127.0.0.1', false],
  ['0.0.0.0', false],
  ['255.255.255.255', false],
  ['224.0.0.1', false],
  ['192.0.0.192', false],
  ['198.18.0.1', false],
  ['240.0.0.1', false],
  ['100.100.100.200', false],
  ['168.63.129.16', false],
  ['::1', false],
  ['::', false],
  ['ff02::1', false],
  ['fe80::1%eth0', false],
  ['fc00::1', false],
  ['fd00:ec2::254', false],
  ['::ffff:8.8.8.8', false],
  ['::ffff:10.0.0.1', false],
  ['::8.8.8.8', false],
  ['64:ff9b::a00:1', false],
  ['2002:a00:1::', false],
  ['2001:db8::1', false],
  ['fec0::1', false],
  ['::7f00:1', false],
  ['64:ff9b:1::a00:1', false],
  ['2001::f5ff:fffe', false],
  ['100::1', false],
  ['5f00::1', false],
  ['4000::1', false],
  ['3fff::1', false],
  ['no address', false],
])('%s is public: %s', (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});

test('an IPv4 address embedded in an IPv6 one is never public, in any notation', () => {
  const hex = (value: number) => value.toString(16);
  const forms: ((high: number, low: number) => string)[] = [
    (high, low) => `::${hex(high)}:${hex(low)}`,
    (high, low) => `::${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`,
    (high, low) => `::ffff:${hex(high)}:${hex(low)}`,
    (high, low) => `0:0:0:0:0:FFFF:${high >> 8}.${high & 255}.${low >> 8}.${low & 255}`,
    (high, low) => `::ffff:0:${hex(high)}:${hex(low)}`,
    (high, low) => `64:ff9b::${hex(high)}:${hex(low)}`,
    (high, low) => `64:ff9b:1::${hex(high)}:${hex(low)}`,
    (high, low) => `2002:${hex(high)}:${hex(low)}::1`,
    (high, low) => `2001:0:0:0:0:0:${hex(high ^ 0xffff)}:${hex(low ^ 0xffff)}`,
  ];
  const word = fc.integer({ min: 0, max: 0xffff });
  fc.assert(
    fc.property(fc.constantFrom(...forms), word, word, (form, high, low) => {
      expect(isPublicAddress(form(high, low)), form(high, low)).toBe(false);
    }),
    { numRuns: 1_000 },
  );
});
