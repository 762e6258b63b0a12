import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category, CategoryTree } from '../../domain/contract/categories.ts';
import {
  aBranch,
  categoriesOf,
  countsOf,
  createCategory,
  mergeCategory,
  moveCategory,
  outline,
  portalResultOf,
  requestChange,
  treeOf,
} from './category-desk.ts';
import {
  type ApiClient,
  aDraft,
  advanceClock,
  aPublishedArticle,
  minute,
  performTransition,
  publish,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

/** The tree without the categories of the demo newsroom, which precede those of a test. */
const outlineFrom = async (desk: ApiClient, name: string) => {
  const lines = outline(await categoriesOf(desk));
  return lines.slice(lines.indexOf(name));
};

describe('moving a category', () => {
  test('changes its position among its siblings: first, last and between', async () => {
    const admin = await signedIn('quantri');
    const top = await createCategory(admin, { name: 'Trên' });
    const [a, b, c] = [
      await createCategory(admin, { name: 'A', parentId: top.id }),
      await createCategory(admin, { name: 'B', parentId: top.id }),
      await createCategory(admin, { name: 'C', parentId: top.id }),
    ];
    const order = async (answer: Promise<{ body: CategoryTree }>) =>
      (await answer).body.items.filter(({ parentId }) => parentId === top.id).map(({ name }) => name);
    expect(await order(moveCategory(admin, c.id, { parentId: top.id, beforeId: a.id }))).toEqual([
      'C',
      'A',
      'B',
    ]);
    expect(await order(moveCategory(admin, a.id, { parentId: top.id }))).toEqual(['C', 'B', 'A']);
    expect(await order(moveCategory(admin, c.id, { parentId: top.id, beforeId: a.id }))).toEqual([
      'B',
      'C',
      'A',
    ]);
    expect(await order(moveCategory(admin, b.id, { parentId: top.id, beforeId: c.id }))).toEqual([
      'B',
      'C',
      'A',
    ]);
  });

  test('moves its descendants too, and every old address redirects', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Cũ');
    const other = await createCategory(admin, { name: 'Mới' });
    expect(await portalResultOf('cu/giua/cuoi')).toBe(200);
    const { status, body } = await moveCategory(admin, middle.id, { parentId: other.id });
    expect(status).toBe(200);
    expect(outline(body.items.slice(-4))).toEqual(['Cũ', 'Mới', '  Cũ giữa', '    Cũ cuối']);
    expect(await portalResultOf('cu/giua')).toBe('moi/giua');
    expect(await portalResultOf('cu/giua/cuoi')).toBe('moi/giua/cuoi');
    expect(await portalResultOf('moi/giua/cuoi')).toBe(200);
    // Moved to the top and renamed: both old addresses redirect to the current one in one step.
    await moveCategory(admin, middle.id, { parentId: null });
    const moved = (await categoriesOf(admin)).find(({ id }) => id === middle.id);
    await admin.patch(`/api/categories/${middle.id}`, { slug: 'dau' }, `"${moved?.etag}"`);
    for (const old of ['cu/giua/cuoi', 'moi/giua/cuoi', 'giua/cuoi'])
      expect(await portalResultOf(old)).toBe('dau/cuoi');
    expect(top.id).not.toBe(leaf.id);
  });

  test('replaces the redirect of an old address that is in use again', async () => {
    const admin = await signedIn('quantri');
    const first = await createCategory(admin, { name: 'Một', slug: 'mot' });
    const slug = (category: Category, to: string) =>
      admin.patch<Category>(`/api/categories/${category.id}`, { slug: to }, '*');
    await slug(first, 'hai');
    expect(await portalResultOf('mot')).toBe('hai');
    // Back to its first address: no redirect loop.
    await slug(first, 'mot');
    expect([await portalResultOf('mot'), await portalResultOf('hai')]).toEqual([200, 'mot']);
    await slug(first, 'hai');
    const second = await createCategory(admin, { name: 'Người đến sau', slug: 'mot' });
    expect(await portalResultOf('mot')).toBe(200);
    await slug(second, 'ba');
    expect(await portalResultOf('mot')).toBe('ba');
  });

  test('never creates a cycle', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Vòng');
    for (const parent of [top, middle, leaf]) {
      const { status, body } = await moveCategory(admin, top.id, { parentId: parent.id });
      expect([status, body.fields]).toEqual([422, { parentId: 'not-allowed' }]);
    }
  });

  test('never creates more than three levels, counting descendants', async () => {
    const admin = await signedIn('quantri');
    const [top, middle] = await aBranch(admin, 'Sâu');
    const other = await createCategory(admin, { name: 'Khác' });
    const below = await createCategory(admin, { name: 'Dưới khác', parentId: other.id });
    const refused = async (id: string, parentId: string) =>
      (await moveCategory(admin, id, { parentId })).body.fields;
    expect(await refused(top.id, other.id)).toEqual({ parentId: 'too-many' });
    expect(await refused(middle.id, below.id)).toEqual({ parentId: 'too-many' });
    expect((await moveCategory(admin, other.id, { parentId: top.id })).status).toBe(200);
  });

  test('is refused for unknown categories and where a sibling has the slug', async () => {
    const admin = await signedIn('quantri');
    const top = await createCategory(admin, { name: 'Trên' });
    const twin = await createCategory(admin, { name: 'Thời sự', parentId: top.id });
    const fieldsOf = async (place: Parameters<typeof moveCategory>[2]) =>
      (await moveCategory(admin, twin.id, place)).body.fields;
    expect(await fieldsOf({ parentId: null })).toEqual({ slug: 'taken' });
    expect(await fieldsOf({ parentId: unknownId })).toEqual({ parentId: 'unknown' });
    expect(await fieldsOf({ parentId: top.id, beforeId: unknownId })).toEqual({ beforeId: 'unknown' });
    expect(await fieldsOf({ parentId: top.id, beforeId: twin.id })).toEqual({ beforeId: 'unknown' });
    expect((await moveCategory(admin, unknownId, { parentId: null })).status).toBe(404);
    expect(
      (await requestChange(admin, 'POST', `${twin.id}/move`, { body: { parentId: null } })).body.fields,
    ).toEqual({
      beforeId: 'required',
    });
    expect((await categoriesOf(admin)).find(({ id }) => id === twin.id)?.parentId).toBe(top.id);
  });
});

