import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createAccount } from '../../server/auth/auth.ts';
import { createProvider, isProviderUnavailable } from '../../server/auth/single-sign-on/provider.ts';
import { accounts, sessions } from '../../server/db/schema.ts';
import {
  encode,
  type ForgedProvider,
  metadataOf,
  sendJson,
  startForgedProvider,
} from '../hosts/forged-provider.ts';
import {
  adminPassword,
  deskUrl,
  locationOf,
  type SingleSignOnDesk,
  startSingleSignOnDesk,
} from '../hosts/single-sign-on-desk.ts';

/* A provider, or somebody between it and the desk, forges its responses. */

let provider: ForgedProvider;
let desk: SingleSignOnDesk;
const email = 'kien@example.vn';

beforeAll(async () => {
  provider = await startForgedProvider();
  desk = await startSingleSignOnDesk(provider);
  await createAccount(desk.database.db, { email, name: 'Kiên', role: 'editor', password: adminPassword });
});
afterEach(() => provider.reset());
afterAll(async () => {
  await desk.close();
  await provider.stop();
});

/** Signs in with the claims of the next ID token. @returns the error, and who is signed in. */
async function attempt(
  claims: (nonce: string) => Record<string, unknown>,
  callback: Record<string, string> = {},
  browser = desk.open(),
): Promise<{ error: string | null; viewer: string | null }> {
  const { searchParams } = locationOf(await browser.get('/api/auth/oidc/start'));
  provider.claims = claims(searchParams.get('nonce') ?? '');
  const query = new URLSearchParams({
    ...{ code: 'a code', state: searchParams.get('state') ?? '', iss: provider.issuer },
    ...callback,
  });
  const landing = locationOf(await browser.get(`/api/auth/oidc/callback?${query}`));
  const me = await browser.get('/api/me');
  const viewer = me.ok ? ((await me.json()) as { email: string }).email : null;
  return { error: landing.searchParams.get('error'), viewer };
}

const valid = (nonce: string) => ({ sub: 'kien', nonce, email, email_verified: true });
const refused = { error: 'failed', viewer: null };

test.each<[string, (nonce: string) => Record<string, unknown>]>([
  ['of another issuer', (nonce) => ({ ...valid(nonce), iss: 'https://evil.invalid' })],
  ['for another client', (nonce) => ({ ...valid(nonce), aud: 'another' })],
  [
    'for several clients, authorized for another',
    (nonce) => ({ ...valid(nonce), aud: ['desk', 'b'], azp: 'b' }),
  ],
  ['that has expired', (nonce) => ({ ...valid(nonce), exp: Math.floor(Date.now() / 1000) - 120 })],
  ['with the nonce of another attempt', () => valid('another nonce')],
  ['without a nonce', () => ({ sub: 'kien', email, email_verified: true })],
  ['without a subject', (nonce) => ({ ...valid(nonce), sub: undefined })],
])('an ID token %s is refused', async (_case, claims) => {
  expect(await attempt(claims)).toEqual(refused);
});

test.each<[string, ForgedProvider['makeToken']]>([
  ['by another key', (claims) => provider.sign(claims, 'other key')],
  ['by nobody (alg none)', async (claims) => `${encode({ alg: 'none' })}.${encode(claims)}.`],
  [
    'with the public secret of the client (alg HS256)',
    async (claims) => {
      const content = `${encode({ alg: 'HS256' })}.${encode(claims)}`;
      return `${content}.${createHmac('sha256', provider.clientSecret).update(content).digest('base64url')}`;
    },
  ],
  [
    'and changed afterwards',
    async (claims) => {
      const [header, , signature] = (await provider.sign(claims)).split('.');
      return `${header}.${encode({ ...claims, sub: 'admin' })}.${signature}`;
    },
  ],
])('an ID token signed %s is refused', async (_case, makeToken) => {
  provider.makeToken = makeToken;
  expect(await attempt(valid)).toEqual(refused);
});

test.each<[string, Record<string, string>]>([
  ['of another issuer (mix-up)', { iss: 'https://evil.invalid' }],
  ['with the state of another attempt', { state: 'another state' }],
])('a callback %s is refused without a request to the provider', async (_case, callback) => {
  expect(await attempt(valid, callback)).toEqual(refused);
  expect(provider.requests).not.toContain('/token');
});

