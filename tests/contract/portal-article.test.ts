import { describe, expect, test } from 'vitest';
import type { Fanpage } from '../../domain/contract/fanpages.ts';
import { qrSvg } from '../../domain/qr.ts';
import { categoriesOf } from './category-desk.ts';
import {
  aDraft,
  advanceClock,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  host,
  minute,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
} from './desk.ts';
import { fetchPage, textOf, textOfClass } from './reader.ts';

resetBeforeEach();

const titled = (title: string) => ({ content: articleContent({ title }) });

/** The titles below "Tin khác", in order. */
const othersOn = (html: string): string[] =>
  Array.from(
    html.slice(html.indexOf('id="tin-khac"')).matchAll(/card-title"><a href="[^"]+">([^<]+)/g),
    ([, title = '']) => title,
  );

/** The JSON-LD blocks of a page. */
const dataOf = (html: string): unknown[] =>
  Array.from(html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gs), ([, json = '']) =>
    JSON.parse(json),
  );

describe('other news below an article', () => {
  test('lists the related articles that readers can read, then the newest of the category', async () => {
    const editor = await signedIn('bientap');
    const categories = await categoriesOf(editor);
    const idOf = (slug: string) => categories.find((category) => category.slug === slug)?.id;
    const elsewhere = await aPublishedArticle({
      ...titled('Chọn, ở mục khác'),
      categoryId: idOf('the-thao'),
    });
    const gone = await aPublishedArticle({ ...titled('Chọn, đã gỡ'), categoryId: idOf('the-thao') });
    advanceClock(minute);
    await aPublishedArticle({ ...titled('Cùng mục, cũ'), categoryId: idOf('cang-bien') });
    advanceClock(minute);
    await aPublishedArticle({ ...titled('Cùng mục, mới'), categoryId: idOf('cang-bien') });
    advanceClock(minute);
    await aPublishedArticle({ ...titled('Mục trên'), categoryId: idOf('kinh-te') });
    const { portalPath } = await aPublishedArticle({
      ...titled('Bài chính'),
      categoryId: idOf('cang-bien'),
      relatedIds: [gone.id, elsewhere.id],
    });
    expect(othersOn((await fetchPage(portalPath)).html).slice(0, 2)).toEqual([
      'Chọn, đã gỡ',
      'Chọn, ở mục khác',
    ]);
    await performTransition(editor, gone.id, 'withdraw', { note: 'Sai' });
    expect(othersOn((await fetchPage(portalPath)).html)).toEqual([
      'Chọn, ở mục khác',
      'Cùng mục, mới',
      'Cùng mục, cũ',
      'Mục trên',
    ]);
  });
});

