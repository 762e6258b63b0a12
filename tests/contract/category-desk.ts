import { expect } from 'vitest';
import type { Category, CategoryCounts, CategoryTree } from '../../domain/contract/categories.ts';
import type { Problem } from '../../domain/contract/errors.ts';
import { type ApiClient, type ApiResponse, anonymous, readResponse } from './desk.ts';

export const treeOf = async (desk: ApiClient): Promise<CategoryTree> =>
  (await desk.get<CategoryTree>('/api/categories')).body;

export const categoriesOf = async (desk: ApiClient): Promise<Category[]> => (await treeOf(desk)).items;

export async function createCategory(desk: ApiClient, body: object): Promise<Category> {
  const answer = await desk.post<Category>('/api/categories', body);
  expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
  return answer.body;
}

/** Three categories, each the parent of the next. */
export async function aBranch(admin: ApiClient, name: string): Promise<[Category, Category, Category]> {
  const top = await createCategory(admin, { name });
  const middle = await createCategory(admin, { name: `${name} giữa`, slug: 'giua', parentId: top.id });
  const leaf = await createCategory(admin, { name: `${name} cuối`, slug: 'cuoi', parentId: middle.id });
  return [top, middle, leaf];
}

/** Category names in tree order, indented by two spaces per level. */
export const outline = (items: readonly Category[]): string[] =>
  items.map(({ name, path }) => '  '.repeat(path.split('/').length - 1) + name);

/** Sends `If-Match` with `ifMatch`, by default the current etag of the tree; null omits the header. */
export async function requestChange<Body = CategoryTree & Problem>(
  desk: ApiClient,
  method: 'POST' | 'DELETE' | 'PATCH',
  path: string,
  { body, ifMatch }: { body?: object; ifMatch?: string | null } = {},
): Promise<ApiResponse<Body>> {
  const etag = ifMatch === undefined ? (await treeOf(desk)).etag : ifMatch;
  const response = await desk.fetch(`/api/categories/${path}`, {
    method,
    headers: {
      ...(body && { 'content-type': 'application/json' }),
      ...(etag !== null && { 'if-match': `"${etag}"` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  return readResponse<Body>(response);
}

export const moveCategory = (
  desk: ApiClient,
  id: string,
  place: { parentId: string | null; beforeId?: string | null },
  ifMatch?: string | null,
) =>
  requestChange(desk, 'POST', `${id}/move`, {
    body: { beforeId: null, ...place },
    ...(ifMatch !== undefined && { ifMatch }),
  });

export const mergeCategory = (desk: ApiClient, id: string, intoId: string, ifMatch?: string | null) =>
  requestChange(desk, 'POST', `${id}/merge`, { body: { intoId }, ...(ifMatch !== undefined && { ifMatch }) });

export async function countsOf(desk: ApiClient, id: string): Promise<Omit<CategoryCounts, 'categoryId'>> {
  const { body } = await desk.get<{ items: CategoryCounts[] }>('/api/categories/counts');
  const found = body.items.find(({ categoryId }) => categoryId === id);
  if (!found) throw new Error(`No counts of category ${id}`);
  const { categoryId, ...counts } = found;
  expect(categoryId).toBe(id);
  return counts;
}

/** The portal's response to a category path: its status, or the path that it redirects to. */
export async function portalResultOf(path: string): Promise<number | string> {
  const response = await anonymous.fetch(`/portal/chuyen-muc/${path}`, { redirect: 'manual' });
  const location = response.headers.get('location');
  await response.body?.cancel();
  if (response.status !== 301 || location === null) return response.status;
  return new URL(location, 'https://portal.test').pathname.replace('/portal/chuyen-muc/', '');
}
