import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { SingleSignOnPurpose } from '../../domain/single-sign-on.ts';
import { type OidcServer, signInAtProvider, startOidcServer } from '../../tests/hosts/oidc-server.ts';
import {
  adminPassword,
  type DeskBrowser,
  deskUrl,
  locationOf,
  type SingleSignOnDesk,
  startSingleSignOnDesk,
} from '../../tests/hosts/single-sign-on-desk.ts';
import { createAccount } from '../auth/auth.ts';
import { auditLog, sessions, twoFactors, users } from '../db/schema.ts';

let provider: OidcServer;
let desk: SingleSignOnDesk;

beforeAll(async () => {
  provider = await startOidcServer(deskUrl, []);
  desk = await startSingleSignOnDesk(provider);
});
afterAll(async () => {
  await desk.close();
  await provider.stop();
});
beforeEach(() => {
  provider.people.length = 0;
  desk.sentMails.length = 0;
});

/** A person at the provider with a verified address. @returns their login. */
function aPerson(email: string, { isVerified = true } = {}): string {
  const sub = crypto.randomUUID();
  provider.people.push({ sub, email, email_verified: isVerified });
  return sub;
}

async function anAccount(email = `${crypto.randomUUID()}@example.vn`) {
  const name = 'Đỗ Ngọc Lan';
  const id = await createAccount(desk.database.db, {
    email,
    name,
    role: 'journalist',
    password: adminPassword,
  });
  return { id, email, name };
}

/** Signs in at the provider and follows its redirect. @returns where the desk redirects to. */
async function signIn(
  browser: DeskBrowser,
  login: string,
  { purpose = 'sign-in', next }: { purpose?: SingleSignOnPurpose; next?: string } = {},
): Promise<URL> {
  const query = new URLSearchParams({ purpose, ...(next !== undefined && { next }) });
  const started = locationOf(await browser.get(`/api/auth/oidc/start?${query}`));
  const callback = await signInAtProvider(started.href, login);
  return locationOf(await browser.get(callback.pathname + callback.search));
}

const pathOf = ({ pathname, search }: URL) => pathname + search;
const viewerOf = async (browser: DeskBrowser) => {
  const response = await browser.get('/api/me');
  return response.ok ? ((await response.json()) as { id: string; email: string; role: string }) : null;
};
const auditOf = (subjectId: string) =>
  desk.database.db.select().from(auditLog).where(eq(auditLog.subjectId, subjectId)).orderBy(auditLog.number);

test('the sign-in page learns the name of the provider', async () => {
  expect(await (await desk.open().get('/api/health')).json()).toMatchObject({
    singleSignOn: { name: 'Tòa báo' },
  });
});

test('an account is found by its verified address, whatever its case, and reported to its owner', async () => {
  const account = await anAccount();
  const browser = desk.open();
  const landing = await signIn(browser, aPerson(account.email.toUpperCase()), { next: '/articles?view=all' });
  expect(pathOf(landing)).toBe('/sign-in/done?purpose=sign-in&next=%2Farticles%3Fview%3Dall');
  expect(await viewerOf(browser)).toMatchObject({ id: account.id });
  expect(await auditOf(account.id)).toMatchObject([
    { action: 'account.single-sign-on', detail: { change: 'linked', issuer: provider.issuer } },
    { action: 'session.start', detail: { method: 'oidc' } },
  ]);
  await desk.backend.background.settled();
  expect(desk.sentMails).toMatchObject([{ to: account.email, subject: /cách đăng nhập mới/ }]);
  expect([...browser.cookies.keys()]).not.toContain('__Host-toa-soan-oidc');
});

test('a linked account is found by the subject, even after a change of address at the provider', async () => {
  const account = await anAccount();
  const other = await anAccount();
  const login = aPerson(account.email);
  await signIn(desk.open(), login);
  for (const person of provider.people) person.email = other.email;
  const browser = desk.open();
  await signIn(browser, login);
  expect(await viewerOf(browser)).toMatchObject({ id: account.id });
});