describe('the page of an article', () => {
  test('shows the time and the note of a correction', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id, portalPath } = await aPublishedArticle();
    advanceClock(30 * minute);
    await performTransition(journalist, id, 'revise');
    await journalist.put(`/api/articles/${id}/content`, articleContent({ lead: 'Tàu dài 366 m.' }));
    await performTransition(journalist, id, 'submit');
    const { contentHash } = await contentOf(editor, id);
    await performTransition(editor, id, 'publish', {
      contentHash,
      note: 'Bản trước ghi <sai> chiều dài tàu.',
    });
    const { html } = await fetchPage(portalPath);
    expect(textOf(html)).toContain(
      'Đính chính (Thứ Tư, 11/03/2026 14:36): Bản trước ghi <sai> chiều dài tàu.'
        .replace(' (', ' ( ')
        .replace('36)', '36 )'),
    );
    expect(JSON.stringify(dataOf(html))).toContain('"dateModified":"2026-03-11T07:36:00.000Z"');
    expect(JSON.stringify(dataOf(html))).toContain('CorrectionComment');
  });

  test('has the QR codes of its short address and of each visible fanpage', async () => {
    const admin = await signedIn('quantri');
    const add = async (name: string, url: string, isVisible: boolean) =>
      (await admin.post<Fanpage>('/api/fanpages', { name, url, isVisible })).body;
    const shown = await add('Báo Cảng', 'https://facebook.com/baocang', true);
    const hidden = await add('Trang cũ', 'https://zalo.me/123456789', false);
    const { portalPath } = await aPublishedArticle();
    const number = portalPath?.split('-').at(-1);
    const { html } = await fetchPage(portalPath);
    expect(html).toContain(
      qrSvg(`${host.origin}/q/${number}`, {
        level: 'M',
        label: 'Mã QR của bài “Cảng Nam Hải Đình Vũ đón tàu lớn”',
      }),
    );
    expect(html).toContain(
      qrSvg(`${host.origin}/q/${shown.code}`, { level: 'M', label: 'Báo Cảng – Facebook' }),
    );
    expect(html).toContain(
      '<a href="https://facebook.com/baocang" rel="noopener me">Báo Cảng – Facebook</a>',
    );
    expect(html).not.toContain(hidden.name);
    const redirect = await anonymous.fetch(`/q/${number}`, { redirect: 'manual' });
    expect([redirect.status, redirect.headers.get('location')]).toEqual([302, portalPath]);
    const response = await admin.fetch(`/api/fanpages/${shown.id}`, {
      method: 'DELETE',
      headers: { 'if-match': '*' },
    });
    expect(response.ok).toBe(true);
    expect((await fetchPage(portalPath)).html).not.toContain('Mạng xã hội');
  });

  test('has valid structured data, whatever its content', async () => {
    const journalist = await signedIn('phongvien');
    const { id: coverMediaId } = await anUploadedPicture(journalist);
    const title = 'Một </script><!-- "tít" & \\u003c lạ';
    const child = (await categoriesOf(journalist)).find((category) => category.slug === 'cang-bien');
    const { portalPath } = await aPublishedArticle({
      ...titled(title),
      coverMediaId,
      categoryId: child?.id,
      bylines: ['Hải Miên', 'Vũ Duyên'],
    });
    const { html } = await fetchPage(portalPath);
    const url = `${host.origin}${portalPath}`;
    expect(dataOf(html)).toEqual([
      {
        '@context': 'https://schema.org',
        '@graph': [
          expect.objectContaining({
            '@type': 'NewsArticle',
            headline: title,
            datePublished: '2026-03-11T07:06:00.000Z',
            dateModified: '2026-03-11T07:06:00.000Z',
            author: [
              { '@type': 'Person', name: 'Hải Miên' },
              { '@type': 'Person', name: 'Vũ Duyên' },
            ],
            image: [`${host.origin}/media/${coverMediaId}/og.jpg`],
            mainEntityOfPage: url,
            articleSection: ['Kinh tế', 'Cảng biển'],
          }),
          expect.objectContaining({
            '@type': 'BreadcrumbList',
            itemListElement: [
              { '@type': 'ListItem', position: 1, name: 'Trang chủ', item: `${host.origin}/portal` },
              expect.objectContaining({ item: `${host.origin}/portal/chuyen-muc/kinh-te` }),
              expect.objectContaining({ item: `${host.origin}/portal/chuyen-muc/kinh-te/cang-bien` }),
              { '@type': 'ListItem', position: 4, name: title, item: url },
            ],
          }),
        ],
      },
    ]);
    expect(html).toContain(`<link rel="canonical" href="${url}">`);
    expect(html).toContain('<meta property="og:image:width" content="1200">');
    expect(textOfClass(html, 'crumbs')).toContain('Trang chủ Kinh tế Cảng biển');
  });

  test('has plain share links, with the address and the title escaped', async () => {
    const { portalPath } = await aPublishedArticle(titled('Tàu & bến "lớn"'));
    const { html } = await fetchPage(portalPath);
    const url = encodeURIComponent(`${host.origin}${portalPath}`);
    expect(html).toContain(`href="https://www.facebook.com/sharer/sharer.php?u=${url}"`);
    expect(html).toContain(
      `href="https://x.com/intent/post?url=${url}&amp;text=T%C3%A0u%20%26%20b%E1%BA%BFn%20%22l%E1%BB%9Bn%22"`,
    );
    const shared =
      /https:\/\/button-share\.zalo\.me\/share_external\?[^"]*?d=([^"&]+)"/.exec(html)?.[1] ?? '';
    expect(JSON.parse(atob(decodeURIComponent(shared)))).toEqual({ url: `${host.origin}${portalPath}` });
  });
});

describe('the picture for link cards', () => {
  const jpegSize = (bytes: Uint8Array): [number, number] => {
    // The frame header has height and width, 5 bytes after its marker.
    for (let at = 2; at < bytes.length; ) {
      const marker = bytes[at + 1] ?? 0;
      const word = (offset: number) => ((bytes[at + offset] ?? 0) << 8) | (bytes[at + offset + 1] ?? 0);
      if (marker >= 0xc0 && marker <= 0xc2) return [word(7), word(5)];
      at += 2 + word(2);
    }
    throw new Error('No frame in this JPEG');
  };

  test('is cropped to 1200 × 630, and available to readers as long as the article is', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id: coverMediaId } = await anUploadedPicture(journalist);
    const path = `/media/${coverMediaId}/og.jpg`;
    expect((await anonymous.fetch(path)).status).toBe(404);
    expect((await journalist.fetch(path)).status).toBe(200);
    const { id } = await aDraft(journalist, { coverMediaId });
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    for (const time of ['rendered', 'cached']) {
      const response = await anonymous.fetch(path);
      expect([time, response.status, response.headers.get('content-type')]).toEqual([
        time,
        200,
        'image/jpeg',
      ]);
      const bytes = new Uint8Array(await response.arrayBuffer());
      expect([...bytes.subarray(0, 2)]).toEqual([0xff, 0xd8]);
      expect(jpegSize(bytes)).toEqual([1200, 630]);
    }
    await performTransition(editor, id, 'withdraw', { note: 'Sai' });
    expect((await anonymous.fetch(path)).status).toBe(404);
    expect((await anonymous.fetch(`/media/${coverMediaId}/../og.jpg`)).status).toBe(404);
  });

  test('that is the newsroom’s logo is public', async () => {
    const admin = await signedIn('quantri');
    const { id: logoMediaId } = await anUploadedPicture(admin);
    const path = `/media/${logoMediaId}/320.webp`;
    expect((await anonymous.fetch(path)).status).toBe(404);
    expect((await admin.patch('/api/newsroom', { logoMediaId }, '*')).status).toBe(200);
    expect((await anonymous.fetch(path)).status).toBe(200);
    expect((await fetchPage('/portal')).html).toContain(`<img src="${path}"`);
  });
});