describe('concurrent changes by two admins', () => {
  test('with an outdated tree are refused with the current one, and nothing is moved', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    const [top, middle] = await aBranch(one, 'Chung');
    const { etag } = await treeOf(other);
    expect((await moveCategory(one, middle.id, { parentId: null }, etag)).status).toBe(200);
    const now = await treeOf(one);
    const late = [
      await moveCategory(other, top.id, { parentId: null, beforeId: now.items[0]?.id ?? null }, etag),
      await mergeCategory(other, middle.id, top.id, etag),
      await requestChange(other, 'DELETE', `${middle.id}?moveTo=${top.id}`, { ifMatch: etag }),
      await requestChange(other, 'DELETE', top.id, { ifMatch: etag }),
    ];
    for (const { status, body } of late) {
      expect([status, body.code]).toEqual([412, 'stale']);
      expect((body as { data?: unknown }).data).toEqual({ current: now, fields: [] });
    }
    expect(await treeOf(one)).toEqual(now);
  });

  test('with two simultaneous moves succeed for one and conflict for the other', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    const [a, b] = [await createCategory(one, { name: 'A' }), await createCategory(one, { name: 'B' })];
    const { etag } = await treeOf(one);
    const answers = await Promise.all([
      moveCategory(one, a.id, { parentId: b.id }, etag),
      moveCategory(other, b.id, { parentId: a.id }, etag),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const items = (await categoriesOf(one)).filter(({ id }) => id === a.id || id === b.id);
    expect(items.filter(({ parentId }) => parentId !== null)).toHaveLength(1);
  });

  test('do not conflict when only a name has changed', async () => {
    const admin = await signedIn('quantri');
    const category = await createCategory(admin, { name: 'Tên cũ' });
    const { etag } = await treeOf(admin);
    await admin.patch(`/api/categories/${category.id}`, { name: 'Tên mới' }, '*');
    expect((await treeOf(admin)).etag).toBe(etag);
  });

  test('of the tree require If-Match', async () => {
    const admin = await signedIn('quantri');
    const [a, b] = [await createCategory(admin, { name: 'A' }), await createCategory(admin, { name: 'B' })];
    for (const answer of [
      await moveCategory(admin, a.id, { parentId: b.id }, null),
      await mergeCategory(admin, a.id, b.id, null),
      await requestChange(admin, 'DELETE', `${a.id}?moveTo=${b.id}`, { ifMatch: null }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([428, 'precondition-required']);
    }
  });
});

describe('merging categories', () => {
  test('moves articles, publications, children and addresses', async () => {
    const admin = await signedIn('quantri');
    const [source, child] = [
      await createCategory(admin, { name: 'Nguồn' }),
      await createCategory(admin, { name: 'Đích' }),
    ];
    const target = child;
    const below = await createCategory(admin, { name: 'Con', parentId: source.id });
    const published = await aPublishedArticle({ categoryId: source.id });
    const draft = await aDraft(admin, { categoryId: source.id });
    const { status, body } = await mergeCategory(admin, source.id, target.id);
    expect(status).toBe(200);
    expect(outline(body.items.slice(-2))).toEqual(['Đích', '  Con']);
    expect(body.items.some(({ id }) => id === source.id)).toBe(false);
    expect(await countsOf(admin, target.id)).toEqual({ articles: 2, published: 1, isUsed: true });
    expect(await portalResultOf('nguon')).toBe('dich');
    expect(await portalResultOf('nguon/con')).toBe('dich/con');
    const got = (await admin.get<Article>(`/api/articles/${draft.id}`)).body;
    expect(got.categoryId).toBe(target.id);
    // Open forms conflict, but `updatedAt` does not change for every article.
    expect(got.etag).not.toBe(draft.etag);
    expect(got.updatedAt).toBe(draft.updatedAt);
    expect((await admin.get<Article>(`/api/articles/${published.id}`)).body.categoryId).toBe(target.id);
    expect(below.parentId).toBe(source.id);
  });

  test('shows the new category on readers’ pages, although the revision refers to the old one', async () => {
    const [admin, journalist] = [await signedIn('quantri'), await signedIn('phongvien')];
    const source = await createCategory(admin, { name: 'Nguồn' });
    const article = await aPublishedArticle({ categoryId: source.id });
    const third = await createCategory(admin, { name: 'Nơi thứ ba' });
    const second = await createCategory(admin, { name: 'Nơi thứ hai' });
    await mergeCategory(admin, source.id, second.id);
    await mergeCategory(admin, second.id, third.id);
    const html = await (await journalist.fetch(article.portalPath ?? '')).text();
    expect(html).toContain('Nơi thứ ba');
    expect(html).not.toContain('Nguồn');
    expect(await portalResultOf('nguon')).toBe('noi-thu-ba');
  });

  test('also moves scheduled publications', async () => {
    const [admin, editor] = [await signedIn('quantri'), await signedIn('bientap')];
    const [source, target] = [
      await createCategory(admin, { name: 'Nguồn' }),
      await createCategory(admin, { name: 'Đích' }),
    ];
    const { id } = await aPublishedArticle({ categoryId: source.id });
    await performTransition(admin, id, 'revise');
    await performTransition(admin, id, 'submit');
    const { body } = await editor.get<{ contentHash: string }>(`/api/articles/${id}/content`);
    const publishAt = new Date('2026-03-12T00:00:00.000Z').toISOString();
    await performTransition(editor, id, 'schedule', { publishAt, contentHash: body.contentHash });
    await mergeCategory(admin, source.id, target.id);
    advanceClock(24 * 60 * minute);
    expect(await countsOf(await signedIn('quantri'), target.id)).toMatchObject({ published: 1 });
  });

  test('makes the merged category unavailable for use, changes, moves and merges', async () => {
    const admin = await signedIn('quantri');
    const [source, target] = [
      await createCategory(admin, { name: 'Nguồn' }),
      await createCategory(admin, { name: 'Đích' }),
    ];
    const draft = await aDraft(admin, { categoryId: target.id });
    await mergeCategory(admin, source.id, target.id);
    const chosen = await admin.patch(`/api/articles/${draft.id}`, { categoryId: source.id }, '*');
    expect([chosen.status, chosen.body.fields]).toEqual([422, { categoryId: 'unknown' }]);
    const created = await admin.post('/api/articles', { categoryId: source.id });
    expect([created.status, created.body.fields]).toEqual([422, { categoryId: 'unknown' }]);
    expect((await admin.patch(`/api/categories/${source.id}`, { name: 'A' }, '*')).status).toBe(404);
    expect((await moveCategory(admin, source.id, { parentId: null })).status).toBe(404);
    expect((await mergeCategory(admin, source.id, target.id)).status).toBe(404);
    expect((await admin.delete(`/api/categories/${source.id}`)).status).toBe(404);
    expect((await mergeCategory(admin, target.id, source.id)).body.fields).toEqual({ intoId: 'unknown' });
    const below = await admin.post('/api/categories', { name: 'Con', parentId: source.id });
    expect(below.body.fields).toEqual({ parentId: 'unknown' });
    // Its slug can be used again.
    await createCategory(admin, { name: 'Nguồn' });
    expect(await portalResultOf('nguon')).toBe(200);
  });

  test('is refused into itself or a descendant, past the maximum depth, and with a duplicate slug', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Nguồn');
    const [other, otherMiddle] = await aBranch(admin, 'Đích');
    const refused = async (id: string, intoId: string) =>
      (await mergeCategory(admin, id, intoId)).body.fields;
    for (const { id } of [top, middle, leaf])
      expect(await refused(top.id, id)).toEqual({ intoId: 'not-allowed' });
    expect(await refused(top.id, unknownId)).toEqual({ intoId: 'unknown' });
    expect(await refused(top.id, otherMiddle.id)).toEqual({ intoId: 'too-many' });
    expect(await refused(top.id, other.id)).toEqual({ intoId: 'taken' });
    // A child merged into its parent releases its own slug first.
    const twin = await createCategory(admin, { name: 'Giữa', slug: 'giua', parentId: otherMiddle.id });
    expect((await mergeCategory(admin, otherMiddle.id, other.id)).status).toBe(200);
    expect((await categoriesOf(admin)).find(({ id }) => id === twin.id)?.path).toBe('dich/giua');
  });
});

describe('deleting a category', () => {
  test('succeeds for an unused category', async () => {
    const admin = await signedIn('quantri');
    const parent = await createCategory(admin, { name: 'Trên' });
    const child = await createCategory(admin, { name: 'Dưới', parentId: parent.id });
    expect((await admin.delete(`/api/categories/${parent.id}`)).body.code).toBe('in-use');
    expect((await admin.delete(`/api/categories/${child.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(404);
    expect(await portalResultOf('tren')).toBe(404);
  });

  test('with articles requires a category to move them to', async () => {
    const admin = await signedIn('quantri');
    const [source, target] = [
      await createCategory(admin, { name: 'Thừa' }),
      await createCategory(admin, { name: 'Đích' }),
    ];
    await aPublishedArticle({ categoryId: source.id });
    expect((await admin.delete(`/api/categories/${source.id}`)).body.code).toBe('in-use');
    const remove = (to: string) => requestChange(admin, 'DELETE', `${source.id}?moveTo=${to}`);
    expect((await remove(unknownId)).body.fields).toEqual({ moveTo: 'unknown' });
    expect((await remove(source.id)).body.fields).toEqual({ moveTo: 'not-allowed' });
    expect((await remove('7')).body.fields).toEqual({ moveTo: 'invalid' });
    expect((await remove(target.id)).status).toBe(204);
    expect(await outlineFrom(admin, 'Đích')).toEqual(['Đích']);
    expect(await countsOf(admin, target.id)).toMatchObject({ articles: 1, published: 1 });
    expect(await portalResultOf('thua')).toBe('dich');
    // In use because another category was merged into it.
    expect((await admin.delete(`/api/categories/${target.id}`)).body.code).toBe('in-use');
  });

  test('is refused once readers have seen an article in it, even after the article has moved', async () => {
    const [admin, journalist, editor] = [
      await signedIn('quantri'),
      await signedIn('phongvien'),
      await signedIn('bientap'),
    ];
    const category = await createCategory(admin, { name: 'Chuyên đề' });
    const { id } = await aPublishedArticle({ categoryId: category.id });
    const [other] = await categoriesOf(admin);
    await performTransition(journalist, id, 'revise');
    await journalist.patch(`/api/articles/${id}`, { categoryId: other?.id }, '*');
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
    expect(await countsOf(admin, category.id)).toEqual({ articles: 0, published: 0, isUsed: true });
  });
});

test('each change is recorded once; refused and ineffective changes are not', async () => {
  const admin = await signedIn('quantri');
  const [a, b] = [await createCategory(admin, { name: 'Một' }), await createCategory(admin, { name: 'Hai' })];
  await admin.patch(`/api/categories/${a.id}`, { name: 'Một mới' }, '*');
  await admin.patch(`/api/categories/${a.id}`, { name: 'Một mới' }, '*');
  await admin.patch(`/api/categories/${a.id}`, { slug: 'thoi-su' }, '*');
  await moveCategory(admin, a.id, { parentId: b.id });
  await moveCategory(admin, a.id, { parentId: b.id });
  await moveCategory(admin, b.id, { parentId: a.id });
  await mergeCategory(admin, a.id, b.id);
  await mergeCategory(admin, a.id, b.id);
  const c = await createCategory(admin, { name: 'Ba' });
  await admin.delete(`/api/categories/${b.id}`);
  await requestChange(admin, 'DELETE', `${b.id}?moveTo=${c.id}`);
  const { body } = await admin.get<{ items: { action: string; subject: { name: string } }[] }>(
    '/api/audit?group=category',
  );
  expect(body.items.map(({ action, subject }) => `${action} ${subject.name}`).reverse()).toEqual([
    'category.create Một',
    'category.create Hai',
    'category.update Một mới',
    'category.move Một mới',
    'category.merge Một mới',
    'category.create Ba',
    'category.delete Hai',
  ]);
});
