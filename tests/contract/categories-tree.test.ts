import { describe, expect, test } from 'vitest';
import type { Article } from '../../domain/contract/article-schema.ts';
import type { Category, CategoryTree } from '../../domain/contract/categories.ts';
import {
  aBranch,
  allOf,
  change,
  countsOf,
  made,
  mergeInto,
  moveTo,
  outline,
  readersFind,
  treeOf,
} from './category-desk.ts';
import {
  aDraft,
  aPublished,
  type Desk,
  later,
  minute,
  moved,
  nobodysId,
  publish,
  signedIn,
  startAfresh,
} from './desk.ts';

startAfresh();

/** Everything below the categories of the demo newsroom, which stand before what a test makes. */
const outlineFrom = async (desk: Desk, name: string) => {
  const lines = outline(await allOf(desk));
  return lines.slice(lines.indexOf(name));
};

describe('moving a category', () => {
  test('changes its position among its siblings: first, last and between', async () => {
    const admin = await signedIn('quantri');
    const top = await made(admin, { name: 'Trên' });
    const [a, b, c] = [
      await made(admin, { name: 'A', parentId: top.id }),
      await made(admin, { name: 'B', parentId: top.id }),
      await made(admin, { name: 'C', parentId: top.id }),
    ];
    const order = async (answer: Promise<{ body: CategoryTree }>) =>
      (await answer).body.items.filter(({ parentId }) => parentId === top.id).map(({ name }) => name);
    expect(await order(moveTo(admin, c.id, { parentId: top.id, beforeId: a.id }))).toEqual(['C', 'A', 'B']);
    expect(await order(moveTo(admin, a.id, { parentId: top.id }))).toEqual(['C', 'B', 'A']);
    expect(await order(moveTo(admin, c.id, { parentId: top.id, beforeId: a.id }))).toEqual(['B', 'C', 'A']);
    expect(await order(moveTo(admin, b.id, { parentId: top.id, beforeId: c.id }))).toEqual(['B', 'C', 'A']);
  });

  test('moves its descendants too, and every old address redirects', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Cũ');
    const other = await made(admin, { name: 'Mới' });
    expect(await readersFind('cu/giua/cuoi')).toBe(200);
    const { status, body } = await moveTo(admin, middle.id, { parentId: other.id });
    expect(status).toBe(200);
    expect(outline(body.items.slice(-4))).toEqual(['Cũ', 'Mới', '  Cũ giữa', '    Cũ cuối']);
    expect(await readersFind('cu/giua')).toBe('moi/giua');
    expect(await readersFind('cu/giua/cuoi')).toBe('moi/giua/cuoi');
    expect(await readersFind('moi/giua/cuoi')).toBe(200);
    // To the top, and renamed: both addresses of before go straight to the one of today.
    await moveTo(admin, middle.id, { parentId: null });
    const moved = (await allOf(admin)).find(({ id }) => id === middle.id);
    await admin.patch(`/api/categories/${middle.id}`, { slug: 'dau' }, `"${moved?.etag}"`);
    for (const old of ['cu/giua/cuoi', 'moi/giua/cuoi', 'giua/cuoi'])
      expect(await readersFind(old)).toBe('dau/cuoi');
    expect(top.id).not.toBe(leaf.id);
  });

  test('replaces the redirect of an old address that is in use again', async () => {
    const admin = await signedIn('quantri');
    const first = await made(admin, { name: 'Một', slug: 'mot' });
    const slug = (category: Category, to: string) =>
      admin.patch<Category>(`/api/categories/${category.id}`, { slug: to }, '*');
    await slug(first, 'hai');
    expect(await readersFind('mot')).toBe('hai');
    // Back to where it was: no circle.
    await slug(first, 'mot');
    expect([await readersFind('mot'), await readersFind('hai')]).toEqual([200, 'mot']);
    await slug(first, 'hai');
    const second = await made(admin, { name: 'Người đến sau', slug: 'mot' });
    expect(await readersFind('mot')).toBe(200);
    await slug(second, 'ba');
    expect(await readersFind('mot')).toBe('ba');
  });

  test('never creates a cycle', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Vòng');
    for (const parent of [top, middle, leaf]) {
      const { status, body } = await moveTo(admin, top.id, { parentId: parent.id });
      expect([status, body.fields]).toEqual([422, { parentId: 'not-allowed' }]);
    }
  });

  test('never creates more than three levels, counting descendants', async () => {
    const admin = await signedIn('quantri');
    const [top, middle] = await aBranch(admin, 'Sâu');
    const other = await made(admin, { name: 'Khác' });
    const below = await made(admin, { name: 'Dưới khác', parentId: other.id });
    const refused = async (id: string, parentId: string) =>
      (await moveTo(admin, id, { parentId })).body.fields;
    expect(await refused(top.id, other.id)).toEqual({ parentId: 'too-many' });
    expect(await refused(middle.id, below.id)).toEqual({ parentId: 'too-many' });
    expect((await moveTo(admin, other.id, { parentId: top.id })).status).toBe(200);
  });

  test('is refused for unknown categories and where a sibling has the slug', async () => {
    const admin = await signedIn('quantri');
    const top = await made(admin, { name: 'Trên' });
    const twin = await made(admin, { name: 'Thời sự', parentId: top.id });
    const fieldsOf = async (place: Parameters<typeof moveTo>[2]) =>
      (await moveTo(admin, twin.id, place)).body.fields;
    expect(await fieldsOf({ parentId: null })).toEqual({ slug: 'taken' });
    expect(await fieldsOf({ parentId: nobodysId })).toEqual({ parentId: 'unknown' });
    expect(await fieldsOf({ parentId: top.id, beforeId: nobodysId })).toEqual({ beforeId: 'unknown' });
    expect(await fieldsOf({ parentId: top.id, beforeId: twin.id })).toEqual({ beforeId: 'unknown' });
    expect((await moveTo(admin, nobodysId, { parentId: null })).status).toBe(404);
    expect(
      (await change(admin, 'POST', `${twin.id}/move`, { body: { parentId: null } })).body.fields,
    ).toEqual({
      beforeId: 'required',
    });
    expect((await allOf(admin)).find(({ id }) => id === twin.id)?.parentId).toBe(top.id);
  });
});

