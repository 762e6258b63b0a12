import { describe, expect, test } from 'vitest';
import type { Category } from '../../domain/contract/categories.ts';
import { categoriesOf, createCategory, mergeCategory, requestChange } from './category-desk.ts';
import {
  type ApiClient,
  advanceClock,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
} from './desk.ts';
import { aScheduledArticle, fetchPage, publishMany, textOf, textOfClass, xmlTexts } from './reader.ts';

resetBeforeEach();

const titled = (title: string) => ({ content: articleContent({ title }) });

async function categoryOf(desk: ApiClient, slug: string): Promise<Category> {
  const found = (await categoriesOf(desk)).find((category) => category.slug === slug);
  if (!found) throw new Error(`No category ${slug}`);
  return found;
}

/** Every page, feed and API path that lists the articles of `kinh-te`. */
const places = [
  '/portal',
  '/portal/chuyen-muc/kinh-te',
  '/portal/tim-kiem?q=dinh+vu',
  '/portal/rss.xml',
  '/portal/chuyen-muc/kinh-te/rss.xml',
  '/portal/sitemap/1.xml',
  '/api/portal/articles',
  '/api/portal/articles?q=dinh%20vu',
];

/** The places that link to an article. */
async function listedAt(path: string | null): Promise<string[]> {
  const found = await Promise.all(
    places.map(async (place) => [place, (await fetchPage(place)).html] as const),
  );
  return found.filter(([, text]) => path !== null && text.includes(path)).map(([place]) => place);
}

describe('every list of the portal', () => {
  test('drops a withdrawn article immediately, even if it was cached just before', async () => {
    const editor = await signedIn('bientap');
    const { id: categoryId } = await categoryOf(editor, 'kinh-te');
    const { id, portalPath } = await aPublishedArticle({ categoryId });
    expect(await listedAt(portalPath)).toEqual(places);
    expect((await fetchPage(portalPath)).status).toBe(200);
    await performTransition(editor, id, 'withdraw', { note: 'Sai địa danh' });
    expect(await listedAt(portalPath)).toEqual([]);
    expect((await fetchPage(portalPath)).status).toBe(410);
    expect((await fetchPage(`/api/portal/articles/${id}`)).status).toBe(410);
  });

  test('includes a scheduled article at its time, and is not cached beyond it', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id: categoryId } = await categoryOf(editor, 'kinh-te');
    await aPublishedArticle({ ...titled('Đã có từ trước'), categoryId });
    const { portalPath } = await aScheduledArticle(journalist, editor, 10_000, { categoryId });
    advanceClock(9_999);
    expect(await listedAt(portalPath)).toEqual([]);
    for (const place of [
      '/portal',
      '/portal/chuyen-muc/kinh-te',
      '/portal/rss.xml',
      '/api/portal/articles',
    ]) {
      const control = (await fetchPage(place)).headers.get('cache-control');
      expect(control, place).toBe('public, max-age=0, s-maxage=0, stale-while-revalidate=0');
    }
    advanceClock(1);
    expect(await listedAt(portalPath)).toEqual(places);
  });

  test('contains the approved revision, never the working copy', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id: categoryId } = await categoryOf(editor, 'kinh-te');
    const { id } = await aPublishedArticle({ ...titled('Tên đã duyệt ở Đình Vũ'), categoryId });
    await performTransition(journalist, id, 'revise');
    await journalist.put(`/api/articles/${id}/content`, articleContent({ title: 'Tên đang sửa ở Đình Vũ' }));
    for (const place of places.filter((one) => !one.includes('sitemap'))) {
      const { html } = await fetchPage(place);
      expect(html, place).toContain('Tên đã duyệt');
      expect(html, place).not.toContain('Tên đang sửa');
    }
  });

  test('omits articles of a hidden category, which are still readable', async () => {
    const admin = await signedIn('quantri');
    const { id: categoryId, etag } = await categoryOf(admin, 'kinh-te');
    const child = await categoryOf(admin, 'cang-bien');
    const { portalPath } = await aPublishedArticle({ categoryId: child.id });
    expect(await listedAt(portalPath)).toEqual(places);
    await requestChange(admin, 'PATCH', categoryId, { body: { isHidden: true }, ifMatch: etag });
    expect(await listedAt(portalPath)).toEqual([]);
    for (const path of ['kinh-te', 'kinh-te/cang-bien', 'kinh-te/rss.xml']) {
      expect((await fetchPage(`/portal/chuyen-muc/${path}`)).status, path).toBe(404);
    }
    const { status, html } = await fetchPage(portalPath);
    expect(status).toBe(200);
    expect(html).not.toContain('/portal/chuyen-muc/kinh-te');
    expect((await fetchPage('/portal')).html).not.toContain('Kinh tế');
  });

  test('escapes titles that look like markup, and stays well-formed', async () => {
    const nasty = '</title></script><script>alert(1)</script> & "x" ]]>';
    await aPublishedArticle(titled(nasty));
    const { html } = await fetchPage('/portal');
    expect(html).not.toContain('<script>');
    expect(textOf(html)).toContain('<script>alert(1)</script> & "x" ]]>');
    const feed = (await fetchPage('/portal/rss.xml')).html;
    expect(xmlTexts(feed, 'title').join()).toContain('</script><script>alert(1)</script> & "x" ]]>');
  });
});

