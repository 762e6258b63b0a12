import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category } from '../../domain/contract/categories.ts';
import { transitionNames } from '../../domain/workflow.ts';
import {
  aDraft,
  advanceClock,
  anUploadedPicture,
  aPublishedArticle,
  articleContent,
  minute,
  paragraph,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  startTime,
  unknownId,
} from './desk.ts';

resetBeforeEach();

describe('a new article', () => {
  test('is a draft of its creator, with their pen-name and all abilities of the viewer', async () => {
    const journalist = await signedIn('phongvien');
    const { status, body, headers } = await journalist.post<Article>('/api/articles', {});
    expect(status).toBe(201);
    expect(headers.get('etag')).toBe('"1"');
    expect(body).toMatchObject({
      state: 'draft',
      stage: 'draft',
      isTrashed: false,
      publication: null,
      title: '',
      words: 0,
      authors: [{ name: 'Nguyễn Hải Miên' }],
      categoryId: null,
      bylines: ['Hải Miên'],
      tags: [],
      source: null,
      slug: null,
      etag: '1',
      portalPath: null,
      createdAt: startTime.toISOString(),
      abilities: {
        edit: { allowed: true },
        submit: { allowed: true },
        publish: { allowed: false, reason: 'not-permitted' },
        recall: { allowed: false, reason: 'wrong-stage' },
      },
    });
    expect(Object.keys(body.abilities).sort()).toEqual(['edit', 'share', ...transitionNames].sort());
  });

  test('can be created without a request body', async () => {
    const journalist = await signedIn('phongvien');
    expect((await journalist.post('/api/articles')).status).toBe(201);
  });

  test('can be created with content and fields, which are normalized', async () => {
    const journalist = await signedIn('phongvien');
    const article = await aDraft(journalist, {
      bylines: ['  An ', 'An', 'Bình'],
      tags: ['cảng'],
      source: { name: 'Báo Hải Phòng', url: 'https://example.vn/a?b=1' },
      slug: 'cang-don-tau',
      content: articleContent({
        title: 'Cảng đón tàu',
        body: { type: 'doc', content: [paragraph('Một hai ba')] },
      }),
    });
    expect(article).toMatchObject({
      title: 'Cảng đón tàu',
      words: 15,
      bylines: ['An', 'Bình'],
      source: { name: 'Báo Hải Phòng', url: 'https://example.vn/a?b=1' },
      slug: 'cang-don-tau',
    });
  });

  test.each([
    [{ bylines: [''] }, { 'bylines.0': 'required' }],
    [{ bylines: 'An' }, { bylines: 'invalid' }],
    [{ bylines: Array.from({ length: 9 }, (_, index) => `An ${index}`) }, { bylines: 'too-many' }],
    [{ tags: ['x'.repeat(61)] }, { 'tags.0': 'too-long' }],
    [{ slug: 'Cảng' }, { slug: 'bad-slug' }],
    [{ source: { name: 'A', url: 'javascript:alert(1)' } }, { 'source.url': 'bad-url' }],
    [{ source: { name: 'A', url: 'https://a:b@example.vn/' } }, { 'source.url': 'bad-url' }],
    [{ source: { name: ' ', url: null } }, { 'source.name': 'required' }],
    [{ source: {} }, { 'source.name': 'required', 'source.url': 'required' }],
    [{ categoryId: unknownId }, { categoryId: 'unknown' }],
    [{ categoryId: '7' }, { categoryId: 'invalid' }],
    [{ coverMediaId: unknownId }, { coverMediaId: 'unknown' }],
  ])('is refused with %o, with an error for each field, and not created', async (fields, problems) => {
    const journalist = await signedIn('phongvien');
    const { status, body } = await journalist.post('/api/articles', fields);
    expect(status).toBe(422);
    expect(body).toMatchObject({ code: 'invalid', fields: problems });
    expect((await journalist.get('/api/articles?view=mine')).body).toMatchObject({ items: [] });
  });
});