test('another identity with the address of a linked account is refused and recorded', async () => {
  const account = await anAccount();
  await signIn(desk.open(), aPerson(account.email));
  provider.people.length = 0;
  const browser = desk.open();
  const landing = await signIn(browser, aPerson(account.email));
  expect(landing.searchParams.get('error')).toBe('other-identity');
  expect(await viewerOf(browser)).toBeNull();
  expect((await auditOf(account.id)).at(-1)).toMatchObject({
    action: 'session.refused',
    detail: { method: 'oidc', code: 'other-identity' },
  });
});

test('an address that the provider does not vouch for signs nobody in', async () => {
  const account = await anAccount();
  const browser = desk.open();
  const landing = await signIn(browser, aPerson(account.email, { isVerified: false }));
  expect(landing.searchParams.get('error')).toBe('unverified');
  expect(await viewerOf(browser)).toBeNull();
});

test('an open invitation is accepted with its role; without one nobody gets an account', async () => {
  const email = 'moi@example.vn';
  const login = aPerson(email);
  const browser = desk.open();
  expect((await signIn(browser, login)).searchParams.get('error')).toBe('no-account');
  const admin = await desk.signInAsAdmin();
  await admin.send('POST', '/api/invitations', { name: 'Vũ Thị Mới', email, role: 'editor' });
  expect((await signIn(browser, login)).searchParams.get('error')).toBeNull();
  const viewer = await viewerOf(browser);
  expect(viewer).toMatchObject({ email, role: 'editor', name: 'Vũ Thị Mới' });
  expect(await (await admin.get('/api/invitations')).json()).toMatchObject({ items: [] });
  expect(await auditOf(viewer?.id ?? '')).toMatchObject([
    { action: 'account.create', detail: { email, role: 'editor', by: 'oidc', invitedBy: 'ha' } },
    { action: 'session.start' },
  ]);
});

test('a revoked invitation is not accepted', async () => {
  const email = 'thoi@example.vn';
  const admin = await desk.signInAsAdmin();
  const invited = await admin.send('POST', '/api/invitations', { name: 'Thôi', email, role: 'editor' });
  const { invitation } = (await invited.json()) as { invitation: { id: string } };
  await admin.send('DELETE', `/api/invitations/${invitation.id}`);
  expect((await signIn(desk.open(), aPerson(email))).searchParams.get('error')).toBe('no-account');
});

test('a suspended account is told so, and not linked', async () => {
  const account = await anAccount();
  const suspend = (suspendedAt: Date | null) =>
    desk.database.db.update(users).set({ suspendedAt }).where(eq(users.id, account.id));
  await suspend(new Date());
  const login = aPerson(account.email);
  expect((await signIn(desk.open(), login)).searchParams.get('error')).toBe('suspended');
  await suspend(null);
  await signIn(desk.open(), login);
  await suspend(new Date());
  expect((await signIn(desk.open(), login)).searchParams.get('error')).toBe('suspended');
});

test('a callback counts once, and only in the browser that started it', async () => {
  const account = await anAccount();
  const login = aPerson(account.email);
  const browser = desk.open();
  const started = locationOf(await browser.get('/api/auth/oidc/start'));
  const callback = pathOf(await signInAtProvider(started.href, login));
  expect(locationOf(await desk.open().get(callback)).searchParams.get('error')).toBe('expired');
  expect(locationOf(await browser.get(callback)).searchParams.get('error')).toBeNull();
  expect(locationOf(await browser.get(callback)).searchParams.get('error')).toBe('expired');
});

test('a link of another site does not start a sign-in', async () => {
  const response = await desk.open().get('/api/auth/oidc/start', { 'sec-fetch-site': 'cross-site' });
  expect([response.status, response.headers.getSetCookie()]).toEqual([403, []]);
});

test('somebody who goes back at the provider is told so', async () => {
  const browser = desk.open();
  const { searchParams } = locationOf(await browser.get('/api/auth/oidc/start'));
  const query = new URLSearchParams({
    error: 'access_denied',
    state: searchParams.get('state') ?? '',
    iss: provider.issuer,
  });
  const landing = locationOf(await browser.get(`/api/auth/oidc/callback?${query}`));
  expect(landing.searchParams.get('error')).toBe('cancelled');
});

