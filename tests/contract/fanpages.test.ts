import { describe, expect, test } from 'vitest';
import type { Fanpage, LinkCheck, ScanDay } from '../../domain/contract/fanpages.ts';
import { auditLog } from '../../server/db/schema.ts';
import {
  type ApiClient,
  anonymous,
  host,
  readResponse,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const fanpagesOf = async (desk: ApiClient) =>
  (await desk.get<{ items: Fanpage[] }>('/api/fanpages')).body.items;
const names = async (desk: ApiClient) => (await fanpagesOf(desk)).map(({ name }) => name);
const createFanpage = async (desk: ApiClient, url: string, over: object = {}): Promise<Fanpage> => {
  const answer = await desk.post<Fanpage>('/api/fanpages', { name: url, url, ...over });
  if (answer.status !== 201) throw new Error(`No fanpage: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
};
const patch = <Body = Fanpage>(desk: ApiClient, { id, etag }: Fanpage, body: object, ifMatch = `"${etag}"`) =>
  desk.patch<Body>(`/api/fanpages/${id}`, body, ifMatch);
const deleteFanpage = async (desk: ApiClient, { id }: Fanpage, headers: Record<string, string>) =>
  readResponse(await desk.fetch(`/api/fanpages/${id}`, { method: 'DELETE', headers }));

describe('an admin', () => {
  test('adds a fanpage by its address, which determines the platform and the normal form', async () => {
    const admin = await signedIn('quantri');
    const { status, body, headers } = await admin.post<Fanpage>('/api/fanpages', {
      name: '  Báo Cảng ',
      url: 'https://m.facebook.com/BaoCang/?ref=bookmarks',
    });
    expect(status).toBe(201);
    expect(body).toEqual({
      id: expect.any(String),
      code: expect.stringMatching(/^[bcdfghjkmnpqrstvwxz][bcdfghjkmnpqrstvwxz2-9]{5}$/),
      platform: 'facebook',
      name: 'Báo Cảng',
      url: 'https://facebook.com/baocang',
      isVisible: true,
      check: null,
      scans: { last7: 0, last30: 0, total: 0 },
      etag: '1',
    });
    expect(headers.get('etag')).toBe('"1"');
    const journalist = await signedIn('phongvien');
    expect(await fanpagesOf(journalist)).toEqual([body]);
  });

  test.each([
    [{ name: 'A' }, { url: 'required' }],
    [{ name: 'A', url: '' }, { url: 'required' }],
    [{ name: ' ', url: 'https://x.com/a' }, { name: 'required' }],
    [{ name: 'a'.repeat(81), url: 'https://x.com/a' }, { name: 'too-long' }],
    [{ name: 'A', url: 'http://x.com/a' }, { url: 'bad-url' }],
    [{ name: 'A', url: 'https://10.0.0.1/' }, { url: 'bad-url' }],
    [{ name: 'A', url: 'https://ai:do@x.com/a' }, { url: 'bad-url' }],
    [{ name: 'A', url: 'https://facebook.com' }, { url: 'bad-url' }],
  ])('cannot add %o', async (body, fields) => {
    const admin = await signedIn('quantri');
    const answer = await admin.post('/api/fanpages', body);
    expect([answer.status, answer.body.fields]).toEqual([422, fields]);
  });

  test('cannot add an address twice, in whatever form it is written', async () => {
    const admin = await signedIn('quantri');
    await createFanpage(admin, 'https://twitter.com/BaoCang');
    const site = await createFanpage(admin, 'https://www.baocang.vn/');
    for (const url of ['https://x.com/baocang/?s=20', 'mobile.twitter.com/baocang', 'https://baocang.vn']) {
      const { status, body } = await admin.post('/api/fanpages', { name: 'Nữa', url });
      expect([status, body.fields]).toEqual([422, { url: 'taken' }]);
    }
    const taken = await patch<{ fields: object }>(admin, site, { url: 'https://x.com/baocang' });
    expect([taken.status, taken.body.fields]).toEqual([422, { url: 'taken' }]);
    expect((await patch(admin, site, { url: 'https://baocang.vn' })).body.url).toBe('https://baocang.vn');
  });

  test('changes name, address and visibility; the printed code stays the same', async () => {
    const admin = await signedIn('quantri');
    const before = await createFanpage(admin, 'https://facebook.com/baocang');
    const { body: after } = await patch(admin, before, {
      name: 'Kênh Báo Cảng',
      url: 'https://www.youtube.com/@baocang',
      isVisible: false,
    });
    expect(after).toEqual({
      ...before,
      name: 'Kênh Báo Cảng',
      url: 'https://youtube.com/@baocang',
      platform: 'youtube',
      isVisible: false,
      etag: '2',
    });
  });

  test('gets the changes of another admin on a conflict, and overwrites nothing', async () => {
    const admin = await signedIn('quantri');
    const shown = await createFanpage(admin, 'https://facebook.com/baocang');
    const first = await patch(admin, shown, { name: 'Tên mới' });
    const second = await patch<{ code: string; data: unknown }>(admin, shown, { name: 'Tên khác' });
    expect([second.status, second.body.code]).toEqual([412, 'stale']);
    expect(second.body.data).toEqual({ current: first.body, fields: ['name'] });
    const without = await admin.patch(`/api/fanpages/${shown.id}`, { name: 'Tên khác' });
    expect(without.status).toBe(428);
    expect((await deleteFanpage(admin, shown, { 'if-match': shown.etag })).status).toBe(412);
    expect(await names(admin)).toEqual(['Tên mới']);
  });

  test('reorders fanpages without making edits of them conflict', async () => {
    const admin = await signedIn('quantri');
    const pages = [];
    for (const name of ['a', 'b', 'c'])
      pages.push(await createFanpage(admin, `https://x.com/${name}`, { name }));
    const [a, b, c] = pages as [Fanpage, Fanpage, Fanpage];
    const move = (page: Fanpage, before: string | null) =>
      admin.post<{ items: Fanpage[]; fields: object }>(`/api/fanpages/${page.id}/move`, { before });
    const { body } = await move(c, a.id);
    expect(body.items.map(({ name }) => name)).toEqual(['c', 'a', 'b']);
    await move(c, null);
    await move(a, c.id);
    expect(await names(admin)).toEqual(['b', 'a', 'c']);
    expect((await patch(admin, a, { name: 'A' })).status).toBe(200);
    expect((await move(b, unknownId)).body.fields).toEqual({ before: 'unknown' });
    expect((await admin.post(`/api/fanpages/${unknownId}/move`, { before: null })).status).toBe(404);
    await createFanpage(admin, 'https://x.com/d', { name: 'd' });
    expect(await names(admin)).toEqual(['b', 'A', 'c', 'd']);
  });

  test('deletes a fanpage with a current etag', async () => {
    const admin = await signedIn('quantri');
    const page = await createFanpage(admin, 'https://x.com/baocang');
    expect((await deleteFanpage(admin, page, {})).status).toBe(428);
    expect((await deleteFanpage(admin, page, { 'if-match': '"1"' })).status).toBe(204);
    expect((await deleteFanpage(admin, page, { 'if-match': '"1"' })).status).toBe(404);
    expect(await fanpagesOf(admin)).toEqual([]);
  });

  test('checks whether a page exists; a host that cannot check says so and stores no result', async () => {
    const admin = await signedIn('quantri');
    // RFC 6761: never resolves.
    const page = await createFanpage(admin, 'https://baocang.invalid/');
    const { status, body } = await admin.post<{ check: LinkCheck; fanpage: Fanpage }>(
      `/api/fanpages/${page.id}/check`,
    );
    expect(status).toBe(200);
    if (host.kind === 'msw') {
      expect(body).toEqual({ check: { finding: 'cannot-check', status: null, to: null }, fanpage: page });
    } else {
      const check = { finding: 'unreachable', status: null, to: null };
      const at = host.clock.now().toISOString();
      expect(body).toEqual({ check, fanpage: { ...page, check: { ...check, at } } });
      // A new address discards the last check.
      expect((await patch(admin, page, { url: 'https://x.com/baocang' })).body.check).toBeNull();
    }
    expect((await admin.post(`/api/fanpages/${unknownId}/check`)).status).toBe(404);
  });

  test('gets the scans of each day in a range', async () => {
    const admin = await signedIn('quantri');
    const page = await createFanpage(admin, 'https://x.com/baocang');
    await anonymous.fetch(`/q/${page.code}`, { redirect: 'manual' });
    const { body } = await admin.get<{ items: ScanDay[] }>(`/api/fanpages/${page.id}/scans?days=3`);
    expect(body.items).toEqual([
      { day: '2026-03-09', count: 0 },
      { day: '2026-03-10', count: 0 },
      { day: '2026-03-11', count: 1 },
    ]);
    expect((await admin.get(`/api/fanpages/${page.id}/scans?days=0`)).status).toBe(422);
    expect((await admin.get(`/api/fanpages/${unknownId}/scans`)).status).toBe(404);
  });

  test('leaves an audit entry for each change, and none for an update without changes', async () => {
    const admin = await signedIn('quantri');
    const page = await createFanpage(admin, 'https://x.com/baocang', { name: 'Một' });
    await createFanpage(admin, 'https://x.com/khac', { name: 'Hai' });
    await admin.post(`/api/fanpages/${page.id}/move`, { before: null });
    await admin.post(`/api/fanpages/${page.id}/move`, { before: null });
    const { body } = await patch(admin, page, { isVisible: false, name: 'Một' });
    await patch(admin, body, { isVisible: false });
    await deleteFanpage(admin, page, { 'if-match': '*' });
    const rows = await host.db.select().from(auditLog).orderBy(auditLog.number);
    const entries = rows.filter(({ action }) => action.startsWith('fanpage.'));
    expect(entries.map(({ action, subjectName, detail }) => [action, subjectName, detail])).toEqual([
      ['fanpage.create', 'Một', { url: 'https://x.com/baocang', isVisible: true }],
      ['fanpage.create', 'Hai', { url: 'https://x.com/khac', isVisible: true }],
      ['fanpage.move', 'Một', { from: 1, to: 2 }],
      ['fanpage.update', 'Một', { before: { isVisible: true }, after: { isVisible: false } }],
      ['fanpage.delete', 'Một', { url: 'https://x.com/baocang', code: page.code }],
    ]);
  });
});

test('two admins who add the same page concurrently create it once', async () => {
  const admin = await signedIn('quantri');
  const answers = await Promise.all(
    ['https://baocang.vn', 'https://www.baocang.vn'].map((url) =>
      admin.post('/api/fanpages', { name: 'A', url }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 422]);
  expect(await fanpagesOf(admin)).toHaveLength(1);
});

test('everybody at the desk can read fanpages and the base of printed codes; only an admin can change fanpages', async () => {
  const page = await createFanpage(await signedIn('quantri'), 'https://x.com/baocang');
  const path = `/api/fanpages/${page.id}`;
  for (const who of ['phongvien', 'bientap'] as const) {
    const desk = await signedIn(who);
    expect(await fanpagesOf(desk)).toHaveLength(1);
    expect((await desk.get('/api/short-address')).body).toEqual({ origin: null });
    const answers = [
      await desk.post('/api/fanpages', { name: 'A', url: 'https://x.com/a' }),
      await patch<{ code: string }>(desk, page, { name: 'A' }),
      await desk.post(`${path}/move`, { before: null }),
      await desk.post(`${path}/check`),
      await desk.get(`${path}/scans`),
      await deleteFanpage(desk, page, { 'if-match': '*' }),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'not-permitted']);
  }
});