describe('the front page', () => {
  test('shows a message while it is empty', async () => {
    const { status, html } = await fetchPage('/portal');
    expect(status).toBe(200);
    expect(textOf(html)).toContain('Chưa có bài viết nào');
  });

  test('leads with an article that has a picture, and does not repeat it', async () => {
    const journalist = await signedIn('phongvien');
    const { id: coverMediaId } = await anUploadedPicture(journalist);
    const lead = await aPublishedArticle({ ...titled('Bài có ảnh'), coverMediaId });
    advanceClock(minute);
    await aPublishedArticle(titled('Bài mới hơn, không ảnh'));
    const { html } = await fetchPage('/portal');
    expect(textOfClass(html, 'card-lead')).toContain('Bài có ảnh');
    expect(html.split(`<h2 class="card-title"><a href="${lead.portalPath}">`)).toHaveLength(2);
    expect(html.split(`href="${lead.portalPath}"`)).toHaveLength(1 + 2);
    expect(html).toContain(`/media/${coverMediaId}/640.webp`);
    expect(textOf(html)).toContain('14:07 11/03/2026');
  });

  test('has the newsroom’s name and uses its time zone', async () => {
    const admin = await signedIn('quantri');
    await aPublishedArticle();
    expect((await fetchPage('/portal')).html).toContain('<title>Tòa Soạn</title>');
    const { status } = await admin.patch(
      '/api/newsroom',
      { name: 'Báo <Cửa Sông>', address: '9 phố Đồng Hồ', hours: '8:00 – 17:00', timeZone: 'Asia/Tokyo' },
      '*',
    );
    expect(status).toBe(200);
    const { html } = await fetchPage('/portal');
    expect(html).toContain('<title>Báo &lt;Cửa Sông&gt;</title>');
    expect(textOf(html)).toContain('9 phố Đồng Hồ Giờ làm việc: 8:00 – 17:00');
    expect(textOf(html)).toContain('16:06 11/03/2026');
  });
});