test('an account with a second factor is asked for it, unless the provider has asked for one', async () => {
  const { id, email } = await anAccount();
  await desk.database.db.insert(twoFactors).values({ userId: id, secret: 'x', isConfirmed: true });
  const browser = desk.open();
  const landing = await signIn(browser, aPerson(email));
  expect(landing.searchParams.get('step')).toBe('second-factor');
  expect(JSON.parse(new URLSearchParams(landing.hash.slice(1)).get('secondFactor') ?? '')).toMatchObject({
    token: expect.any(String),
    hasTotp: true,
  });
  expect((await browser.get('/api/me')).status).toBe(401);
});

test('the identity is proved again at the provider, by the same person only', async () => {
  const account = await anAccount();
  const login = aPerson(account.email);
  const stranger = aPerson((await anAccount()).email);
  const browser = desk.open();
  await signIn(browser, login);
  await signIn(desk.open(), stranger);
  const longAgo = new Date(Date.now() - 3_600_000);
  const authenticatedAt = async () => {
    const [row] = await desk.database.db.select().from(sessions).where(eq(sessions.userId, account.id));
    return row?.authenticatedAt?.getTime() ?? 0;
  };
  await desk.database.db.update(sessions).set({ authenticatedAt: longAgo });
  const refused = await signIn(browser, stranger, { purpose: 'confirm' });
  expect(refused.searchParams.get('error')).toBe('other-account');
  expect(await authenticatedAt()).toBe(longAgo.getTime());
  const landing = await signIn(browser, login, { purpose: 'confirm' });
  expect(pathOf(landing)).toBe('/sign-in/done?purpose=confirm');
  expect(await authenticatedAt()).toBeGreaterThan(longAgo.getTime());
});

test('the account shows its link and can remove it, which ends its other sessions', async () => {
  const account = await anAccount();
  const login = aPerson(account.email);
  const [browser, other] = [desk.open(), desk.open()];
  await signIn(browser, login);
  await signIn(other, login);
  expect(await (await browser.get('/api/account/single-sign-on')).json()).toEqual({
    providerName: 'Tòa báo',
    linkedAt: expect.any(String),
  });
  expect((await browser.send('DELETE', '/api/account/single-sign-on')).status).toBe(204);
  expect(await (await browser.get('/api/account/single-sign-on')).json()).toMatchObject({ linkedAt: null });
  expect(await viewerOf(other)).toBeNull();
  expect((await auditOf(account.id)).at(-1)).toMatchObject({
    action: 'account.single-sign-on',
    detail: { change: 'unlinked', endedSessions: 1 },
  });
  await desk.backend.background.settled();
  expect(desk.sentMails.map(({ subject }) => subject)).toEqual([
    expect.stringMatching(/^Có cách đăng nhập mới/),
    expect.stringMatching(/^Đã bớt một cách đăng nhập/),
  ]);
});

test('the only way to sign in cannot be removed before a reset link has set a password', async () => {
  const email = 'chi-mot@example.vn';
  const admin = await desk.signInAsAdmin();
  await admin.send('POST', '/api/invitations', { name: 'Chỉ Một', email, role: 'journalist' });
  const browser = desk.open();
  await signIn(browser, aPerson(email));
  const response = await browser.send('DELETE', '/api/account/single-sign-on');
  expect([response.status, await response.json()]).toEqual([
    409,
    expect.objectContaining({ code: 'no-password' }),
  ]);
  const { id = '' } = (await viewerOf(browser)) ?? {};
  const link = (await (await admin.send('POST', `/api/accounts/${id}/reset-link`)).json()) as {
    path: string;
  };
  const token = link.path.split('#token=')[1];
  const password = 'sóng vỗ ngoài bến cảng';
  expect((await desk.open().send('POST', '/api/account-links/use', { token, password })).status).toBe(200);
  const again = desk.open();
  expect((await again.send('POST', '/api/auth/sign-in/email', { email, password })).status).toBe(200);
  expect((await again.send('DELETE', '/api/account/single-sign-on')).status).toBe(204);
});
