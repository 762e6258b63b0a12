import { describe, expect, test } from 'vitest';
import type { Fanpage } from '../../domain/contract/fanpages.ts';
import type { PortalArticle, PortalListed } from '../../domain/contract/portal.ts';
import { categoriesOf, requestChange } from './category-desk.ts';
import {
  aDraft,
  anonymous,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  contentOf,
  performTransition,
  resetBeforeEach,
  signedIn,
  startTime,
  unknownId,
} from './desk.ts';
import { publishMany } from './reader.ts';

resetBeforeEach();

type List = { items: PortalListed[]; nextCursor: string | null };

const titlesAt = async (query: string) =>
  (await anonymous.get<List>(`/api/portal/articles${query}`)).body.items.map(({ title }) => title);

describe('the delivery API', () => {
  test('returns the published content, and no field of the working copy', async () => {
    const journalist = await signedIn('phongvien');
    const { id: coverMediaId } = await anUploadedPicture(journalist);
    const child = (await categoriesOf(journalist)).find((category) => category.slug === 'cang-bien');
    const { id, portalPath } = await aPublishedArticle({
      coverMediaId,
      categoryId: child?.id,
      bylines: ['Hải Miên'],
      tags: ['cảng'],
      source: { name: 'Báo Cửa Biển', url: 'https://example.com/goc' },
    });
    const { body } = await contentOf(journalist, id);
    await performTransition(journalist, id, 'revise');
    await journalist.put(
      `/api/articles/${id}/content`,
      articleContent({ title: 'Đang sửa', lead: 'Đang sửa' }),
    );
    await journalist.patch(`/api/articles/${id}`, { bylines: ['Người khác'], tags: ['mới'] }, '*');
    const listed = {
      id,
      shortId: Number(portalPath?.split('-').at(-1)),
      path: portalPath,
      title: 'Cảng Nam Hải Đình Vũ đón tàu lớn',
      lead: 'Sáng nay, con tàu đầu tiên đã cập cảng.',
      bylines: ['Hải Miên'],
      category: { id: child?.id, name: 'Cảng biển', path: 'kinh-te/cang-bien' },
      cover: {
        id: coverMediaId,
        renditions: expect.arrayContaining([
          expect.objectContaining({ width: 320, url: `/media/${coverMediaId}/320.webp` }),
        ]),
        cardUrl: `/media/${coverMediaId}/og.jpg`,
      },
      publishedAt: startTime.toISOString(),
      updatedAt: startTime.toISOString(),
    };
    expect((await anonymous.get<List>('/api/portal/articles')).body).toEqual({
      items: [{ ...listed, excerpt: null }],
      nextCursor: null,
      suggestion: null,
    });
    expect((await anonymous.get<PortalArticle>(`/api/portal/articles/${id}`)).body).toEqual({
      ...listed,
      tags: ['cảng'],
      source: { name: 'Báo Cửa Biển', url: 'https://example.com/goc' },
      body,
      bodyHtml: '<p>Tàu dài hơn hai trăm mét.</p>',
      correctionNote: null,
      related: [],
    });
  });

  test('does not disclose drafts, and returns the reason of a withdrawal', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const draft = await aDraft(journalist);
    for (const id of [draft.id, unknownId]) {
      // With or without a session: these paths are public.
      for (const desk of [anonymous, journalist, editor]) {
        const { status, body } = await desk.get(`/api/portal/articles/${id}`);
        expect([status, body.code]).toEqual([404, 'not-found']);
      }
    }
    const { id } = await aPublishedArticle();
    await performTransition(editor, id, 'withdraw', { note: 'Sai địa danh' });
    const { status, body } = await anonymous.get(`/api/portal/articles/${id}`);
    expect([status, body.code, body.detail]).toEqual([410, 'gone', 'Sai địa danh']);
    expect(await titlesAt('')).toEqual([]);
  });

  test('searches by category including its subcategories, and by text', async () => {
    const categories = await categoriesOf(await signedIn('phongvien'));
    const idOf = (slug: string) => categories.find((category) => category.slug === slug)?.id;
    await aPublishedArticle({ content: articleContent({ title: 'Ở cảng' }), categoryId: idOf('cang-bien') });
    await aPublishedArticle({
      content: articleContent({ title: 'Ở sân vận động' }),
      categoryId: idOf('the-thao'),
    });
    expect(await titlesAt(`?categoryId=${idOf('kinh-te')}`)).toEqual(['Ở cảng']);
    expect(await titlesAt('?q=dong%20VAN')).toEqual(['Ở sân vận động']);
    expect(await titlesAt('?q=%25')).toEqual([]);
    for (const query of [`?categoryId=${unknownId}`, '?categoryId=x', '?cursor=x', '?limit=0']) {
      expect((await anonymous.get(`/api/portal/articles${query}`)).status, query).toBe(422);
    }
  });

  test('pages through all articles', async () => {
    const [category] = await categoriesOf(await signedIn('phongvien'));
    await publishMany(25, category?.id ?? '');
    const seen = new Set<string>();
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await anonymous.get<List>(`/api/portal/articles?limit=10${query}`);
      for (const { id } of body.items) seen.add(id);
      cursor = body.nextCursor;
    }
    expect(seen.size).toBe(25);
  });

  test('lists the categories and fanpages that are visible to readers', async () => {
    const admin = await signedIn('quantri');
    const hidden = (await categoriesOf(admin)).find((category) => category.slug === 'y-te');
    await requestChange(admin, 'PATCH', hidden?.id ?? '', {
      body: { isHidden: true },
      ifMatch: hidden?.etag ?? '',
    });
    const categories = await anonymous.get<{ items: { path: string }[] }>('/api/portal/categories');
    const paths = categories.body.items.map(({ path }) => path);
    expect(paths).toContain('kinh-te/cang-bien');
    expect(paths).not.toContain('y-te');

    const add = async (name: string, url: string, isVisible: boolean) =>
      (await admin.post<Fanpage>('/api/fanpages', { name, url, isVisible })).body;
    const shown = await add('Báo Cảng', 'https://facebook.com/baocang', true);
    await add('Trang cũ', 'https://zalo.me/123456789', false);
    expect((await anonymous.get<{ items: unknown[] }>('/api/portal/fanpages')).body.items).toEqual([
      { id: shown.id, platform: 'facebook', name: 'Báo Cảng', url: shown.url, qrPath: `/q/${shown.code}` },
    ]);
  });
});