describe('reading an article', () => {
  test('is answered with the same 404 for another journalist’s draft and an unknown id', async () => {
    const { id } = await aDraft(await signedIn('phongvien'));
    const other = await signedIn('phongvien2');
    const missing = await other.get(`/api/articles/${unknownId}`);
    expect(missing.status).toBe(404);
    expect((await other.get(`/api/articles/${id}`)).body).toEqual(missing.body);
    expect((await other.get('/api/articles/no-id-at-all')).body).toEqual(missing.body);
    for (const path of ['content', 'history', 'revisions', `revisions/${unknownId}`]) {
      expect((await other.get(`/api/articles/${id}/${path}`)).body, path).toEqual(missing.body);
    }
    const attempts = [
      other.patch(`/api/articles/${id}`, { tags: [] }, '*'),
      other.put(`/api/articles/${id}/content`, articleContent()),
      other.post(`/api/articles/${id}/transitions`, { transition: 'submit' }),
      other.post(`/api/articles/${id}/transitions`, { transition: 'return', note: 'x' }),
      other.delete(`/api/articles/${id}`),
    ];
    for (const { body } of await Promise.all(attempts)) expect(body).toEqual(missing.body);
  });

  test('is allowed to everybody at the desk once it is published, but its history is not', async () => {
    const { id } = await aPublishedArticle();
    const other = await signedIn('phongvien2');
    const { body, headers } = await other.get<Article>(`/api/articles/${id}`);
    expect(headers.get('etag')).toBe(`"${body.etag}"`);
    expect(body.abilities.edit).toEqual({ allowed: false, reason: 'not-permitted' });
    expect((await other.get(`/api/articles/${id}/history`)).status).toBe(404);
  });

  test('is not allowed to other journalists while it is being corrected, until it is published again', async () => {
    const { id } = await aPublishedArticle();
    const [journalist, editor, other] = [
      await signedIn('phongvien'),
      await signedIn('bientap'),
      await signedIn('phongvien2'),
    ];
    await performTransition(journalist, id, 'revise');
    expect((await other.get(`/api/articles/${id}`)).status).toBe(404);
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    expect((await other.get(`/api/articles/${id}`)).status).toBe(200);
  });
});