describe('concurrent changes by two admins', () => {
  test('with an outdated tree are refused with the current one, and nothing is moved', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    const [top, middle] = await aBranch(one, 'Chung');
    const { etag } = await treeOf(other);
    expect((await moveTo(one, middle.id, { parentId: null }, etag)).status).toBe(200);
    const now = await treeOf(one);
    const late = [
      await moveTo(other, top.id, { parentId: null, beforeId: now.items[0]?.id ?? null }, etag),
      await mergeInto(other, middle.id, top.id, etag),
      await change(other, 'DELETE', `${middle.id}?moveTo=${top.id}`, { ifMatch: etag }),
      await change(other, 'DELETE', top.id, { ifMatch: etag }),
    ];
    for (const { status, body } of late) {
      expect([status, body.code]).toEqual([412, 'stale']);
      expect((body as { data?: unknown }).data).toEqual({ current: now, fields: [] });
    }
    expect(await treeOf(one)).toEqual(now);
  });

  test('with two simultaneous moves succeed for one and conflict for the other', async () => {
    const [one, other] = [await signedIn('quantri'), await signedIn('quantri')];
    const [a, b] = [await made(one, { name: 'A' }), await made(one, { name: 'B' })];
    const { etag } = await treeOf(one);
    const answers = await Promise.all([
      moveTo(one, a.id, { parentId: b.id }, etag),
      moveTo(other, b.id, { parentId: a.id }, etag),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412]);
    const items = (await allOf(one)).filter(({ id }) => id === a.id || id === b.id);
    expect(items.filter(({ parentId }) => parentId !== null)).toHaveLength(1);
  });

  test('do not conflict when only a name has changed', async () => {
    const admin = await signedIn('quantri');
    const category = await made(admin, { name: 'Tên cũ' });
    const { etag } = await treeOf(admin);
    await admin.patch(`/api/categories/${category.id}`, { name: 'Tên mới' }, '*');
    expect((await treeOf(admin)).etag).toBe(etag);
  });

  test('of the tree require If-Match', async () => {
    const admin = await signedIn('quantri');
    const [a, b] = [await made(admin, { name: 'A' }), await made(admin, { name: 'B' })];
    for (const answer of [
      await moveTo(admin, a.id, { parentId: b.id }, null),
      await mergeInto(admin, a.id, b.id, null),
      await change(admin, 'DELETE', `${a.id}?moveTo=${b.id}`, { ifMatch: null }),
    ]) {
      expect([answer.status, answer.body.code]).toEqual([428, 'precondition-required']);
    }
  });
});

