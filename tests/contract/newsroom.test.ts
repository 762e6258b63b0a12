import { describe, expect, test } from 'vitest';
import type { Newsroom } from '../../domain/contract/newsroom.ts';
import {
  aDraft,
  anonymous,
  anUploadedPicture,
  contentOf,
  performTransition,
  publish,
  requestTransition,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const path = '/api/newsroom';
const defaultRules = {
  fourEyes: true,
  ownShareMax: 25,
  secondFactorRoles: [],
  editorIdleHours: 12,
  journalistIdleHours: 336,
};

test('the default settings have a name, the time zone of Vietnam, and four-eyes approval', async () => {
  const { status, body } = await (await signedIn('phongvien')).get<Newsroom>(path);
  expect(status).toBe(200);
  expect(body).toEqual({
    name: 'Tòa Soạn',
    logoMediaId: null,
    address: '',
    hours: '',
    email: '',
    phone: '',
    timeZone: 'Asia/Ho_Chi_Minh',
    ...defaultRules,
    etag: '0',
  });
});

test('everybody at the desk can read the settings, only an admin can change them', async () => {
  expect((await anonymous.get(path)).status).toBe(401);
  for (const who of ['phongvien', 'bientap'] as const) {
    const desk = await signedIn(who);
    expect((await desk.get(path)).status).toBe(200);
    const { status, body } = await desk.patch(path, { fourEyes: false }, '*');
    expect([status, body.code]).toEqual([403, 'not-permitted']);
  }
});

describe('an admin', () => {
  test('sets name, address and contact details of the newsroom', async () => {
    const admin = await signedIn('quantri');
    const logo = await anUploadedPicture(admin);
    const given = {
      name: 'Báo Thành phố Cảng',
      logoMediaId: logo.id,
      address: '12 Đinh Tiên Hoàng, Hồng Bàng, Hải Phòng',
      hours: 'Thứ Hai – Thứ Sáu, 8:00 – 17:00',
      email: 'toasoan@bao.example',
      phone: '+84 (225) 3842-000',
      timeZone: 'Europe/Paris',
    };
    const { status, body } = await admin.patch<Newsroom>(path, given, '"0"');
    expect([status, body]).toEqual([200, { ...given, ...defaultRules, etag: '1' }]);
    expect((await (await signedIn('phongvien')).get<Newsroom>(path)).body).toEqual(body);
    // The same values again are no change.
    expect((await admin.patch<Newsroom>(path, given, '"1"')).body.etag).toBe('1');
    expect((await admin.patch<Newsroom>(path, { logoMediaId: null, email: '' }, '"1"')).body).toEqual({
      ...body,
      logoMediaId: null,
      email: '',
      etag: '2',
    });
  });

  test.each([
    [{ name: ' ' }, { name: 'required' }],
    [{ name: 'x'.repeat(81) }, { name: 'too-long' }],
    [{ name: null }, { name: 'invalid' }],
    [{ name: 'hai\ndòng' }, { name: 'invalid' }],
    [{ logoMediaId: unknownId }, { logoMediaId: 'unknown' }],
    [{ logoMediaId: '../../etc/passwd' }, { logoMediaId: 'invalid' }],
    [{ address: 'x'.repeat(201) }, { address: 'too-long' }],
    [{ phone: 'javascript:alert(1)' }, { phone: 'invalid' }],
    [{ phone: '1'.repeat(41) }, { phone: 'too-long' }],
    [{ timeZone: 'Asia/Nowhere' }, { timeZone: 'invalid' }],
    [{ timeZone: '+07:00' }, { timeZone: 'invalid' }],
    [{ timeZone: '' }, { timeZone: 'invalid' }],
    [{ fourEyes: 'no' }, { fourEyes: 'invalid' }],
    [{ ownShareMax: -1 }, { ownShareMax: 'invalid' }],
    [{ ownShareMax: 101 }, { ownShareMax: 'invalid' }],
    [{ ownShareMax: 12.5 }, { ownShareMax: 'invalid' }],
    [{ ownShareMax: '25' }, { ownShareMax: 'invalid' }],
    [{ version: 7 }, { version: 'not-allowed' }],
    [{ etag: '7' }, { etag: 'not-allowed' }],
  ])('cannot set %o', async (body, fields) => {
    const admin = await signedIn('quantri');
    const answer = await admin.patch(path, body, '*');
    expect([answer.status, answer.body.code, answer.body.fields]).toEqual([422, 'invalid', fields]);
    expect((await admin.get<Newsroom>(path)).body.etag).toBe('0');
  });

  test('gets an error for an invalid e-mail address', async () => {
    const admin = await signedIn('quantri');
    const { status, body } = await admin.patch(path, { email: 'toasoan' }, '*');
    expect([status, body.fields]).toEqual([422, { email: 'bad-email' }]);
  });

  test('must send If-Match, and gets the current settings on a conflict', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    expect((await one.patch(path, { name: 'A' })).status).toBe(428);
    const answers = await Promise.all([
      one.patch<{ code?: string; data?: unknown }>(path, { name: 'Một' }, '"0"'),
      other.patch<{ code?: string; data?: unknown }>(path, { name: 'Hai' }, '"0"'),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const [stored] = answers.filter(({ status }) => status === 200);
    const [late] = answers.filter(({ status }) => status === 412);
    expect(late?.body).toMatchObject({ code: 'stale', data: { current: stored?.body, fields: ['name'] } });
    expect((await one.get<Newsroom>(path)).body).toEqual(stored?.body);
  });

  test('sets how much an approver may have written, which the audit log records', async () => {
    const admin = await signedIn('quantri');
    expect((await admin.patch<Newsroom>(path, { ownShareMax: 40 }, '*')).body.ownShareMax).toBe(40);
    expect((await admin.get<Newsroom>(path)).body).toMatchObject({ fourEyes: true, ownShareMax: 40 });
    const { items } = (await admin.get<{ items: object[] }>('/api/audit')).body;
    const detail = { from: { ownShareMax: 25 }, to: { ownShareMax: 40 } };
    expect(items[0]).toMatchObject({ action: 'newsroom.update', detail });
  });

  test('can allow editors to approve their own articles, and disallow it again', async () => {
    const [admin, editor] = [await signedIn('quantri'), await signedIn('bientap')];
    const approve = async () => {
      const { id } = await aDraft(editor);
      await performTransition(editor, id, 'submit');
      const { contentHash } = await contentOf(editor, id);
      return { id, answer: await requestTransition(editor, id, 'publish', { contentHash }) };
    };
    const { id, answer } = await approve();
    expect([answer.status, answer.body]).toMatchObject([403, { code: 'four-eyes' }]);
    expect((await admin.patch<Newsroom>(path, { fourEyes: false }, '*')).body.fourEyes).toBe(false);
    expect((await publish(editor, id)).state).toBe('published');
    await admin.patch(path, { fourEyes: true }, '*');
    expect((await approve()).answer.status).toBe(403);
  });
});

test('readers immediately see a new name and time zone of the newsroom', async () => {
  const [admin, editor, journalist] = [
    await signedIn('quantri'),
    await signedIn('bientap'),
    await signedIn('phongvien'),
  ];
  const { id } = await aDraft(journalist);
  await performTransition(journalist, id, 'submit');
  const { portalPath } = await publish(editor, id);
  const page = async () => (await anonymous.fetch(portalPath ?? '')).text();
  expect(await page()).toContain('Thứ Tư, 11/03/2026 14:06');
  await admin.patch(path, { name: 'Báo Cảng', timeZone: 'Europe/Paris' }, '*');
  const html = await page();
  expect(html).toContain('Báo Cảng');
  expect(html).toContain('Thứ Tư, 11/03/2026 08:06');
});
