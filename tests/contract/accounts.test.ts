import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Account, AccountLink, Invitation } from '../../domain/contract/accounts.ts';
import type { AuditEntry } from '../../domain/contract/audit.ts';
import type { Viewer } from '../../domain/contract/session.ts';
import { limits } from '../../domain/limits.ts';
import { accountLinks, users } from '../../server/db/schema.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  anonymous,
  emailOf,
  host,
  minute,
  readResponse,
  resetBeforeEach,
  signedIn,
} from './desk.ts';

resetBeforeEach();

const hour = 60 * minute;
const password = 'một mật khẩu dài';
const lan = { name: 'Đỗ Ngọc Lan', email: 'lan@example.vn', role: 'journalist' as const };

type InvitationResponse = { invitation: Invitation; link: AccountLink };

const tokenOf = ({ path }: AccountLink) => path.split('#token=')[1] ?? '';
const accountsOf = async (desk: ApiClient) =>
  (await desk.get<{ items: Account[] }>('/api/accounts')).body.items;
const openInvitations = async (desk: ApiClient) =>
  (await desk.get<{ items: Invitation[] }>('/api/invitations')).body.items;
const log = async (desk: ApiClient) => (await desk.get<{ items: AuditEntry[] }>('/api/audit')).body.items;

async function accountOf(desk: ApiClient, email: string): Promise<Account> {
  const found = (await accountsOf(desk)).find((account) => account.email === email);
  if (!found) throw new Error(`No account of ${email}`);
  return found;
}
async function invite(desk: ApiClient, over: object = {}): Promise<InvitationResponse> {
  const { status, body } = await desk.post<InvitationResponse>('/api/invitations', { ...lan, ...over });
  if (status !== 201) throw new Error(`No invitation: ${status} ${JSON.stringify(body)}`);
  return body;
}
const acceptLink = (token: string, newPassword = password) =>
  anonymous.post<{ email: string; code?: string }>('/api/account-links/use', {
    token,
    password: newPassword,
  });
const lookUpLink = (token: string) =>
  anonymous.post<{ kind: string; name: string; email: string; code?: string }>('/api/account-links/look', {
    token,
  });

/** Signs in through the API instead of creating a session in the database. Returns the status when refused. */
async function signIn(email: string, signInPassword: string): Promise<ApiClient | number> {
  const response = await host.fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'None' },
    body: JSON.stringify({ email, password: signInPassword }),
  });
  if (!response.ok) return response.status;
  const token = response.headers.get('set-auth-token');
  const cookie = response.headers.getSetCookie().map((one) => one.split(';')[0]);
  const session: [string, string] = token
    ? ['authorization', `Bearer ${token}`]
    : ['cookie', cookie.join('; ')];
  const fetch: ApiClient['fetch'] = (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set(...session);
    return host.fetch(path, { ...init, headers });
  };
  return { ...anonymous, fetch, get: async (path) => readResponse(await fetch(path)) };
}

