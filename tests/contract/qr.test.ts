import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Fanpage } from '../../domain/contract/fanpages.ts';
import { articles, qrScans } from '../../server/db/schema.ts';
import {
  aDraft,
  advanceClock,
  anonymous,
  aPublishedArticle,
  contentOf,
  host,
  minute,
  performTransition,
  resetBeforeEach,
  signedIn,
} from './desk.ts';

resetBeforeEach();

const dayMs = 24 * 60 * minute;
const scan = (code: string, init: RequestInit = {}) =>
  anonymous.fetch(`/q/${code}`, { ...init, redirect: 'manual' });
const scans = () => host.db.select().from(qrScans).orderBy(qrScans.code, qrScans.day);

async function aFanpage(over: object = {}): Promise<Fanpage> {
  const admin = await signedIn('quantri');
  const { status, body } = await admin.post<Fanpage>('/api/fanpages', {
    name: 'Báo Cảng',
    url: 'https://facebook.com/baocang',
    ...over,
  });
  expect(status).toBe(201);
  return body;
}

/** The QR code of an article is the number at the end of its address. */
const codeOf = (portalPath: string | null) => /\d+$/.exec(portalPath ?? '')?.[0] ?? '';

describe('the QR code of a fanpage', () => {
  test('redirects to the page, without being cached', async () => {
    const { code, url } = await aFanpage();
    const response = await scan(code);
    expect([response.status, response.headers.get('location')]).toEqual([302, url]);
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(response.headers.get('set-cookie')).toBeNull();
    expect((await scan(code.toUpperCase())).headers.get('location')).toBe(url);
  });

  test('redirects to a changed address immediately, and still works for a hidden page', async () => {
    const admin = await signedIn('quantri');
    const { id, code } = await aFanpage();
    await admin.patch(`/api/fanpages/${id}`, { url: 'https://zalo.me/12345', isVisible: false }, '*');
    expect((await scan(code)).headers.get('location')).toBe('https://zalo.me/12345');
  });

  test('is gone with a deleted page, and never reused', async () => {
    const admin = await signedIn('quantri');
    const { id, code } = await aFanpage();
    await admin.fetch(`/api/fanpages/${id}`, { method: 'DELETE', headers: { 'if-match': '*' } });
    const response = await scan(code);
    expect(response.status).toBe(410);
    expect(await response.text()).toContain('Trang này không còn nữa');
    expect((await scans()).map(({ count }) => count)).toEqual([0]);
  });

  test('counts scans by newsroom days: seven days, thirty, and all time', async () => {
    const admin = await signedIn('quantri');
    const { code } = await aFanpage();
    // Days change at midnight of the newsroom’s time zone; in UTC both times are in the afternoon.
    host.clock.set(new Date('2026-01-10T16:59:00Z'));
    await scan(code);
    advanceClock(minute);
    await scan(code);
    await scan(code);
    expect(await scans()).toEqual([
      { code, day: '2026-01-10', count: 1 },
      { code, day: '2026-01-11', count: 2 },
    ]);
    advanceClock(20 * dayMs);
    await scan(code);
    advanceClock(6 * dayMs);
    await scan(code);
    const counts = async () => {
      const { body } = await admin.get<{ items: Fanpage[] }>('/api/fanpages');
      return body.items[0]?.scans;
    };
    expect(await counts()).toEqual({ last7: 2, last30: 5, total: 5 });
    advanceClock(3 * dayMs);
    expect(await counts()).toEqual({ last7: 1, last30: 4, total: 5 });
    advanceClock(dayMs);
    expect(await counts()).toEqual({ last7: 1, last30: 2, total: 5 });
  });

  test('does not count HEAD requests and prefetches', async () => {
    const { code, url } = await aFanpage();
    const answers = [
      await scan(code, { method: 'HEAD' }),
      await scan(code, { headers: { 'sec-purpose': 'prefetch' } }),
      await scan(code, { headers: { 'sec-purpose': 'prefetch;prerender' } }),
    ];
    for (const { status, headers } of answers) expect([status, headers.get('location')]).toEqual([302, url]);
    expect(await scans()).toEqual([]);
  });

  test('counts concurrent scans without loss', async () => {
    const { code } = await aFanpage();
    await Promise.all(Array.from({ length: 8 }, () => scan(code)));
    expect((await scans()).map(({ count }) => count)).toEqual([8]);
  });
});

describe('the QR code of an article', () => {
  test('is the number in its address, and redirects to its page', async () => {
    const { portalPath } = await aPublishedArticle();
    const code = codeOf(portalPath);
    const response = await scan(code);
    expect([response.status, response.headers.get('location')]).toEqual([302, portalPath]);
    expect(await scans()).toEqual([{ code, day: '2026-03-11', count: 1 }]);
  });

  test('is not found while readers may not see the article', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    const publishAt = new Date(host.clock.now().getTime() + 10 * minute).toISOString();
    const { contentHash } = await contentOf(editor, id);
    await performTransition(editor, id, 'schedule', { publishAt, contentHash });
    // The number is not disclosed before the article has an address.
    const [row] = await host.db
      .select({ shortId: articles.shortId })
      .from(articles)
      .where(eq(articles.id, id));
    const code = String(row?.shortId);
    expect((await scan(code)).status).toBe(404);
    advanceClock(10 * minute);
    expect((await scan(code)).status).toBe(302);
  });

  test('shows the reason of a withdrawal', async () => {
    const { id, portalPath } = await aPublishedArticle();
    await performTransition(await signedIn('bientap'), id, 'withdraw', { note: 'Sai tên tàu.' });
    const response = await scan(codeOf(portalPath));
    const html = await response.text();
    expect(response.status).toBe(410);
    expect(html).toContain('Bài đã gỡ');
    expect(html).toContain('Lý do: Sai tên tàu.');
    expect(await scans()).toEqual([]);
  });
});

test.each(['khongco', 'bcdfgh', '0', '99', '007', '99999999999', '%20', "'--"])(
  'the unknown code %s shows a friendly error page',
  async (code) => {
    const response = await scan(encodeURI(code));
    expect(response.status).toBe(404);
    const html = await response.text();
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain('Mã QR này không dẫn tới đâu');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await scans()).toEqual([]);
  },
);
