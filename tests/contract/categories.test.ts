import { describe, expect, test } from 'vitest';
import type { Category } from '../../domain/contract/categories.ts';
import { aPublished, type Desk, moved, nobodysId, publish, signedIn, startAfresh } from './desk.ts';

startAfresh();

const all = async (desk: Desk) => (await desk.get<{ items: Category[] }>('/api/categories')).body.items;
const made = async (desk: Desk, body: object) => {
  const answer = await desk.post<Category>('/api/categories', body);
  expect(answer.status).toBe(201);
  return answer.body;
};

test('everybody gets all categories, each before those in it', async () => {
  const items = await all(await signedIn('phongvien'));
  expect(items.map(({ slug }) => slug).slice(0, 4)).toEqual([
    'thoi-su',
    'kinh-te',
    'cang-bien',
    'thi-truong',
  ]);
  for (const [index, { parentId }] of items.entries()) {
    if (parentId) expect(items.findIndex(({ id }) => id === parentId)).toBeLessThan(index);
  }
});

test('only an admin changes them', async () => {
  for (const who of ['phongvien', 'bientap'] as const) {
    const desk = await signedIn(who);
    const [category] = await all(desk);
    const path = `/api/categories/${category?.id}`;
    const answers = [
      await desk.post('/api/categories', { name: 'Mới' }),
      await desk.patch(path, { name: 'Khác' }),
      await desk.delete(path),
    ];
    for (const { status, body } of answers) expect([status, body.code]).toEqual([403, 'not-permitted']);
  }
});

describe('an admin', () => {
  test('adds one at the end, with an address made from its name', async () => {
    const admin = await signedIn('quantri');
    const before = await all(admin);
    const category = await made(admin, { name: '  Khoa học – Đời sống ' });
    expect(category).toMatchObject({
      name: 'Khoa học – Đời sống',
      slug: 'khoa-hoc-doi-song',
      parentId: null,
    });
    expect((await all(admin)).map(({ id }) => id)).toEqual([...before.map(({ id }) => id), category.id]);
  });

  test.each([
    [{ name: ' ' }, { name: 'required' }],
    [{}, { name: 'required' }],
    [{ name: 'x'.repeat(81) }, { name: 'too-long' }],
    [{ name: '—' }, { slug: 'required' }],
    [{ name: 'A', slug: 'A b' }, { slug: 'bad-slug' }],
    [{ name: 'Thời sự' }, { slug: 'taken' }],
    [{ name: 'A', parentId: nobodysId }, { parentId: 'unknown' }],
    [{ name: 'A', position: -1 }, { position: 'invalid' }],
  ])('cannot add %o', async (body, fields) => {
    const admin = await signedIn('quantri');
    const answer = await admin.post('/api/categories', body);
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'invalid', fields });
  });

  test('renames and moves one, but never below itself', async () => {
    const admin = await signedIn('quantri');
    const parent = await made(admin, { name: 'Trên' });
    const child = await made(admin, { name: 'Dưới', parentId: parent.id });
    const patch = (id: string, body: object) => admin.patch<Category>(`/api/categories/${id}`, body);
    expect((await patch(child.id, { name: 'Dưới nữa', position: 3 })).body).toEqual({
      ...child,
      name: 'Dưới nữa',
      position: 3,
    });
    for (const parentId of [parent.id, child.id]) {
      const { status, body } = await admin.patch(`/api/categories/${parent.id}`, { parentId });
      expect([status, body.fields]).toEqual([422, { parentId: 'not-allowed' }]);
    }
    expect((await patch(child.id, { parentId: null })).body.parentId).toBeNull();
    expect((await patch(child.id, { slug: 'thoi-su' })).body).toMatchObject({ fields: { slug: 'taken' } });
    expect((await patch(nobodysId, { name: 'A' })).status).toBe(404);
  });

  test('deletes one that nothing is in', async () => {
    const admin = await signedIn('quantri');
    const parent = await made(admin, { name: 'Trên' });
    const child = await made(admin, { name: 'Dưới', parentId: parent.id });
    expect((await admin.delete(`/api/categories/${parent.id}`)).body.code).toBe('in-use');
    expect((await admin.delete(`/api/categories/${child.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(204);
    expect((await admin.delete(`/api/categories/${parent.id}`)).status).toBe(404);
  });

  test('cannot delete one that readers get, though the article has moved on', async () => {
    const [admin, journalist, editor] = [
      await signedIn('quantri'),
      await signedIn('phongvien'),
      await signedIn('bientap'),
    ];
    const category = await made(admin, { name: 'Chuyên đề' });
    const { id } = await aPublished({ categoryId: category.id });
    const [other] = await all(admin);
    await moved(journalist, id, 'revise');
    await journalist.patch(`/api/articles/${id}`, { categoryId: other?.id }, '*');
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
    await moved(journalist, id, 'submit');
    await publish(editor, id);
    expect((await admin.delete(`/api/categories/${category.id}`)).body.code).toBe('in-use');
  });
});
