import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { renameLoopbackCookies, renameSetCookies, usesLoopbackCookies } from './loopback-cookies.ts';

let server: Server | undefined;
afterEach(() => server?.close());

/** What the application sees and sets, for a request with these headers. */
async function exchange(headers: Record<string, string>) {
  server = createServer((incoming, outgoing) => {
    const cookies = new Headers();
    cookies.append('set-cookie', '__Host-toa-soan=new; Path=/; HttpOnly; Secure; SameSite=Lax');
    cookies.append('set-cookie', 'other=1; Secure');
    renameSetCookies(incoming.headers.host, cookies);
    outgoing.setHeader('set-cookie', cookies.getSetCookie());
    const raw = incoming.rawHeaders[incoming.rawHeaders.findIndex((name) => /^cookie$/i.test(name)) + 1];
    outgoing.end(JSON.stringify([incoming.headers.cookie, incoming.headersDistinct.cookie?.[0], raw]));
  });
  renameLoopbackCookies(server);
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return new Promise<{ seen: string; set: string[] | undefined }>((resolve, reject) => {
    const sent = request({ port, host: '127.0.0.1', headers }, async (response) => {
      const views: string[] = JSON.parse(String(Buffer.concat(await response.toArray())));
      expect(new Set(views).size).toBe(1);
      resolve({ seen: views[0] ?? '', set: response.headers['set-cookie'] });
    });
    sent.on('error', reject);
    sent.end();
  });
}

test.each(['localhost:3210', '127.0.0.1', '[::1]:3210', 'desk.localhost'])(
  'at %s cookies have no prefix and no Secure',
  async (host) => {
    expect(await exchange({ host, cookie: 'a=1; __Host-toa-soan=planted; loopback-toa-soan=own' })).toEqual({
      seen: 'a=1; __Host-toa-soan=own',
      set: ['loopback-toa-soan=new; Path=/; HttpOnly; SameSite=Lax', 'other=1; Secure'],
    });
  },
);

test.each(['desk.example.vn', 'localhost.example.vn', '192.168.1.4:3210', '[', 'a b'])(
  'at %s only the prefixed cookie counts',
  async (host) => {
    const cookie = '__Host-toa-soan=own; loopback-toa-soan=planted';
    expect(await exchange({ host, cookie })).toMatchObject({
      seen: cookie,
      set: ['__Host-toa-soan=new; Path=/; HttpOnly; Secure; SameSite=Lax', 'other=1; Secure'],
    });
  },
);

test.each([
  [null, 0, true],
  ['http://localhost:3210', 0, true],
  ['http://localhost:3210', 1, false],
  [null, 1, false],
  ['https://localhost:3210', 0, false],
  ['https://desk.example.vn', 0, false],
  ['http://desk.example.vn', 0, false],
])('with PUBLIC_URL %s and %i proxies, used: %s', (publicUrl, proxies, isUsed) => {
  expect(usesLoopbackCookies({ publicUrl, proxies })).toBe(isUsed);
});