describe('a category', () => {
  test('lists its articles and those of its subcategories, and links to the subcategories', async () => {
    const desk = await signedIn('quantri');
    const child = await categoryOf(desk, 'cang-bien');
    const leaf = await createCategory(desk, { name: 'Luồng tàu', parentId: child.id });
    await aPublishedArticle({ ...titled('Bài ở tầng ba'), categoryId: leaf.id });
    for (const path of ['kinh-te', 'kinh-te/cang-bien', 'kinh-te/cang-bien/luong-tau']) {
      const { status, html } = await fetchPage(`/portal/chuyen-muc/${path}`);
      expect(status, path).toBe(200);
      expect(html, path).toContain('Bài ở tầng ba');
      expect(html).toContain(`<link rel="canonical" href="${host.origin}/portal/chuyen-muc/${path}">`);
      expect(html).toContain(
        `type="application/rss+xml" title="${/<h1>([^<]+)/.exec(html)?.[1]} – Tòa Soạn"`,
      );
    }
    const top = (await fetchPage('/portal/chuyen-muc/kinh-te')).html;
    expect(textOfClass(top, 'sub')).toContain('Cảng biển Thị trường');
    expect(textOf((await fetchPage('/portal/chuyen-muc/van-hoa')).html)).toContain(
      'Mục này chưa có bài viết nào',
    );
  });

  test('pages through older articles, each once, even if all have the same time', async () => {
    const { id } = await categoryOf(await signedIn('quantri'), 'thoi-su');
    await publishMany(45, id);
    const seen: string[] = [];
    let pages = 0;
    for (let path: string | undefined = '/portal/chuyen-muc/thoi-su'; path; pages += 1) {
      const { status, html }: { status: number; html: string } = await fetchPage(path);
      expect(status).toBe(200);
      expect(html.includes('<meta name="robots" content="noindex">')).toBe(pages > 0);
      seen.push(...Array.from(html.matchAll(/card-title"><a href="([^"]+)"/g), ([, found = '']) => found));
      const next = /<a rel="next" href="([^"]+)"/.exec(html)?.[1];
      if (next) expect(html).toContain(`<link rel="next" href="${next}">`);
      path = next;
    }
    expect([pages, seen.length, new Set(seen).size]).toEqual([3, 45, 45]);
    for (const cursor of ['x', '', 'e30', btoa('{"key":"2026-13-99 00:00:00+00","id":"x"}')]) {
      expect((await fetchPage(`/portal/chuyen-muc/thoi-su?truoc=${cursor}`)).status, cursor).toBe(404);
    }
  });

  test('redirects from its old addresses, also after a merge', async () => {
    const admin = await signedIn('quantri');
    const [health, travel] = [await categoryOf(admin, 'y-te'), await categoryOf(admin, 'du-lich')];
    await requestChange(admin, 'PATCH', health.id, { body: { slug: 'suc-khoe' }, ifMatch: health.etag });
    await mergeCategory(admin, travel.id, health.id);
    for (const [old, now] of [
      ['y-te?a=1', 'suc-khoe?a=1'],
      ['y-te/rss.xml', 'suc-khoe/rss.xml'],
      ['du-lich', 'suc-khoe'],
    ]) {
      const { status, headers } = await fetchPage(`/portal/chuyen-muc/${old}`);
      expect([status, headers.get('location')]).toEqual([301, `/portal/chuyen-muc/${now}`]);
    }
    expect((await fetchPage('/portal/chuyen-muc/khong-co')).status).toBe(404);
    expect((await fetchPage('/portal/chuyen-muc/a/b/c/d/e/f/g/h')).status).toBe(404);
  });
});

describe('the search', () => {
  test('matches all words without diacritics, anywhere in the article', async () => {
    await aPublishedArticle({
      content: articleContent({
        body: { type: 'doc', content: [paragraph('Luồng Lạch Huyện sâu 100% theo số đo_mới')] },
      }),
    });
    const found = async (q: string) =>
      textOf(
        (await fetchPage(`/portal/tim-kiem?q=${encodeURIComponent(q)}`)).html.replace(/<\/?mark>/g, ''),
      ).includes('Cảng Nam Hải');
    for (const q of ['lach huyen', 'LẠCH', 'cảng huyện', '100%', 'do_moi', '  nam   hai ']) {
      expect(await found(q), q).toBe(true);
    }
    for (const q of ['lach huyen xyz', 'lach%sau', 'l_ch', '%', '_', '""', '\\', '']) {
      expect(await found(q), q).toBe(false);
    }
  });

  test('escapes the query in the page, and shows a message if nothing is found', async () => {
    const { status, html } = await fetchPage(`/portal/tim-kiem?q=${encodeURIComponent('"><script>')}`);
    expect(status).toBe(200);
    expect(html).not.toContain('<script>');
    expect(textOf(html)).toContain('Không tìm thấy bài nào có “"><script>”');
    expect(html).toContain('<meta name="robots" content="noindex">');
    expect(html).toContain('value="&quot;&gt;&lt;script&gt;"');
  });
});