describe('a response of the delivery API', () => {
  const paths = ['/api/portal/articles', '/api/portal/categories', '/api/portal/fanpages'];

  test('is cacheable, readable from every origin, and the same for everybody', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aPublishedArticle();
    for (const path of [...paths, `/api/portal/articles/${id}`]) {
      const { headers, body, status } = await anonymous.get(path);
      expect([path, status]).toEqual([path, 200]);
      expect(headers.get('cache-control')).toBe('public, max-age=0, s-maxage=30, stale-while-revalidate=60');
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.get('set-cookie')).toBeNull();
      const own = await journalist.get(path);
      expect(own.body).toEqual(body);
      expect(own.headers.get('set-cookie')).toBeNull();
      const etag = headers.get('etag') ?? '';
      const again = await anonymous.fetch(path, { headers: { 'if-none-match': etag } });
      expect([path, again.status, await again.text()]).toEqual([path, 304, '']);
    }
    expect((await anonymous.fetch(`/api/portal/articles/${unknownId}`)).headers.get('cache-control')).toBe(
      'no-store',
    );
  });

  test('to a write is 405, without CORS headers', async () => {
    for (const path of paths) {
      const { status, headers } = await anonymous.post(path, {});
      expect([path, status]).toEqual([path, 405]);
      expect(headers.get('access-control-allow-origin')).toBeNull();
    }
  });

  test('is described in the OpenAPI document, as public', async () => {
    const { body } = await anonymous.get<{
      paths: Record<string, { get?: { security?: unknown[]; summary?: string } }>;
    }>('/api/openapi.json');
    for (const path of [
      '/portal/articles',
      '/portal/articles/{id}',
      '/portal/categories',
      '/portal/fanpages',
    ]) {
      expect(body.paths[path]?.get, path).toMatchObject({ security: [], summary: expect.any(String) });
    }
  });
});
