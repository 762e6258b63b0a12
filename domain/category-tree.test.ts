import { describe, expect, test } from 'vitest';
import { branchOf, levelOf, problemOfMerge, problemOfParent } from './category-tree.ts';

/** Categories by their paths; the id of each is its path. */
const tree = (...paths: string[]) =>
  paths.map((path) => {
    const slugs = path.split('/');
    const parentId = slugs.length > 1 ? slugs.slice(0, -1).join('/') : null;
    return { id: path, parentId, slug: slugs.at(-1) ?? '', path };
  });

const all = tree('a', 'a/b', 'a/b/c', 'd', 'd/b', 'e');

test('a branch is the category and all below it, and a level is counted from the top', () => {
  expect(branchOf(all, 'a').map(({ id }) => id)).toEqual(['a', 'a/b', 'a/b/c']);
  expect(branchOf(all, 'nowhere')).toEqual([]);
  expect(all.map(levelOf)).toEqual([1, 2, 3, 1, 2, 1]);
});

describe('a category may stand', () => {
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

describe('what a category holds may go', () => {
  test.each([
    ['e', 'a/b/c'],
    ['d', 'e'],
    ['a/b', 'a'],
    ['a/b/c', 'a'],
  ])('from %s into %s', (source, target) => {
    expect(problemOfMerge(all, source, target)).toBeNull();
  });

  test('into the parent, where a child has the address that the category leaves', () => {
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
