import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category } from '../../domain/contract/categories.ts';
import {
  aDraft,
  advanceClock,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  figure,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  startTime,
} from './desk.ts';
import { aScheduledArticle, fetchPage, type Page, textOf } from './reader.ts';

resetBeforeEach();

async function aCorrectedArticle(
  before: string,
  after: string,
): Promise<{ article: Article; publishCorrection(): Promise<void> }> {
  const article = await aPublishedArticle({ content: articleContent({ lead: before }) });
  const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
  advanceClock(10 * minute);
  await performTransition(journalist, article.id, 'revise');
  await journalist.put(`/api/articles/${article.id}/content`, articleContent({ lead: after }));
  return {
    article,
    async publishCorrection() {
      await performTransition(journalist, article.id, 'submit');
      await publish(editor, article.id);
    },
  };
}

describe('the portal page of an article', () => {
  test('shows all of its text, captions, credits and its source', async () => {
    const journalist = await signedIn('phongvien');
    const media = await anUploadedPicture(journalist);
    const { items } = (await journalist.get<{ items: Category[] }>('/api/categories')).body;
    const child = items.find((category) => category.parentId !== null) ?? items[0];
    const { portalPath } = await aPublishedArticle({
      categoryId: child?.id,
      bylines: ['Hải Miên', 'Vũ Duyên'],
      source: { name: 'Báo Cửa Biển', url: 'https://example.com/goc?a=1&b=2' },
      content: articleContent({
        body: {
          type: 'doc',
          content: [
            { type: 'heading', attrs: { level: 2 }, content: [{ type: 'text', text: 'Mười ngày' }] },
            paragraph('Bốn giờ sáng, hoa tiêu lên tàu.'),
            figure(media.id, { caption: 'Tàu vào luồng', credit: 'Nguyễn Hồng Phong', alt: 'Một con tàu' }),
          ],
        },
      }),
    });
    const { status, headers, html } = await fetchPage(portalPath);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i);
    const text = textOf(html);
    for (const part of [
      child?.name ?? '',
      'Thứ Tư, 11/03/2026 14:06',
      'Cảng Nam Hải Đình Vũ đón tàu lớn',
      'Sáng nay, con tàu đầu tiên đã cập cảng.',
      'Mười ngày',
      'Bốn giờ sáng, hoa tiêu lên tàu.',
      'Tàu vào luồng (Ảnh: Nguyễn Hồng Phong)',
      'Hải Miên – Vũ Duyên',
      'Nguồn tin: Báo Cửa Biển Bài gốc',
    ]) {
      expect(text).toContain(part);
    }
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain('href="https://example.com/goc?a=1&amp;b=2"');
    expect(html).toContain('alt="Một con tàu"');
    expect(html).toContain(`href="${host.origin}${portalPath}"`);
    expect(html).toContain(`<meta property="og:image" content="${host.origin}/media/${media.id}/og.jpg">`);
    expect(html).not.toMatch(/style="|\son\w+="|javascript:/i);
    // One script, from our own origin; the others are JSON-LD.
    expect(html.match(/<script[^>]*>/g)).toEqual([
      '<script type="application/ld+json">',
      expect.stringMatching(/^<script src="\/portal\/portal\.js\?v=[0-9a-f]{16}" defer>$/),
    ]);
    const source = /<img src="([^"]+)"/.exec(html)?.[1] ?? '';
    expect((await anonymous.fetch(source)).status).toBe(200);
  });

  test('escapes text that looks like markup', async () => {
    const nasty = '<script>alert("1")</script> & \' <b>';
    const { portalPath } = await aPublishedArticle({
      bylines: [nasty],
      source: { name: nasty, url: null },
      content: articleContent({
        title: nasty,
        lead: nasty,
        body: { type: 'doc', content: [paragraph(nasty)] },
      }),
    });
    const { html } = await fetchPage(portalPath);
    expect(html).not.toContain('<script>');
    expect(html).not.toContain('<b>');
    // Title, lead, body, byline, source, and the title again below the QR code.
    expect(textOf(html).split(nasty)).toHaveLength(1 + 6);
  });

  test('runs and loads nothing from other origins', async () => {
    const { headers } = await fetchPage((await aPublishedArticle()).portalPath);
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("style-src 'self'");
    expect(policy).toContain("script-src 'self'");
    expect(policy).not.toMatch(/unsafe|\*|data:|https?:/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  });

  test('inlines its stylesheet, which also has an immutable address', async () => {
    const { html } = await fetchPage('/portal/khong-co');
    const path = /href="(\/portal\/portal\.css\?v=[0-9a-f]{16})"/.exec(html)?.[1] ?? null;
    const { status, headers, html: css } = await fetchPage(path);
    expect(status).toBe(200);
    expect(headers.get('content-type')).toMatch(/^text\/css/);
    expect(headers.get('cache-control')).toContain('immutable');
    expect(css).toContain('prefers-color-scheme: dark');
    expect((await fetchPage('/portal/portal.css?v=old')).headers.get('cache-control')).toBe('no-cache');
    // A page for readers has it inline, and its policy allows exactly its hash.
    const read = await fetchPage((await aPublishedArticle()).portalPath);
    const styles = /<style>(.*?)<\/style>/s.exec(read.html)?.[1] ?? '';
    expect(styles).toBe(css);
    const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(styles));
    expect(read.headers.get('content-security-policy')).toContain(
      `style-src 'self' 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}';`,
    );
  });

  test('shows the approved revision, not the working copy', async () => {
    const { article, publishCorrection } = await aCorrectedArticle('Sapo đã duyệt.', 'Sapo đang sửa.');
    const before = await fetchPage(article.portalPath);
    expect(before.html).toContain('Sapo đã duyệt.');
    expect(before.html).not.toContain('Sapo đang sửa.');
    expect(before.html).not.toContain('Cập nhật');
    await publishCorrection();
    const after = await fetchPage(article.portalPath);
    expect(after.html).toContain('Sapo đang sửa.');
    expect(textOf(after.html)).toContain('Thứ Tư, 11/03/2026 14:06 Cập nhật Thứ Tư, 11/03/2026 14:16');
  });
});