describe('an invitation', () => {
  test('creates an account with the invited role once its link is opened and a password is set', async () => {
    const admin = await signedIn('quantri');
    const { invitation, link } = await invite(admin, { email: ' Lan@Example.VN ' });
    expect(invitation).toMatchObject({ ...lan, invitedBy: { name: 'Phạm Thanh Hà' } });
    expect(link.path).toMatch(/^\/invite#token=[\w-]{43}$/);
    expect(link.mail).toBe('off');
    expect(await openInvitations(admin)).toEqual([invitation]);

    expect((await lookUpLink(tokenOf(link))).body).toMatchObject({
      kind: 'invitation',
      name: lan.name,
      email: lan.email,
    });
    expect(await acceptLink(tokenOf(link))).toMatchObject({ status: 200, body: { email: lan.email } });

    const newcomer = await signIn(lan.email, password);
    if (typeof newcomer === 'number') throw new Error(`Refused with ${newcomer}`);
    const me = await newcomer.get<Viewer>('/api/me');
    expect(me.body).toMatchObject({ ...lan, penNames: [lan.name] });
    expect(await openInvitations(admin)).toEqual([]);
  });

  test('stores no usable token in the database', async () => {
    const { link } = await invite(await signedIn('quantri'));
    const rows = await host.db.select().from(accountLinks);
    expect(JSON.stringify(rows)).not.toContain(tokenOf(link));
    expect(rows[0]?.tokenHash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('can be accepted once: of two concurrent attempts one succeeds', async () => {
    const { link } = await invite(await signedIn('quantri'));
    const answers = await Promise.all([
      acceptLink(tokenOf(link)),
      acceptLink(tokenOf(link), 'một mật khẩu khác'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 410]);
    expect((await lookUpLink(tokenOf(link))).body.code).toBe('gone');
  });

  test('gets the same response whether unknown, used, revoked, replaced or expired', async () => {
    const admin = await signedIn('quantri');
    const used = await invite(admin);
    await acceptLink(tokenOf(used.link));
    const revoked = await invite(admin, { email: 'a@example.vn' });
    expect((await admin.delete(`/api/invitations/${revoked.invitation.id}`)).status).toBe(204);
    const replaced = await invite(admin, { email: 'b@example.vn' });
    const again = await admin.post<InvitationResponse>(`/api/invitations/${replaced.invitation.id}/renew`);
    expect((await lookUpLink(tokenOf(again.body.link))).status).toBe(200);
    const old = await invite(admin, { email: 'c@example.vn' });

    const answers = [];
    for (const link of [used.link, revoked.link, replaced.link])
      answers.push(await acceptLink(tokenOf(link)));
    answers.push(await acceptLink('x'.repeat(43)));
    advanceClock(limits.accountLinkDays * 24 * hour);
    answers.push(await acceptLink(tokenOf(old.link)));
    for (const { status, body } of answers) {
      expect(status).toBe(410);
      expect(body).toEqual(answers[0]?.body);
    }
    expect(await accountsOf(await signedIn('quantri'))).toHaveLength(5);
  });

  test('that expired can be renewed, and then works', async () => {
    const { invitation, link } = await invite(await signedIn('quantri'));
    advanceClock(limits.accountLinkDays * 24 * hour);
    const admin = await signedIn('quantri');
    expect((await lookUpLink(tokenOf(link))).status).toBe(410);
    const { body } = await admin.post<InvitationResponse>(`/api/invitations/${invitation.id}/renew`);
    expect((await acceptLink(tokenOf(body.link))).status).toBe(200);
    expect((await admin.post(`/api/invitations/${invitation.id}/renew`)).body.code).toBe('not-found');
  });

  test('requires a long password that is hard to guess, and stays valid after a refusal', async () => {
    const { link } = await invite(await signedIn('quantri'));
    expect((await acceptLink(tokenOf(link), 'ngắn')).body).toMatchObject({
      code: 'invalid',
      fields: { password: 'too-short' },
    });
    for (const common of ['matkhau12345', 'Đỗ Ngọc Lan 2026', 'lan@example.vn', 'Tòa Soạn Tòa Soạn']) {
      expect((await acceptLink(tokenOf(link), common)).body).toMatchObject({
        code: 'invalid',
        fields: { password: 'too-common' },
      });
    }
    expect((await acceptLink(tokenOf(link))).status).toBe(200);
  });

  test('is refused for an e-mail that has an account or an invitation, ignoring case', async () => {
    const admin = await signedIn('quantri');
    await invite(admin);
    for (const [email, problem] of [
      [emailOf('phongvien').toUpperCase(), 'taken'],
      ['LAN@example.vn', 'invited'],
      ['lan', 'bad-email'],
    ]) {
      const { status, body } = await admin.post('/api/invitations', { ...lan, email });
      expect([status, body.fields]).toEqual([422, { email: problem }]);
    }
    const bare = await admin.post('/api/invitations', { name: ' ', email: 'x@example.vn', role: 'owner' });
    expect(bare.body.fields).toEqual({ name: 'required', role: 'invalid' });
  });

  test('is created once when two requests for one e-mail are concurrent', async () => {
    const admin = await signedIn('quantri');
    const answers = await Promise.all([1, 2].map(() => admin.post('/api/invitations', lan)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
    expect(await openInvitations(admin)).toHaveLength(1);
  });

  test('is revoked when the admin who created it is suspended or demoted', async () => {
    const admin = await signedIn('quantri');
    const editor = await accountOf(admin, emailOf('bientap'));
    await admin.patch(`/api/accounts/${editor.id}`, { role: 'admin' });
    const { link } = await invite(await signedIn('bientap'), { role: 'admin' });
    await admin.patch(`/api/accounts/${editor.id}`, { role: 'editor' });
    expect((await acceptLink(tokenOf(link))).status).toBe(410);
  });
});

describe('a reset link', () => {
  test('sets a new password, ends every session and works once', async () => {
    const admin = await signedIn('quantri');
    const journalist = await signedIn('phongvien');
    const { id } = await accountOf(admin, emailOf('phongvien'));
    const { status, body } = await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`);
    expect(status).toBe(200);
    expect(body.path).toMatch(/^\/reset#token=[\w-]{43}$/);
    expect((await lookUpLink(tokenOf(body))).body).toMatchObject({
      kind: 'reset',
      email: emailOf('phongvien'),
    });
    expect((await journalist.get('/api/me')).status).toBe(200);

    expect((await acceptLink(tokenOf(body))).body).toEqual({ email: emailOf('phongvien') });
    expect((await journalist.get('/api/me')).status).toBe(401);
    expect(await signIn(emailOf('phongvien'), 'toasoan-demo')).toBe(401);
    expect(await signIn(emailOf('phongvien'), password)).toBeTypeOf('object');
    expect((await acceptLink(tokenOf(body))).status).toBe(410);
  });

  test('expires after a day, and is replaced by a newer one', async () => {
    const admin = await signedIn('quantri');
    const { id } = await accountOf(admin, emailOf('phongvien'));
    const make = async () => (await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`)).body;
    const [first, second] = [await make(), await make()];
    expect((await lookUpLink(tokenOf(first))).status).toBe(410);
    advanceClock(limits.resetLinkHours * hour - 1);
    expect((await lookUpLink(tokenOf(second))).status).toBe(200);
    advanceClock(1);
    expect((await lookUpLink(tokenOf(second))).status).toBe(410);
  });

  test('does not work for a suspended account, and none can be created for one', async () => {
    const admin = await signedIn('quantri');
    const { id } = await accountOf(admin, emailOf('phongvien'));
    const { body } = await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`);
    await admin.post(`/api/accounts/${id}/suspend`);
    expect((await acceptLink(tokenOf(body))).status).toBe(410);
    expect((await admin.post(`/api/accounts/${id}/reset-link`)).body.code).toBe('not-permitted');
    await admin.post(`/api/accounts/${id}/resume`);
    expect((await acceptLink(tokenOf(body))).status).toBe(410);
  });
});

test('attempts at random account links are rate-limited for a while', async () => {
  const { link } = await invite(await signedIn('quantri'));
  const answers = await Promise.all(
    Array.from({ length: 24 }, (_, index) => lookUpLink(`${index}`.padStart(43, 'x'))),
  );
  expect(answers.filter(({ status }) => status === 410)).toHaveLength(20);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(4);
  const { status, headers } = await lookUpLink(tokenOf(link));
  expect(status).toBe(429);
  expect(headers.get('retry-after')).toBe('45');
  advanceClock(16 * minute);
  expect((await lookUpLink(tokenOf(link))).status).toBe(200);
});

describe('an account', () => {
  test('is listed with role, state, pen-names and last activity', async () => {
    const admin = await signedIn('quantri');
    await signIn(emailOf('phongvien'), 'toasoan-demo');
    const items = await accountsOf(admin);
    expect(items.map(({ name }) => name)).toEqual([
      'Lê Minh Châu',
      'Trần Vũ Duyên',
      'Phạm Thanh Hà',
      'Nguyễn Hải Miên',
    ]);
    expect(items[3]).toMatchObject({
      email: emailOf('phongvien'),
      role: 'journalist',
      penNames: ['Hải Miên'],
      isSuspended: false,
      lastSignInAt: host.clock.now().toISOString(),
    });
    expect(items[1]?.lastSignInAt).toBeNull();
    expect(JSON.stringify(items)).not.toContain('password');
  });

  test('gets another name, role and pen-names; an update without changes has no effect', async () => {
    const admin = await signedIn('quantri');
    const journalist = await signedIn('phongvien');
    const { id } = await accountOf(admin, emailOf('phongvien'));
    const change = { name: ' Nguyễn Thị Hải Miên ', role: 'editor', penNames: ['Miên', ' Hải Miên', 'Miên'] };
    const { status, body } = await admin.patch<Account>(`/api/accounts/${id}`, change);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      name: 'Nguyễn Thị Hải Miên',
      role: 'editor',
      penNames: ['Miên', 'Hải Miên'],
    });
    expect((await journalist.get<Viewer>('/api/me')).body).toMatchObject({
      role: 'editor',
      name: 'Nguyễn Thị Hải Miên',
    });
    expect((await aDraft(journalist)).bylines).toEqual(['Miên']);

    const before = (await log(admin)).length;
    expect((await admin.patch<Account>(`/api/accounts/${id}`, change)).body).toEqual(body);
    expect(await log(admin)).toHaveLength(before);
    expect((await admin.patch('/api/accounts/nobody', change)).body.code).toBe('not-found');
    const wrong = await admin.patch(`/api/accounts/${id}`, { name: '', penNames: ['x'.repeat(81)] });
    expect(wrong.body.fields).toEqual({ name: 'required', 'penNames.0': 'too-long' });
  });

  test('that is suspended loses its sessions, cannot sign in, and can be reactivated', async () => {
    const admin = await signedIn('quantri');
    const journalist = await signedIn('phongvien');
    const { id } = await accountOf(admin, emailOf('phongvien'));
    expect((await admin.post<Account>(`/api/accounts/${id}/suspend`)).body.isSuspended).toBe(true);
    expect((await journalist.get('/api/me')).status).toBe(401);
    expect(await signIn(emailOf('phongvien'), 'toasoan-demo')).toBe(403);
    expect((await admin.post<Account>(`/api/accounts/${id}/resume`)).body.isSuspended).toBe(false);
    expect((await journalist.get('/api/me')).status).toBe(401);
    expect(await signIn(emailOf('phongvien'), 'toasoan-demo')).toBeTypeOf('object');
  });

  test('of the last admin can be neither demoted nor suspended, and nobody can suspend themself', async () => {
    const admin = await signedIn('quantri');
    const own = await accountOf(admin, emailOf('quantri'));
    const demote = () => admin.patch(`/api/accounts/${own.id}`, { role: 'editor' });
    expect(await demote()).toMatchObject({ status: 409, body: { code: 'last-admin' } });
    expect((await admin.post(`/api/accounts/${own.id}/suspend`)).body.code).toBe('last-admin');

    const editor = await accountOf(admin, emailOf('bientap'));
    await admin.patch(`/api/accounts/${editor.id}`, { role: 'admin' });
    expect((await admin.post(`/api/accounts/${own.id}/suspend`)).body.code).toBe('own-account');
    // A suspended admin does not count as the last one.
    await admin.post(`/api/accounts/${editor.id}/suspend`);
    expect((await demote()).body.code).toBe('last-admin');
    await admin.post(`/api/accounts/${editor.id}/resume`);
    expect((await demote()).status).toBe(200);
    expect((await admin.get('/api/accounts')).status).toBe(403);
  });

  test('stays admin for one of two admins who demote each other concurrently', async () => {
    const admin = await signedIn('quantri');
    const other = await accountOf(admin, emailOf('bientap'));
    const own = await accountOf(admin, emailOf('quantri'));
    await admin.patch(`/api/accounts/${other.id}`, { role: 'admin' });
    const second = await signedIn('bientap');
    const answers = await Promise.all([
      admin.patch(`/api/accounts/${other.id}`, { role: 'journalist' }),
      second.patch(`/api/accounts/${own.id}`, { role: 'journalist' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 403]);
    const admins = await host.db.select().from(users).where(eq(users.role, 'admin'));
    expect(admins).toHaveLength(1);
  });
});

test('the audit log records every account change, without passwords and tokens', async () => {
  const admin = await signedIn('quantri');
  const { link } = await invite(admin);
  await acceptLink(tokenOf(link));
  const { id } = await accountOf(admin, lan.email);
  await admin.patch(`/api/accounts/${id}`, { role: 'editor' });
  const reset = (await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`)).body;
  await acceptLink(tokenOf(reset), `${password} mới`);
  await admin.post(`/api/accounts/${id}/suspend`);
  await admin.post(`/api/accounts/${id}/resume`);
  const entries = (await log(admin)).filter(({ action }) => action.startsWith('account.')).reverse();
  expect(entries.map(({ action, actor }) => [action, actor?.name])).toEqual([
    ['account.invite', 'Phạm Thanh Hà'],
    ['account.create', lan.name],
    ['account.update', 'Phạm Thanh Hà'],
    ['account.reset-link', 'Phạm Thanh Hà'],
    ['account.password', lan.name],
    ['account.suspend', 'Phạm Thanh Hà'],
    ['account.resume', 'Phạm Thanh Hà'],
  ]);
  expect(entries[2]?.detail).toEqual({ before: { role: 'journalist' }, after: { role: 'editor' } });
  const text = JSON.stringify(entries);
  for (const secret of [password, tokenOf(link), tokenOf(reset)]) expect(text).not.toContain(secret);
});

test('a concurrent suspension and password reset complete in either order', async () => {
  const admin = await signedIn('quantri');
  const { id } = await accountOf(admin, emailOf('phongvien'));
  for (let round = 0; round < 3; round += 1) {
    const { body } = await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`);
    const [suspended, used] = await Promise.all([
      admin.post(`/api/accounts/${id}/suspend`),
      acceptLink(tokenOf(body)),
    ]);
    expect(suspended.status).toBe(200);
    expect([200, 410]).toContain(used.status);
    expect(await signIn(emailOf('phongvien'), password)).toBe(401);
    await admin.post(`/api/accounts/${id}/resume`);
  }
});