describe('feeds and the sitemap', () => {
  test('list every article with its time', async () => {
    const journalist = await signedIn('phongvien');
    const { id: coverMediaId } = await anUploadedPicture(journalist);
    const { id, portalPath } = await aPublishedArticle({ coverMediaId, bylines: ['Hải Miên', 'Vũ Duyên'] });
    const feed = await fetchPage('/portal/rss.xml');
    expect(feed.headers.get('content-type')).toMatch(/^application\/rss\+xml/);
    expect(xmlTexts(feed.html, 'link')).toEqual([`${host.origin}/portal`, `${host.origin}${portalPath}`]);
    expect(xmlTexts(feed.html, 'pubDate')).toEqual(['Wed, 11 Mar 2026 07:06:00 GMT']);
    expect(xmlTexts(feed.html, 'guid')).toEqual([`urn:uuid:${id}`]);
    expect(xmlTexts(feed.html, 'dc:creator')).toEqual(['Hải Miên', 'Vũ Duyên']);
    expect(feed.html).toContain(`url="${host.origin}/media/${coverMediaId}/og.jpg"`);

    const index = await fetchPage('/portal/sitemap.xml');
    expect(index.headers.get('content-type')).toMatch(/^application\/xml/);
    const files = xmlTexts(index.html, 'loc');
    expect(files).toEqual([
      `${host.origin}/portal/sitemap/chuyen-muc.xml`,
      `${host.origin}/portal/sitemap/1.xml`,
    ]);
    expect(xmlTexts(index.html, 'lastmod')).toEqual(['2026-03-11T07:06:00.000Z']);
    const articles = (await fetchPage('/portal/sitemap/1.xml')).html;
    expect(xmlTexts(articles, 'loc')).toEqual([`${host.origin}${portalPath}`]);
    expect(xmlTexts(articles, 'lastmod')).toEqual(['2026-03-11T07:06:00.000Z']);
    const categories = xmlTexts((await fetchPage('/portal/sitemap/chuyen-muc.xml')).html, 'loc');
    expect(categories).toContain(`${host.origin}/portal/chuyen-muc/kinh-te/cang-bien`);
    for (const name of ['2', '0', 'x', '99999']) {
      expect((await fetchPage(`/portal/sitemap/${name}.xml`)).status, name).toBe(404);
    }
  });

  test('split the sitemap into files of five thousand numbers of articles', async () => {
    const { id } = await categoryOf(await signedIn('quantri'), 'thoi-su');
    await publishMany(5_001, id);
    const files = xmlTexts((await fetchPage('/portal/sitemap.xml')).html, 'loc');
    expect(files).toHaveLength(3);
    const [first = [], second = []] = await Promise.all(
      [1, 2].map(async (file) => xmlTexts((await fetchPage(`/portal/sitemap/${file}.xml`)).html, 'loc')),
    );
    // The first article has the number 1001.
    expect([first.length, second.length]).toEqual([3_999, 1_002]);
    expect(new Set([...first, ...second]).size).toBe(5_001);
  });

  test('exclude the desk from search engines, and refer to the sitemap', async () => {
    const { status, html } = await fetchPage('/robots.txt');
    expect(status).toBe(200);
    expect(html.split('\n')).toEqual(
      expect.arrayContaining([
        'Disallow: /',
        'Allow: /portal',
        'Disallow: /portal/xem-truoc',
        `Sitemap: ${host.origin}/portal/sitemap.xml`,
      ]),
    );
  });
});

test('every page supports 304 responses, and its policy allows no other origin', async () => {
  const editor = await signedIn('bientap');
  const { id, portalPath } = await aPublishedArticle();
  const paths = [...places.filter((place) => place.startsWith('/portal')), portalPath, '/portal/sitemap.xml'];
  for (const path of paths) {
    const { headers } = await fetchPage(path);
    const again = await fetchPage(path, { 'if-none-match': headers.get('etag') ?? '' });
    expect([path, again.status, again.html]).toEqual([path, 304, '']);
    expect(again.headers.get('etag')?.replace('W/', '')).toBe(headers.get('etag')?.replace('W/', ''));
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(headers.get('set-cookie')).toBeNull();
  }
  const before = (await fetchPage('/portal')).headers.get('etag') ?? '';
  await performTransition(editor, id, 'revise');
  expect((await fetchPage('/portal', { 'if-none-match': before })).status).toBe(304);
  await performTransition(editor, id, 'withdraw', { note: 'Sai' });
  expect((await fetchPage('/portal', { 'if-none-match': before })).status).toBe(200);
});

test('a rendered page is shared between requests, and never outdated after a change', async () => {
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  const { id, portalPath } = await aPublishedArticle();
  await performTransition(journalist, id, 'revise');
  await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Sapo mới.' }));
  await performTransition(journalist, id, 'submit');
  expect((await contentOf(editor, id)).lead).toBe('Sapo mới.');
  const during = Array.from({ length: 20 }, () => fetchPage(portalPath));
  await publish(editor, id);
  const after = await Promise.all(Array.from({ length: 20 }, () => fetchPage(portalPath)));
  expect(after.filter(({ html }) => html.includes('Sapo mới.'))).toHaveLength(20);
  expect((await Promise.all(during)).map(({ status }) => status)).toEqual(Array(20).fill(200));
});

test('responses of the desk are not cached, unlike those of the portal', async () => {
  for (const path of ['/api/health', '/api/me', '/api/portal/articles/x', '/api/portal']) {
    const response = await anonymous.fetch(path);
    expect([path, response.headers.get('cache-control')]).toEqual([path, 'no-store']);
  }
});