describe('updating the fields', () => {
  test('changes the given fields and the etag; content does not change the etag', async () => {
    const journalist = await signedIn('phongvien');
    const before = await aDraft(journalist, { tags: ['cũ'] });
    const at = advanceClock(minute);
    const { status, body, headers } = await journalist.patch<Article>(
      `/api/articles/${before.id}`,
      { tags: ['mới'] },
      before.etag,
    );
    expect(status).toBe(200);
    expect(body).toMatchObject({ tags: ['mới'], bylines: before.bylines, updatedAt: at.toISOString() });
    expect(body.etag).not.toBe(before.etag);
    expect(headers.get('etag')).toBe(`"${body.etag}"`);

    await journalist.put(`/api/articles/${before.id}/content`, articleContent({ title: 'Khác' }));
    const after = await journalist.get<Article>(`/api/articles/${before.id}`);
    expect(after.body).toMatchObject({ title: 'Khác', etag: body.etag });
  });

  test.each(['1', '"1"', 'W/"1"', '"9", "1"', '*'])('accepts If-Match: %s', async (ifMatch) => {
    const journalist = await signedIn('phongvien');
    const { id, etag } = await aDraft(journalist);
    expect(etag).toBe('1');
    expect((await journalist.patch(`/api/articles/${id}`, { tags: ['a'] }, ifMatch)).status).toBe(200);
  });

  test('without If-Match is refused', async () => {
    const journalist = await signedIn('phongvien');
    const { id } = await aDraft(journalist);
    const { status, body } = await journalist.patch(`/api/articles/${id}`, { tags: [] });
    expect(status).toBe(428);
    expect(body.code).toBe('precondition-required');
  });

  test('with an outdated If-Match is refused with the current article and the names of the changed fields', async () => {
    const journalist = await signedIn('phongvien');
    const { id, etag } = await aDraft(journalist, { tags: ['cũ'] });
    await journalist.patch(`/api/articles/${id}`, { tags: ['của người khác'] }, etag);
    const { status, body } = await journalist.patch(
      `/api/articles/${id}`,
      { tags: ['của tôi'], bylines: ['Hải Miên'] },
      etag,
    );
    expect(status).toBe(412);
    expect(body).toMatchObject({
      code: 'stale',
      data: { current: { id, tags: ['của người khác'], etag: '2' }, fields: ['tags'] },
    });
  });

  test('to their current values changes nothing', async () => {
    const journalist = await signedIn('phongvien');
    const { id, etag, tags } = await aDraft(journalist, { tags: ['a'] });
    const { body } = await journalist.patch<Article>(`/api/articles/${id}`, { tags }, etag);
    expect(body.etag).toBe(etag);
  });

  test('by two people concurrently succeeds for one of them', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id, etag } = await aDraft(journalist);
    const answers = await Promise.all([
      journalist.patch(`/api/articles/${id}`, { tags: ['một'] }, etag),
      editor.patch(`/api/articles/${id}`, { tags: ['hai'] }, etag),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
  });

  test('refuses the slug of another article, and unknown fields', async () => {
    const journalist = await signedIn('phongvien');
    await aDraft(journalist, { slug: 'cang-don-tau' });
    const { id } = await aDraft(journalist);
    const patch = (body: object) => journalist.patch(`/api/articles/${id}`, body, '*');
    expect((await patch({ slug: 'cang-don-tau' })).body.fields).toEqual({ slug: 'taken' });
    expect((await patch({ title: 'Tên' })).body.fields).toEqual({ title: 'not-allowed' });
    expect((await patch({ tags: ['a\u0000b'] })).body.code).toBe('invalid');
  });

  test('accepts a picture of the media library as the cover', async () => {
    const journalist = await signedIn('phongvien');
    const picture = await anUploadedPicture(journalist);
    const { id } = await aDraft(journalist);
    const { body } = await journalist.patch<Article>(
      `/api/articles/${id}`,
      { coverMediaId: picture.id },
      '*',
    );
    expect(body.coverMediaId).toBe(picture.id);
  });

  test('is allowed only to editors while in review, and to nobody once published', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const { id } = await aDraft(journalist);
    await performTransition(journalist, id, 'submit');
    const refused = await journalist.patch(`/api/articles/${id}`, { tags: ['a'] }, '*');
    expect([refused.status, refused.body.code]).toEqual([409, 'wrong-stage']);
    expect((await editor.patch(`/api/articles/${id}`, { tags: ['a'] }, '*')).status).toBe(200);
    await publish(editor, id);
    expect((await editor.patch(`/api/articles/${id}`, { tags: ['b'] }, '*')).body.code).toBe('wrong-stage');

    const other = await signedIn('phongvien2');
    const { status, body } = await other.patch(`/api/articles/${id}`, { tags: ['b'] }, '*');
    expect([status, body.code]).toEqual([403, 'not-permitted']);
  });
});

test('categories of an article must exist, and a category in use cannot be deleted', async () => {
  const [journalist, admin] = [await signedIn('phongvien'), await signedIn('quantri')];
  const created = await admin.post<Category>('/api/categories', { name: 'Chuyên đề' });
  const { id } = await aDraft(journalist, { categoryId: created.body.id });
  expect((await admin.delete(`/api/categories/${created.body.id}`)).body.code).toBe('in-use');
  await journalist.patch(`/api/articles/${id}`, { categoryId: null }, '*');
  expect((await admin.delete(`/api/categories/${created.body.id}`)).status).toBe(204);
});