describe('merging categories', () => {
  test('moves articles, publications, children and addresses', async () => {
    const admin = await signedIn('quantri');
    const [source, child] = [await made(admin, { name: 'Nguồn' }), await made(admin, { name: 'Đích' })];
    const target = child;
    const below = await made(admin, { name: 'Con', parentId: source.id });
    const published = await aPublished({ categoryId: source.id });
    const draft = await aDraft(admin, { categoryId: source.id });
    const { status, body } = await mergeInto(admin, source.id, target.id);
    expect(status).toBe(200);
    expect(outline(body.items.slice(-2))).toEqual(['Đích', '  Con']);
    expect(body.items.some(({ id }) => id === source.id)).toBe(false);
    expect(await countsOf(admin, target.id)).toEqual({ articles: 2, published: 1, isUsed: true });
    expect(await readersFind('nguon')).toBe('dich');
    expect(await readersFind('nguon/con')).toBe('dich/con');
    const got = (await admin.get<Article>(`/api/articles/${draft.id}`)).body;
    expect(got.categoryId).toBe(target.id);
    // Whoever has the form open is told; that it was changed lately is not said of a hundred articles at once.
    expect(got.etag).not.toBe(draft.etag);
    expect(got.updatedAt).toBe(draft.updatedAt);
    expect((await admin.get<Article>(`/api/articles/${published.id}`)).body.categoryId).toBe(target.id);
    expect(below.parentId).toBe(source.id);
  });

  test('shows the new category on readers’ pages, although the revision refers to the old one', async () => {
    const [admin, journalist] = [await signedIn('quantri'), await signedIn('phongvien')];
    const source = await made(admin, { name: 'Nguồn' });
    const article = await aPublished({ categoryId: source.id });
    const third = await made(admin, { name: 'Nơi thứ ba' });
    const second = await made(admin, { name: 'Nơi thứ hai' });
    await mergeInto(admin, source.id, second.id);
    await mergeInto(admin, second.id, third.id);
    const html = await (await journalist.fetch(article.portalPath ?? '')).text();
    expect(html).toContain('Nơi thứ ba');
    expect(html).not.toContain('Nguồn');
    expect(await readersFind('nguon')).toBe('noi-thu-ba');
  });

  test('also moves scheduled publications', async () => {
    const [admin, editor] = [await signedIn('quantri'), await signedIn('bientap')];
    const [source, target] = [await made(admin, { name: 'Nguồn' }), await made(admin, { name: 'Đích' })];
    const { id } = await aPublished({ categoryId: source.id });
    await moved(admin, id, 'revise');
    await moved(admin, id, 'submit');
    const { body } = await editor.get<{ contentHash: string }>(`/api/articles/${id}/content`);
    const publishAt = new Date('2026-03-12T00:00:00.000Z').toISOString();
    await moved(editor, id, 'schedule', { publishAt, contentHash: body.contentHash });
    await mergeInto(admin, source.id, target.id);
    later(24 * 60 * minute);
    expect(await countsOf(admin, target.id)).toMatchObject({ published: 1 });
  });

  test('makes the merged category unavailable for use, changes, moves and merges', async () => {
    const admin = await signedIn('quantri');
    const [source, target] = [await made(admin, { name: 'Nguồn' }), await made(admin, { name: 'Đích' })];
    const draft = await aDraft(admin, { categoryId: target.id });
    await mergeInto(admin, source.id, target.id);
    const chosen = await admin.patch(`/api/articles/${draft.id}`, { categoryId: source.id }, '*');
    expect([chosen.status, chosen.body.fields]).toEqual([422, { categoryId: 'unknown' }]);
    const begun = await admin.post('/api/articles', { categoryId: source.id });
    expect([begun.status, begun.body.fields]).toEqual([422, { categoryId: 'unknown' }]);
    expect((await admin.patch(`/api/categories/${source.id}`, { name: 'A' }, '*')).status).toBe(404);
    expect((await moveTo(admin, source.id, { parentId: null })).status).toBe(404);
    expect((await mergeInto(admin, source.id, target.id)).status).toBe(404);
    expect((await admin.delete(`/api/categories/${source.id}`)).status).toBe(404);
    expect((await mergeInto(admin, target.id, source.id)).body.fields).toEqual({ intoId: 'unknown' });
    const below = await admin.post('/api/categories', { name: 'Con', parentId: source.id });
    expect(below.body.fields).toEqual({ parentId: 'unknown' });
    // Its address is free for a new one.
    await made(admin, { name: 'Nguồn' });
    expect(await readersFind('nguon')).toBe(200);
  });

  test('is refused into itself or a descendant, past the maximum depth, and with a duplicate slug', async () => {
    const admin = await signedIn('quantri');
    const [top, middle, leaf] = await aBranch(admin, 'Nguồn');
    const [other, otherMiddle] = await aBranch(admin, 'Đích');
    const refused = async (id: string, intoId: string) => (await mergeInto(admin, id, intoId)).body.fields;
    for (const { id } of [top, middle, leaf])
      expect(await refused(top.id, id)).toEqual({ intoId: 'not-allowed' });
    expect(await refused(top.id, nobodysId)).toEqual({ intoId: 'unknown' });
    expect(await refused(top.id, otherMiddle.id)).toEqual({ intoId: 'too-many' });
    expect(await refused(top.id, other.id)).toEqual({ intoId: 'taken' });
    // A child goes into its parent: its own address is free by then.
    const twin = await made(admin, { name: 'Giữa', slug: 'giua', parentId: otherMiddle.id });
    expect((await mergeInto(admin, otherMiddle.id, other.id)).status).toBe(200);
    expect((await allOf(admin)).find(({ id }) => id === twin.id)?.path).toBe('dich/giua');
  });
});

