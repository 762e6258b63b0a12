import { describe, expect, test } from 'vitest';
import { categoryColors } from '../../domain/category-colors.ts';
import type { Category } from '../../domain/contract/categories.ts';
import {
  aBranch,
  categoriesOf,
  countsOf,
  createCategory,
  outline,
  requestChange,
  treeOf,
} from './category-desk.ts';
import {
  aDraft,
  aPublishedArticle,
  performTransition,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

test('everybody gets all categories, parents before their children', async () => {
  const items = await categoriesOf(await signedIn('phongvien'));
  expect(items.map(({ path }) => path).slice(0, 4)).toEqual([
    'thoi-su',
    'kinh-te',
    'kinh-te/cang-bien',
    'kinh-te/thi-truong',
  ]);
  for (const [index, { parentId }] of items.entries()) {
    if (parentId) expect(items.findIndex(({ id }) => id === parentId)).toBeLessThan(index);
  }
});

test('only an admin can change categories, or read their counts', async () => {
  for (const who of ['phongvien', 'bientap'] as const) {
    const desk = await signedIn(who);
    const [category] = await categoriesOf(desk);
    const path = `/api/categories/${category?.id}`;
    const answers = [
      await desk.get('/api/categories/counts'),
      await desk.post('/api/categories', { name: 'Mới' }),
      await desk.patch(path, { name: 'Khác' }, '*'),
      await desk.post(`${path}/move`, { parentId: null, beforeId: null }),
      await desk.post(`${path}/merge`, { intoId: unknownId }),
      await desk.delete(path),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'not-permitted']);
  }
});

describe('creating a category', () => {
  test('adds it at the end of its level, with a slug made from its name', async () => {
    const admin = await signedIn('quantri');
    const before = await categoriesOf(admin);
    const category = await createCategory(admin, { name: '  Khoa học – Đời sống ' });
    expect(category).toMatchObject({
      name: 'Khoa học – Đời sống',
      slug: 'khoa-hoc-doi-song',
      path: 'khoa-hoc-doi-song',
      parentId: null,
      description: '',
      color: null,
      isHidden: false,
      etag: '1',
    });
    expect((await categoriesOf(admin)).map(({ id }) => id)).toEqual([
      ...before.map(({ id }) => id),
      category.id,
    ]);
  });

  test('accepts a description, a colour and whether it is visible to readers', async () => {
    const admin = await signedIn('quantri');
    const given = {
      name: 'Thủ công',
      slug: 'nghe',
      description: 'Nghề và làng nghề',
      color: 'teal',
      isHidden: true,
    };
    expect(await createCategory(admin, given)).toMatchObject(given);
  });

  test('is limited to three levels', async () => {
    const admin = await signedIn('quantri');
    const [, , leaf] = await aBranch(admin, 'Chuyên đề');
    expect(leaf.path).toBe('chuyen-de/giua/cuoi');
    const { status, body } = await admin.post('/api/categories', { name: 'Quá sâu', parentId: leaf.id });
    expect([status, body.fields]).toEqual([422, { parentId: 'too-many' }]);
  });

  test('allows the same slug under different parents', async () => {
    const admin = await signedIn('quantri');
    const top = await createCategory(admin, { name: 'Địa phương' });
    expect((await createCategory(admin, { name: 'Thời sự', parentId: top.id })).path).toBe(
      'dia-phuong/thoi-su',
    );
  });

  test.each([
    [{ name: ' ' }, { name: 'required' }],
    [{}, { name: 'required' }],
    [{ name: 7 }, { name: 'invalid' }],
    [{ name: 'x'.repeat(81) }, { name: 'too-long' }],
    [{ name: 'hai\ndòng' }, { name: 'invalid' }],
    [{ name: '—' }, { slug: 'required' }],
    [{ name: 'A', slug: 'A b' }, { slug: 'bad-slug' }],
    [{ name: 'A', slug: '../q' }, { slug: 'bad-slug' }],
    [{ name: 'A', slug: 'a/b' }, { slug: 'bad-slug' }],
    [{ name: 'Thời sự' }, { slug: 'taken' }],
    [{ name: 'A', parentId: unknownId }, { parentId: 'unknown' }],
    [{ name: 'A', parentId: "'; drop table categories; --" }, { parentId: 'invalid' }],
    [{ name: 'A', color: '#ff0000' }, { color: 'invalid' }],
    [{ name: 'A', color: 'red; } body { display: none' }, { color: 'invalid' }],
    [{ name: 'A', description: 'x'.repeat(301) }, { description: 'too-long' }],
    [{ name: 'A', isHidden: 'no' }, { isHidden: 'invalid' }],
  ])('refuses %o', async (body, fields) => {
    const admin = await signedIn('quantri');
    const before = await treeOf(admin);
    const answer = await admin.post('/api/categories', body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid', fields });
    expect(await treeOf(admin)).toEqual(before);
  });

  test('stores a name as typed, even if it looks like markup', async () => {
    const admin = await signedIn('quantri');
    const name = '<script>alert("x")</script> & ‮đảo';
    expect((await createCategory(admin, { name, slug: 'la' })).name).toBe(name);
  });
});

describe('updating a category', () => {
  const patch = (
    desk: Parameters<typeof createCategory>[0],
    category: Category,
    body: object,
    ifMatch = category.etag,
  ) => desk.patch<Category>(`/api/categories/${category.id}`, body, `"${ifMatch}"`);

  test('changes only the given fields', async () => {
    const admin = await signedIn('quantri');
    const category = await createCategory(admin, { name: 'Cũ', description: 'Lời tựa' });
    const { status, body } = await patch(admin, category, { name: 'Mới', color: 'green' });
    expect([status, body]).toEqual([200, { ...category, name: 'Mới', color: 'green', etag: '2' }]);
    expect((await patch(admin, body, { name: 'Mới' })).body).toEqual(body);
    for (const color of [...categoryColors, null]) {
      expect(
        (await requestChange<Category>(admin, 'PATCH', category.id, { body: { color }, ifMatch: '*' })).body
          .color,
      ).toBe(color);
    }
  });

  test('is refused with a sibling’s slug', async () => {
    const admin = await signedIn('quantri');
    const category = await createCategory(admin, { name: 'Riêng' });
    const { status, body } = await admin.patch(`/api/categories/${category.id}`, { slug: 'thoi-su' }, '*');
    expect([status, body.fields]).toEqual([422, { slug: 'taken' }]);
  });

  test('is refused for unknown categories, unknown fields and a missing ETag', async () => {
    const admin = await signedIn('quantri');
    const category = await createCategory(admin, { name: 'Riêng' });
    const path = `/api/categories/${category.id}`;
    expect((await admin.patch(`/api/categories/${unknownId}`, { name: 'A' }, '*')).status).toBe(404);
    expect((await admin.patch('/api/categories/counts', { name: 'A' }, '*')).status).toBe(404);
    expect((await admin.patch(path, { name: 'A' })).status).toBe(428);
    for (const name of ['parentId', 'position', 'mergedIntoId', 'version', 'id', '__proto__x']) {
      const { status, body } = await admin.patch(path, { [name]: null }, '*');
      expect([status, body.fields]).toEqual([422, { [name]: 'not-allowed' }]);
    }
    expect((await categoriesOf(admin)).find(({ id }) => id === category.id)).toEqual(category);
  });

  test('returns the current category to the second of two admins', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    const category = await createCategory(one, { name: 'Cũ' });
    const first = await patch(one, category, { name: 'Của người thứ nhất' });
    const { status, body } = await other.patch<{ code: string; data: unknown }>(
      `/api/categories/${category.id}`,
      { name: 'Của người thứ hai', color: 'red' },
      `"${category.etag}"`,
    );
    expect([status, body.code]).toEqual([412, 'stale']);
    expect(body.data).toEqual({ current: first.body, fields: ['name', 'color'] });
    expect((await categoriesOf(one)).find(({ id }) => id === category.id)?.name).toBe('Của người thứ nhất');
  });
});

