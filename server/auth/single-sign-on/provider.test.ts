import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OidcServer, signInAtProvider, startOidcServer } from '../../../tests/hosts/oidc-server.ts';
import { createProvider, isProviderUnavailable } from './provider.ts';

const deskUrl = 'https://desk.example.vn';
let server: OidcServer;
const people = [
  { sub: 'lan', email: 'Lan@example.vn', email_verified: true },
  { sub: 'mai', email: 'mai@example.vn', email_verified: false },
];

beforeAll(async () => {
  server = await startOidcServer(deskUrl, people);
});
afterAll(() => server.stop());

const settings = () => ({ ...server, name: 'Tòa báo', deskUrl });

test('the code of a sign-in is redeemed once, for the verified identity', async () => {
  const provider = createProvider(settings());
  const { url, attempt } = await provider.start({ asksAgain: false });
  const callback = await signInAtProvider(url.href, 'lan');
  expect(callback.origin + callback.pathname).toBe(`${deskUrl}/api/auth/oidc/callback`);
  expect(await provider.finish(callback.searchParams, attempt)).toEqual({
    issuer: server.issuer,
    subject: 'lan',
    verifiedEmail: 'lan@example.vn',
    hasSecondFactor: false,
    authenticatedAt: expect.any(Date),
  });
  await expect(provider.finish(callback.searchParams, attempt)).rejects.toThrow();
});

test('an address that the provider does not vouch for is not returned', async () => {
  const provider = createProvider(settings());
  const { url, attempt } = await provider.start({ asksAgain: false });
  const callback = await signInAtProvider(url.href, 'mai');
  expect(await provider.finish(callback.searchParams, attempt)).toMatchObject({ verifiedEmail: null });
});

test.each(['state', 'nonce', 'codeVerifier'] as const)('another %s is refused', async (name) => {
  const provider = createProvider(settings());
  const { url, attempt } = await provider.start({ asksAgain: false });
  const { attempt: other } = await provider.start({ asksAgain: false });
  const callback = await signInAtProvider(url.href, 'lan');
  const mixed = { ...attempt, [name]: other[name] };
  await expect(provider.finish(callback.searchParams, mixed)).rejects.toThrow();
});

test('the response of another issuer is refused', async () => {
  const provider = createProvider(settings());
  const { url, attempt } = await provider.start({ asksAgain: false });
  const callback = await signInAtProvider(url.href, 'lan');
  callback.searchParams.set('iss', 'https://evil.invalid');
  await expect(provider.finish(callback.searchParams, attempt)).rejects.toThrow();
});

test('a provider that asks again proves that the person has just signed in', async () => {
  const provider = createProvider(settings());
  const { url, attempt } = await provider.start({ asksAgain: true });
  expect(url.searchParams.get('prompt')).toBe('login');
  const callback = await signInAtProvider(url.href, 'lan');
  expect(await provider.finish(callback.searchParams, attempt, 0)).toMatchObject({ subject: 'lan' });
});

test('a provider that is down is unavailable, and is asked again only after a while', async () => {
  const down = await startOidcServer(deskUrl, people);
  await down.stop();
  const provider = createProvider({ ...settings(), issuer: down.issuer });
  const failures = await Promise.allSettled([
    provider.start({ asksAgain: false }),
    provider.start({ asksAgain: false }),
  ]);
  const reasons = failures.map((failure) => failure.status === 'rejected' && failure.reason);
  expect(isProviderUnavailable(reasons[0])).toBe(true);
  expect(reasons[1]).toBe(reasons[0]);
});
