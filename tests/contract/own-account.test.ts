import { and, eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Account, AccountLink } from '../../domain/contract/accounts.ts';
import type { AuditEntry } from '../../domain/contract/audit.ts';
import type { OwnAccount, OwnSession } from '../../domain/contract/own-account.ts';
import type { Viewer } from '../../domain/contract/session.ts';
import { limits } from '../../domain/limits.ts';
import { demoUserId } from '../../mocks/seed.ts';
import { listResetLinks } from '../../server/db/queries/own-account.ts';
import { rateLimits, sessions } from '../../server/db/schema.ts';
import {
  type ApiClient,
  advanceClock,
  anonymous,
  anUploadedPicture,
  emailOf,
  host,
  minute,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const hour = 60 * minute;
const oldPassword = 'toasoan-demo';
const newPassword = 'con mèo nằm trên mái ngói';

const ownSessions = async (desk: ApiClient) =>
  (await desk.get<{ items: OwnSession[] }>('/api/account/sessions')).body.items;
const log = async (action: string) => {
  const { body } = await (await signedIn('quantri')).get<{ items: AuditEntry[] }>('/api/audit');
  return body.items.filter((entry) => entry.action === action);
};
const signInStatus = async (password: string) =>
  (await anonymous.post('/api/auth/sign-in/email', { email: emailOf('phongvien'), password })).status;
const changePassword = (desk: ApiClient, over: object = {}) =>
  desk.post<{ endedSessions: number; code?: string; fields?: object }>('/api/account/password', {
    currentPassword: oldPassword,
    newPassword,
    ...over,
  });

describe('the own account', () => {
  test('is read by everybody, with what the page needs to know', async () => {
    const { status, body } = await (await signedIn('phongvien')).get<OwnAccount>('/api/account');
    expect(status).toBe(200);
    expect(body).toEqual({
      ...{ id: demoUserId('phongvien'), name: 'Nguyễn Hải Miên', email: emailOf('phongvien') },
      ...{ role: 'journalist', penNames: ['Hải Miên'], portraitMediaId: null },
      ...{ hasPassword: true, hasMail: false, resetLinks: [] },
    });
  });

  test('gets another name, pen-names and portrait, which the desk then shows, and which are recorded', async () => {
    const desk = await signedIn('phongvien');
    const portraitMediaId = (await anUploadedPicture(desk)).id;
    const change = { name: ' Nguyễn Miên ', penNames: ['Miên', ' Hải Miên', 'Miên'], portraitMediaId };
    const { status, body } = await desk.patch<OwnAccount>('/api/account', change);
    expect([status, body]).toMatchObject([
      200,
      { name: 'Nguyễn Miên', penNames: ['Miên', 'Hải Miên'], portraitMediaId },
    ]);
    expect((await desk.get<Viewer>('/api/me')).body).toMatchObject({ name: 'Nguyễn Miên', portraitMediaId });
    const { body: accounts } = await (await signedIn('quantri')).get<{ items: Account[] }>('/api/accounts');
    expect(accounts.items.find(({ id }) => id === demoUserId('phongvien'))).toMatchObject({
      portraitMediaId,
    });
    expect((await log('account.profile')).map(({ detail }) => detail)).toEqual([
      {
        before: { name: 'Nguyễn Hải Miên', penNames: ['Hải Miên'], portraitMediaId: null },
        after: { name: 'Nguyễn Miên', penNames: ['Miên', 'Hải Miên'], portraitMediaId },
      },
    ]);
    await desk.patch('/api/account', change);
    expect(await log('account.profile')).toHaveLength(1);
    expect(
      (await desk.patch<OwnAccount>('/api/account', { portraitMediaId: null })).body.portraitMediaId,
    ).toBeNull();
  });

  test('refuses wrong values, and any field that is not one’s own to change', async () => {
    const desk = await signedIn('phongvien');
    const wrong = await desk.patch('/api/account', { name: ' ', penNames: ['x'.repeat(81)] });
    expect([wrong.status, wrong.body.fields]).toEqual([422, { name: 'required', 'penNames.0': 'too-long' }]);
    const unknown = await desk.patch('/api/account', { portraitMediaId: unknownId });
    expect(unknown.body.fields).toEqual({ portraitMediaId: 'unknown' });
    const role = await desk.patch('/api/account', { role: 'admin', email: 'x@example.vn' });
    expect([role.status, role.body.fields]).toEqual([422, { role: 'not-allowed', email: 'not-allowed' }]);
  });
});

describe('a change of the password', () => {
  test('needs the old one, keeps this session and ends all others', async () => {
    const [desk, other] = [await signedIn('phongvien'), await signedIn('phongvien')];
    const { status, body } = await changePassword(desk);
    expect([status, body]).toEqual([200, { endedSessions: 1 }]);
    expect((await desk.get('/api/me')).status).toBe(200);
    const ended = await other.get('/api/me');
    expect([ended.status, ended.body.data]).toEqual([401, { reason: 'revoked' }]);
    expect(await signInStatus(oldPassword)).toBe(401);
    expect(await signInStatus(newPassword)).toBe(200);
    expect(await log('account.password')).toMatchObject([{ detail: { endedSessions: 1 } }]);
  });

  test('is refused with a wrong old one, which is recorded and throttled', async () => {
    const desk = await signedIn('phongvien');
    const wrong = await changePassword(desk, { currentPassword: 'không phải' });
    expect([wrong.status, wrong.body.code]).toEqual([401, 'wrong-credentials']);
    expect((await desk.get('/api/me')).status).toBe(200);
    expect(await log('session.refused')).toHaveLength(1);
    // As after nine more.
    const arrivalAt = host.clock.now().getTime() + 15 * minute;
    await host.db.update(rateLimits).set({ arrivalAt });
    const throttled = await changePassword(desk);
    expect([throttled.status, throttled.headers.get('retry-after')]).toEqual([429, '90']);
    advanceClock(16 * minute);
    expect((await changePassword(desk)).status).toBe(200);
  });

  test.each([
    ['ngắn', 'too-short'],
    ['matkhau12345', 'too-common'],
    ['Nguyễn Hải Miên', 'too-common'],
    ['phongvien@demo.test', 'too-common'],
    ['Tòa Soạn Tòa Soạn', 'too-common'],
    ['x'.repeat(limits.passwordMaxChars + 1), 'too-long'],
  ])('to %j is refused as %s', async (weak, code) => {
    const { status, body } = await changePassword(await signedIn('phongvien'), { newPassword: weak });
    expect([status, body.fields]).toEqual([422, { newPassword: code }]);
  });

  test('revokes open links to a new one', async () => {
    const admin = await signedIn('quantri');
    const { body: link } = await admin.post<AccountLink>(
      `/api/accounts/${demoUserId('phongvien')}/reset-link`,
    );
    await changePassword(await signedIn('phongvien'));
    const [, token] = link.path.split('#token=');
    expect((await anonymous.post('/api/account-links/look', { token })).status).toBe(410);
  });

  test('happens once when two are sent at the same time', async () => {
    const desk = await signedIn('phongvien');
    const answers = await Promise.all([changePassword(desk), changePassword(desk)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
    expect(await log('account.password')).toHaveLength(1);
  });
});

describe('the list of sessions', () => {
  test('has one’s own valid ones only, this one first', async () => {
    const first = await signedIn('phongvien');
    advanceClock(hour);
    const second = await signedIn('phongvien');
    await signedIn('bientap');
    const items = await ownSessions(first);
    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    expect(items[1]).toMatchObject({ method: 'password', lastUsedAt: host.clock.now().toISOString() });
    expect(JSON.stringify(items)).not.toContain('token');
    const [{ id = '' } = {}] = (await ownSessions(second)).filter(({ isCurrent }) => isCurrent);
    expect(items[1]?.id).toBe(id);
  });

  test('names browser, system and device', async () => {
    const desk = await signedIn('phongvien');
    await host.db
      .update(sessions)
      .set({
        userAgent:
          'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
        ipAddress: '203.0.113.9',
      })
      .where(eq(sessions.userId, demoUserId('phongvien')));
    expect(await ownSessions(desk)).toMatchObject([
      { device: 'phone', browser: 'Chrome', system: 'Android', address: '203.0.113.9' },
    ]);
  });

  test('leaves out sessions that have ended or expired, or were never finished', async () => {
    const [desk, other] = [await signedIn('phongvien'), await signedIn('phongvien')];
    const [{ id = '' } = {}] = (await ownSessions(other)).filter(({ isCurrent }) => isCurrent);
    const row = and(eq(sessions.userId, demoUserId('phongvien')), eq(sessions.id, id));
    const [stored] = await host.db.select().from(sessions).where(row);
    if (!stored) throw new Error('No session');
    for (const change of [
      { endedAs: 'revoked' as const },
      { credentialVersion: null, method: null },
      { lastUsedAt: new Date(host.clock.now().getTime() - (limits.journalistIdleHours + 1) * hour) },
      { expiresAt: new Date(0) },
    ]) {
      await host.db.update(sessions).set(stored).where(row);
      expect(await ownSessions(desk)).toHaveLength(2);
      await host.db.update(sessions).set(change).where(row);
      expect(await ownSessions(desk)).toHaveLength(1);
    }
  });
});

describe('signing out other devices', () => {
  test('one by one: it is out at once, the others are not', async () => {
    const [desk, other] = [await signedIn('phongvien'), await signedIn('phongvien')];
    const [, { id = '' } = {}] = await ownSessions(desk);
    expect((await desk.delete(`/api/account/sessions/${id}`)).status).toBe(204);
    expect((await other.get('/api/me')).status).toBe(401);
    expect((await desk.get('/api/me')).status).toBe(200);
    expect((await desk.delete(`/api/account/sessions/${id}`)).body.code).toBe('not-found');
    expect(await log('session.revoke')).toHaveLength(1);
  });

  test('is refused for the session of somebody else', async () => {
    const [desk, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const [{ id = '' } = {}] = await ownSessions(editor);
    expect((await desk.delete(`/api/account/sessions/${id}`)).body.code).toBe('not-found');
    expect((await editor.get('/api/me')).status).toBe(200);
  });

  test('all of them at once', async () => {
    const [desk, second, third] = [
      await signedIn('phongvien'),
      await signedIn('phongvien'),
      await signedIn('phongvien'),
    ];
    const { status, body } = await desk.post('/api/account/sessions/end-others');
    expect([status, body]).toEqual([200, { endedSessions: 2 }]);
    for (const other of [second, third]) expect((await other.get('/api/me')).status).toBe(401);
    expect(await ownSessions(desk)).toHaveLength(1);
    expect(await log('session.end-all')).toMatchObject([
      { detail: { endedSessions: 2, isOthersOnly: true } },
    ]);
  });

  test('needs a recent proof of identity', async () => {
    const desk = await signedIn('phongvien');
    advanceClock((limits.reauthenticationMinutes + 1) * minute);
    for (const request of [
      desk.post('/api/account/sessions/end-others'),
      desk.delete(`/api/account/sessions/${unknownId}`),
    ]) {
      const { status, body } = await request;
      expect([status, body.code]).toEqual([403, 'reauthentication-required']);
    }
  });
});

describe('a reset link that an admin has made', () => {
  test('is shown to the owner of the account: by whom, when, and whether it was used', async () => {
    const admin = await signedIn('quantri');
    const id = demoUserId('phongvien');
    await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`);
    advanceClock(minute);
    const { body: link } = await admin.post<AccountLink>(`/api/accounts/${id}/reset-link`);
    const madeAt = host.clock.now().toISOString();
    const resetLinks = async () =>
      (await (await signedIn('phongvien')).get<OwnAccount>('/api/account')).body.resetLinks;
    const createdBy = { id: demoUserId('quantri'), name: 'Phạm Thanh Hà' };
    expect(await resetLinks()).toMatchObject([
      { createdBy, createdAt: madeAt, usedAt: null, isOpen: true },
      { createdBy, usedAt: null, isOpen: false },
    ]);
    const [, token] = link.path.split('#token=');
    advanceClock(minute);
    await anonymous.post('/api/account-links/use', { token, password: newPassword });
    // The session above has ended with the reset; the row is what its owner gets to see.
    const [{ usedAt } = { usedAt: null }] = await listResetLinks(host.db, id, host.clock.now());
    expect(usedAt).toBe(host.clock.now().toISOString());
  });
});

test('signing out of a shared computer tells the browser to delete what it stores, otherwise not', async () => {
  const other = await (await signedIn('phongvien')).post('/api/auth/sign-out', {});
  expect(other.headers.get('clear-site-data')).toBeNull();
  const shared = await (await signedIn('phongvien')).post('/api/auth/sign-out', { isSharedComputer: true });
  expect(shared.status).toBe(200);
  expect(shared.headers.get('clear-site-data')).toBe('"cache", "storage"');
});

describe('a forgotten password', () => {
  const ask = (email: string) => anonymous.post('/api/account-links/forgotten', { email });

  test('gets the same answer for known and unknown addresses', async () => {
    const answers = [await ask(emailOf('phongvien')), await ask('khong-co-ai@example.vn')];
    expect(answers.map(({ status, body }) => [status, body])).toEqual([
      [202, { status: 'accepted' }],
      [202, { status: 'accepted' }],
    ]);
  });

  test('refuses what is no address, and other fields', async () => {
    expect((await ask('phongvien')).body.fields).toEqual({ email: 'bad-email' });
    const more = await anonymous.post('/api/account-links/forgotten', { email: 'a@example.vn', link: 'x' });
    expect(more.body.fields).toEqual({ link: 'not-allowed' });
  });

  test('is rate-limited for an address', async () => {
    const answers = await Promise.all(Array.from({ length: 12 }, (_, index) => ask(`a${index}@example.vn`)));
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(10);
    const { status, headers } = await ask('b@example.vn');
    expect([status, headers.get('retry-after')]).toEqual([429, '360']);
    advanceClock(hour + minute);
    expect((await ask('b@example.vn')).status).toBe(202);
  });
});