test.each([
  ['that is not verified', { email_verified: false }],
  ['that is verified in words only', { email_verified: 'true' }],
  ['without a word on its verification', { email_verified: undefined }],
  ['that is no text', { email: [email] }],
  // The Kelvin sign, which is `k` in lower case.
  ['of another person that is equal in lower case', { email: '\u{212a}ien@example.vn' }],
])('an address %s finds no account', async (_case, claims) => {
  expect(await attempt((nonce) => ({ ...valid(nonce), ...claims }))).toEqual({
    error: 'unverified',
    viewer: null,
  });
});

test('nobody was linked by anything that was refused, and the valid token signs in', async () => {
  const linked = async () =>
    (await desk.database.db.select().from(accounts)).filter(({ providerId }) =>
      providerId.startsWith('oidc:'),
    );
  expect(await linked()).toEqual([]);
  expect(await attempt(valid)).toEqual({ error: null, viewer: email });
  expect(await linked()).toHaveLength(1);
  expect(JSON.stringify(desk.logged)).not.toMatch(/kien@example|eyJ|a secret|an access token/);
});

test.each<[string, number | undefined, number]>([
  ['an hour ago', -3600, 403],
  ['at a time that it does not tell', undefined, 403],
  ['just now', 0, 200],
])('who was asked by the provider %s has proved as much to the desk', async (_case, seconds, status) => {
  const browser = desk.open();
  const auth_time = seconds === undefined ? undefined : Math.floor(Date.now() / 1000) + seconds;
  const signedIn = await attempt((nonce) => ({ ...valid(nonce), auth_time }), {}, browser);
  expect(signedIn).toEqual({ error: null, viewer: email });
  expect((await browser.send('POST', '/api/account/sessions/end-others')).status).toBe(status);
});

test('a clock of the provider that is ahead does not prolong the proof', async () => {
  const auth_time = Math.floor(Date.now() / 1000) + 86_400;
  await attempt((nonce) => ({ ...valid(nonce), auth_time }));
  const rows = await desk.database.db.select().from(sessions);
  const latest = Math.max(...rows.map(({ authenticatedAt }) => authenticatedAt?.getTime() ?? 0));
  expect(latest).toBeLessThanOrEqual(Date.now());
});

test.each<[string, string, (provider: ForgedProvider) => void]>([
  [
    'discovery document of 64 MB',
    '/.well-known/openid-configuration',
    ({ respond }) =>
      respond.set('/.well-known/openid-configuration', (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        const chunk = Buffer.alloc(1_048_576, 32);
        let sent = 0;
        const write = () => {
          while (sent < 64 && !response.destroyed) {
            sent += 1;
            if (!response.write(chunk)) return void response.once('drain', write);
          }
          response.end('{}');
        };
        write();
      }),
  ],
  [
    'discovery document of another issuer',
    '/.well-known/openid-configuration',
    ({ respond }) =>
      respond.set('/.well-known/openid-configuration', (response) =>
        sendJson(response, metadataOf('https://evil.invalid')),
      ),
  ],
  [
    'redirect instead of a discovery document',
    '/.well-known/openid-configuration',
    ({ respond }) =>
      respond.set('/.well-known/openid-configuration', (response) => {
        response.writeHead(302, { location: '/elsewhere' }).end();
      }),
  ],
  [
    'discovery document that does not end',
    '/.well-known/openid-configuration',
    ({ respond }) =>
      respond.set('/.well-known/openid-configuration', (response) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.write('{');
      }),
  ],
])('a %s makes the provider unavailable, in bounded time', async (_case, path, forge) => {
  forge(provider);
  const failure = await createProvider({ ...provider, name: 'Tòa báo', deskUrl })
    .start({ asksAgain: false })
    .catch((error: unknown) => error);
  expect(isProviderUnavailable(failure)).toBe(true);
  expect(provider.requests).toEqual([path]);
});

test('a token endpoint that hangs ends the attempt, and password sign-in goes on meanwhile', async () => {
  provider.respond.set('/token', () => undefined);
  const hanging = attempt(valid);
  const admin = await desk.signInAsAdmin();
  expect((await admin.get('/api/me')).status).toBe(200);
  expect(await hanging).toEqual({ error: 'unavailable', viewer: null });
});

test('callbacks that fail are limited by address', async () => {
  const errors = new Set<string | null>();
  for (let count = 0; count < 60; count += 1) errors.add((await attempt(() => valid('wrong'))).error);
  expect([...errors]).toEqual(['failed', 'throttled']);
});
