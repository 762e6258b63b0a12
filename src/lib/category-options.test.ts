import { expect, test } from 'vitest';
import type { Category } from '../../domain/contract/categories.ts';
import { categoryOptions } from './category-options.ts';
import { i18n, startI18n } from './i18n.ts';

const category = (id: string, parentId: string | null, over: Partial<Category> = {}): Category => ({
  ...{ id, parentId, name: id.toUpperCase(), slug: id, path: id, description: '', color: null },
  ...{ isHidden: false, position: 0, etag: '1' },
  ...over,
});

test('an option shows its ancestors, and whether it is hidden', async () => {
  if (!i18n.isInitialized) await startI18n('vi');
  const all = [
    category('a', null, { isHidden: true }),
    category('b', 'a'),
    category('c', 'b'),
    category('d', null),
  ];
  expect(categoryOptions(all)).toEqual([
    { value: 'a', label: 'A (đang ẩn)' },
    { value: 'b', label: 'A › B' },
    { value: 'c', label: 'A › B › C' },
    { value: 'd', label: 'D' },
  ]);
});