describe('deleting a category', () => {
  test('succeeds for an unused category', async () => {
    const admin = await signedIn('quantri');
    const parent = await made(admin, { name: 'Trên' });
    const child = await made(admin, { name: 'Dưới', parentId: parent.id });
    expect((await admin.delete(`/api/categories/${parent.id}`)).body.code).toBe('in-use');
    expect((await admin.delete(`/api/categories/${child.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(404);
    expect(await readersFind('tren')).toBe(404);
  });

  test('with articles requires a category to move them to', async () => {
    const admin = await signedIn('quantri');
    const [source, target] = [await made(admin, { name: 'Thừa' }), await made(admin, { name: 'Đích' })];
    await aPublished({ categoryId: source.id });
    expect((await admin.delete(`/api/categories/${source.id}`)).body.code).toBe('in-use');
    const remove = (to: string) => change(admin, 'DELETE', `${source.id}?moveTo=${to}`);
    expect((await remove(nobodysId)).body.fields).toEqual({ moveTo: 'unknown' });
    expect((await remove(source.id)).body.fields).toEqual({ moveTo: 'not-allowed' });
    expect((await remove('7')).body.fields).toEqual({ moveTo: 'invalid' });
    expect((await remove(target.id)).status).toBe(204);
    expect(await outlineFrom(admin, 'Đích')).toEqual(['Đích']);
    expect(await countsOf(admin, target.id)).toMatchObject({ articles: 1, published: 1 });
    expect(await readersFind('thua')).toBe('dich');
    // What went into it is reason enough to keep it.
    expect((await admin.delete(`/api/categories/${target.id}`)).body.code).toBe('in-use');
  });

  test('is refused once readers have seen an article in it, even after the article has moved', async () => {
    const [admin, journalist, editor] = [
      await signedIn('quantri'),
      await signedIn('phongvien'),
      await signedIn('bientap'),
    ];
    const category = await made(admin, { name: 'Chuyên đề' });
    const { id } = await aPublished({ categoryId: category.id });
    const [other] = await allOf(admin);
    await moved(journalist, id, 'revise');
    await journalist.patch(`/api/articles/${id}`, { categoryId: other?.id }, '*');
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
    await moved(journalist, id, 'submit');
    await publish(editor, id);
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
    expect(await countsOf(admin, category.id)).toEqual({ articles: 0, published: 0, isUsed: true });
  });
});

test('each change is recorded once; refused and ineffective changes are not', async () => {
  const admin = await signedIn('quantri');
  const [a, b] = [await made(admin, { name: 'Một' }), await made(admin, { name: 'Hai' })];
  await admin.patch(`/api/categories/${a.id}`, { name: 'Một mới' }, '*');
  await admin.patch(`/api/categories/${a.id}`, { name: 'Một mới' }, '*');
  await admin.patch(`/api/categories/${a.id}`, { slug: 'thoi-su' }, '*');
  await moveTo(admin, a.id, { parentId: b.id });
  await moveTo(admin, a.id, { parentId: b.id });
  await moveTo(admin, b.id, { parentId: a.id });
  await mergeInto(admin, a.id, b.id);
  await mergeInto(admin, a.id, b.id);
  const c = await made(admin, { name: 'Ba' });
  await admin.delete(`/api/categories/${b.id}`);
  await change(admin, 'DELETE', `${b.id}?moveTo=${c.id}`);
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
