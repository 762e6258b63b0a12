import { expect, test } from 'vitest';
import type { Newsroom } from '../../domain/contract/newsroom.ts';
import { limits } from '../../domain/limits.ts';
import { demoUserId } from '../../mocks/seed.ts';
import { auditLog } from '../../server/db/schema.ts';
import { type ApiClient, advanceClock, host, minute, resetBeforeEach, signedIn } from './desk.ts';

resetBeforeEach();

const account = `/api/accounts/${demoUserId('phongvien2')}`;
const password = 'toasoan-demo';

/** An admin who signed in longer ago than a proof of identity lasts. */
async function longAgo(): Promise<ApiClient> {
  const admin = await signedIn('quantri');
  advanceClock((limits.reauthenticationMinutes + 1) * minute);
  return admin;
}

const invitation = (role: string) => ({ name: 'Lê Thị Hoa', email: `${role}@bao.test`, role });

/** Everything that an unattended desk must not be enough for. */
const sensitive: [string, (admin: ApiClient) => Promise<{ status: number; body: { code?: string } }>][] = [
  ['a role', (admin) => admin.patch(account, { role: 'editor' })],
  ['a suspension', (admin) => admin.post(`${account}/suspend`)],
  ['the end of a suspension', (admin) => admin.post(`${account}/resume`)],
  ['a reset link', (admin) => admin.post(`${account}/reset-link`)],
  ['an invitation of an admin', (admin) => admin.post('/api/invitations', invitation('admin'))],
  ['an invitation of an editor', (admin) => admin.post('/api/invitations', invitation('editor'))],
  ['four-eyes', (admin) => admin.patch('/api/newsroom', { fourEyes: false }, '"0"')],
  ['the own share', (admin) => admin.patch('/api/newsroom', { ownShareMax: 60 }, '"0"')],
  ['the length of sessions', (admin) => admin.patch('/api/newsroom', { editorIdleHours: 100 }, '"0"')],
];

test.each(sensitive)('%s needs a recent proof of identity', async (_name, request) => {
  const admin = await longAgo();
  const before = await request(admin);
  expect([before.status, before.body.code]).toEqual([403, 'reauthentication-required']);
  expect((await admin.post('/api/auth/reauthenticate', { password })).status).toBe(200);
  expect((await request(admin)).status).toBeLessThan(300);
});

test('other changes of the same things do not', async () => {
  const admin = await longAgo();
  for (const { status } of [
    await admin.patch(account, { penNames: ['Thu Duyên'], role: 'journalist' }),
    await admin.post('/api/invitations', invitation('journalist')),
    await admin.patch<Newsroom>('/api/newsroom', { name: 'Báo Cảng', fourEyes: true }, '"0"'),
  ])
    expect(status).toBeLessThan(300);
});

test('the export of the audit log does', async () => {
  const admin = await longAgo();
  const refused = await admin.fetch('/api/audit.csv');
  expect([refused.status, (await refused.json()).code]).toEqual([403, 'reauthentication-required']);
  await admin.post('/api/auth/reauthenticate', { password });
  const exported = await admin.fetch('/api/audit.csv');
  expect(exported.status).toBe(200);
  await exported.text();
});

test('a wrong password is no proof: it is recorded, and the session stays', async () => {
  const admin = await longAgo();
  const { status, body } = await admin.post('/api/auth/reauthenticate', { password: 'sai mất rồi' });
  expect([status, body.code]).toEqual([401, 'wrong-credentials']);
  expect((await admin.post(`${account}/suspend`)).body.code).toBe('reauthentication-required');
  expect((await admin.get('/api/me')).status).toBe(200);
  const actions = await host.db.select({ action: auditLog.action }).from(auditLog);
  expect(actions.map(({ action }) => action)).toContain('session.refused');
});

test('sessions end after the hours without use that the newsroom has set', async () => {
  const admin = await signedIn('quantri');
  const hours = { editorIdleHours: 2, journalistIdleHours: 30 };
  const { body } = await admin.patch<Newsroom>('/api/newsroom', hours, '"0"');
  expect(body).toMatchObject(hours);
  const [editor, journalist] = [await signedIn('bientap'), await signedIn('phongvien')];
  advanceClock(119 * minute);
  expect((await editor.get('/api/me')).status).toBe(200);
  advanceClock(121 * minute);
  expect((await editor.get('/api/me')).body).toMatchObject({ data: { reason: 'expired' } });
  expect((await journalist.get('/api/me')).status).toBe(200);
  advanceClock(31 * 60 * minute);
  expect((await journalist.get('/api/me')).body).toMatchObject({ data: { reason: 'expired' } });
});

test.each([0, 1.5, limits.sessionMaxDays * 24 + 1])('%d hours without use are refused', async (hours) => {
  const admin = await signedIn('quantri');
  const { status } = await admin.patch('/api/newsroom', { journalistIdleHours: hours }, '"0"');
  expect(status).toBe(422);
});