describe('the portal address of an article', () => {
  test('redirects permanently from another slug with the same number', async () => {
    const { portalPath } = await aPublishedArticle();
    const number = portalPath?.split('-').at(-1);
    for (const wrong of [`/portal/ten-cu-${number}?utm=1`, `/portal/${number}?utm=1`]) {
      const { status, headers } = await fetchPage(wrong);
      expect([status, headers.get('location')]).toEqual([301, `${portalPath}?utm=1`]);
    }
  });

  test('is not found for an unknown number, a draft, an article in review and an overflowing number', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist, { slug: 'ban-nhap' });
    const paths = [
      '/portal/ban-nhap-1001',
      '/portal/1001',
      '/portal/x-999',
      '/portal/x',
      '/portal/x-99999999999',
      '/portal/x-0',
    ];
    for (const stage of ['draft', 'review']) {
      for (const path of paths) {
        const { status, headers, html } = await fetchPage(path);
        expect(status, `${stage}: ${path}`).toBe(404);
        expect(headers.get('cache-control')).toBe('no-store');
        expect(html).toContain('Không tìm thấy bài viết');
      }
      if (stage === 'draft') await performTransition(journalist, id, 'submit');
    }
  });

  test('becomes available at the scheduled time, without any server activity', async () => {
    const { portalPath } = await aScheduledArticle(
      await signedIn('phongvien'),
      await signedIn('bientap'),
      60 * minute,
    );
    expect((await fetchPage(portalPath)).status).toBe(404);
    advanceClock(60 * minute - 1);
    expect((await fetchPage(portalPath)).status).toBe(404);
    advanceClock(1);
    const { status, html } = await fetchPage(portalPath);
    expect(status).toBe(200);
    expect(textOf(html)).toContain('Thứ Tư, 11/03/2026 15:06');
  });

  test('shows that the article was withdrawn and why, and none of its content', async () => {
    const { id, portalPath } = await aPublishedArticle();
    advanceClock(minute);
    await performTransition(await signedIn('bientap'), id, 'withdraw', { note: 'Sai <địa danh>' });
    const { status, html } = await fetchPage(portalPath);
    expect(status).toBe(410);
    expect(textOf(html)).toContain('Bài đã gỡ');
    expect(textOf(html)).toContain('Lý do: Sai <địa danh>');
    expect(html).not.toContain('Đình Vũ');
    expect(html).toContain('noindex');
  });
});

describe('caching of the portal page', () => {
  // Compressing hosts make it weak.
  const etagOf = (found: Page) => (found.headers.get('etag') ?? '').replace(/^W\//, '');

  test('avoids transfers until something changes', async () => {
    const { article, publishCorrection } = await aCorrectedArticle('Trước.', 'Sau.');
    // Compressing hosts make the tag weak; both forms must match.
    const etag = etagOf(await fetchPage(article.portalPath));
    expect(etag).toMatch(/^"[0-9a-f]+"$/);
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await fetchPage(article.portalPath, { 'if-none-match': tag });
      expect([again.status, again.html]).toEqual([304, '']);
    }
    await publishCorrection();
    const changed = await fetchPage(article.portalPath, { 'if-none-match': etag });
    expect(changed.status).toBe(200);
    expect(etagOf(changed)).not.toContain(etag);
  });

  test('is allowed to shared caches for half a minute, and never beyond the next scheduled revision', async () => {
    const { portalPath, id } = await aPublishedArticle();
    const control = async () => (await fetchPage(portalPath)).headers.get('cache-control');
    expect(await control()).toBe('public, max-age=0, s-maxage=30, stale-while-revalidate=60');

    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    await performTransition(journalist, id, 'revise');
    await performTransition(journalist, id, 'submit');
    const { contentHash } = await contentOf(editor, id);
    const publishAt = new Date(startTime.getTime() + 10 * minute).toISOString();
    await performTransition(editor, id, 'schedule', { contentHash, publishAt });
    expect(await control()).toBe('public, max-age=0, s-maxage=30, stale-while-revalidate=60');
    advanceClock(9 * minute + 20_000);
    expect(await control()).toBe('public, max-age=0, s-maxage=30, stale-while-revalidate=10');
    advanceClock(28_500);
    expect(await control()).toBe('public, max-age=0, s-maxage=11, stale-while-revalidate=0');
  });
});
