import { describe, expect, test } from 'vitest';
import { levelOf, problemOfMerge, problemOfParent, subtreeOf } from './category-tree.ts';

/** Categories by their paths; the id of each is its path. */
const tree = (...paths: string[]) =>
  paths.map((path) => {
    const slugs = path.split('/');
    const parentId = slugs.length > 1 ? slugs.slice(0, -1).join('/') : null;
    return { id: path, parentId, slug: slugs.at(-1) ?? '', path };
  });

const all = tree('a', 'a/b', 'a/b/c', 'd', 'd/b', 'e');

test('a subtree is the category and its descendants, and levels are counted from the top', () => {
  expect(subtreeOf(all, 'a').map(({ id }) => id)).toEqual(['a', 'a/b', 'a/b/c']);
  expect(subtreeOf(all, 'nowhere')).toEqual([]);
  expect(all.map(levelOf)).toEqual([1, 2, 3, 1, 2, 1]);
});

describe('a category may be placed', () => {
  test.each<[string | null, string | null, string | null]>([
    ['a/b/c', null, null],
    ['a/b/c', 'd', null],
    ['a/b', null, null],
    ['e', 'a/b', null],
    [null, 'a/b', null],
    [null, null, null],
  ])('%s below %s', (id, parentId) => {
    expect(problemOfParent(all, id, parentId)).toBeNull();
  });

  test.each<[string | null, string | null, string | null]>([
    ['a', 'a', 'not-allowed'],
    ['a', 'a/b/c', 'not-allowed'],
    ['a', 'e', 'too-many'],
    ['a/b', 'd/b', 'too-many'],
    [null, 'a/b/c', 'too-many'],
    ['a/b', 'd', 'taken'],
    ['a', 'nowhere', 'unknown'],
  ])('%s not below %s: %s', (id, parentId, problem) => {
    expect(problemOfParent(all, id, parentId)).toBe(problem);
  });
});

describe('a category may be merged', () => {
  test.each([
    ['e', 'a/b/c'],
    ['d', 'e'],
    ['a/b', 'a'],
    ['a/b/c', 'a'],
  ])('from %s into %s', (source, target) => {
    expect(problemOfMerge(all, source, target)).toBeNull();
  });

  test('into its parent when a child has its slug', () => {
    expect(problemOfMerge(tree('a', 'a/b', 'a/b/b'), 'a/b', 'a')).toBeNull();
  });

  test.each([
    ['a', 'a', 'not-allowed'],
    ['a', 'a/b', 'not-allowed'],
    ['a', 'd', 'taken'],
    ['a', 'd/b', 'too-many'],
    ['a', 'nowhere', 'unknown'],
  ])('not from %s into %s: %s', (source, target, problem) => {
    expect(problemOfMerge(all, source, target)).toBe(problem);
  });
});