describe('the counts of a category', () => {
  test('count desk articles outside the bin, and visible publications', async () => {
    const admin = await signedIn('quantri');
    const category = await createCategory(admin, { name: 'Đếm' });
    expect(await countsOf(admin, category.id)).toEqual({ articles: 0, published: 0, isUsed: false });
    const draft = await aDraft(admin, { categoryId: category.id });
    expect(await countsOf(admin, category.id)).toEqual({ articles: 1, published: 0, isUsed: true });
    await performTransition(admin, draft.id, 'trash');
    expect(await countsOf(admin, category.id)).toEqual({ articles: 0, published: 0, isUsed: true });
    const { id } = await aPublishedArticle({ categoryId: category.id });
    expect(await countsOf(admin, category.id)).toEqual({ articles: 1, published: 1, isUsed: true });
    await performTransition(admin, id, 'withdraw', { note: 'Sai' });
    expect(await countsOf(admin, category.id)).toEqual({ articles: 1, published: 0, isUsed: true });
  });

  test('the article list filtered by category includes all subcategories', async () => {
    const admin = await signedIn('quantri');
    const [top, , leaf] = await aBranch(admin, 'Ba tầng');
    const { id } = await aDraft(admin, { categoryId: leaf.id });
    const { body } = await admin.get<{ items: { id: string }[] }>(`/api/articles?categoryId=${top.id}`);
    expect(body.items.map((article) => article.id)).toEqual([id]);
    expect(outline((await categoriesOf(admin)).slice(-3))).toEqual([
      'Ba tầng',
      '  Ba tầng giữa',
      '    Ba tầng cuối',
    ]);
  });
});
