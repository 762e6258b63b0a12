import { expect } from 'vitest';
import type { Category, CategoryCounts, CategoryTree } from '../../domain/contract/categories.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import { type Answer, anonymous, type Desk, read } from './desk.ts';

/*
 * What the tests of categories ask and do.
 */

export const treeOf = async (desk: Desk): Promise<CategoryTree> =>
  (await desk.get<CategoryTree>('/api/categories')).body;

export const allOf = async (desk: Desk): Promise<Category[]> => (await treeOf(desk)).items;

export async function made(desk: Desk, body: object): Promise<Category> {
  const answer = await desk.post<Category>('/api/categories', body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body;
}

/** One at the top, one below it, one below that. */
export async function aBranch(admin: Desk, name: string): Promise<[Category, Category, Category]> {
  const top = await made(admin, { name });
  const middle = await made(admin, { name: `${name} giữa`, slug: 'giua', parentId: top.id });
  const leaf = await made(admin, { name: `${name} cuối`, slug: 'cuoi', parentId: middle.id });
  return [top, middle, leaf];
}

/** Names of the categories in the order of the tree, with two spaces for each level. */
export const outline = (items: readonly Category[]): string[] =>
  items.map(({ name, path }) => '  '.repeat(path.split('/').length - 1) + name);

/** As somebody asks who saw the tree just now, unless `ifMatch` says what they saw. Null: without the header. */
export async function change<Body = CategoryTree & Problem>(
  desk: Desk,
  method: 'POST' | 'DELETE' | 'PATCH',
  path: string,
  { body, ifMatch }: { body?: object; ifMatch?: string | null } = {},
): Promise<Answer<Body>> {
  const etag = ifMatch === undefined ? (await treeOf(desk)).etag : ifMatch;
  const response = await desk.fetch(`/api/categories/${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(etag !== null && { 'if-match': `"${etag}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return read<Body>(response);
}

export const moveTo = (
  desk: Desk,
  id: string,
  place: { parentId: string | null; beforeId?: string | null },
  ifMatch?: string | null,
) =>
  change(desk, 'POST', `${id}/move`, {
    body: { beforeId: null, ...place },
    ...(ifMatch !== undefined && { ifMatch }),
  });

export const mergeInto = (desk: Desk, id: string, intoId: string, ifMatch?: string | null) =>
  change(desk, 'POST', `${id}/merge`, { body: { intoId }, ...(ifMatch !== undefined && { ifMatch }) });

export async function countsOf(desk: Desk, id: string): Promise<Omit<CategoryCounts, 'categoryId'>> {
  const { body } = await desk.get<{ items: CategoryCounts[] }>('/api/categories/counts');
  const found = body.items.find(({ categoryId }) => categoryId === id);
  if (!found) throw new Error(`No counts of category ${id}`);
  const { categoryId, ...counts } = found;
  expect(categoryId).toBe(id);
  return counts;
}

/** Where a reader who asks for the category of this path ends: `200`, or the path that they are sent to. */
export async function readersFind(path: string): Promise<number | string> {
  const response = await anonymous.fetch(`/portal/chuyen-muc/${path}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  await response.body?.cancel();
  if (response.status !== 301 || location === null) return response.status;
  return new URL(location, 'https://portal.test').pathname.replace('/portal/chuyen-muc/', '');
}
