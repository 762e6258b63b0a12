import { describe, expect, test } from 'vitest';
import type { Category } from '../../../domain/contract/categories.ts';
import { type Direction, movedTo, positionOf, stepFrom, treeChanges } from './tree-position.ts';

/** Categories by path; each id is the slug. */
const tree = (...paths: string[]): Category[] =>
  paths.map((path, position) => {
    const [slug = '', parentId = null] = path.split('/').toReversed();
    const etag = '1';
    return {
      id: slug,
      parentId,
      name: slug,
      slug,
      path,
      description: '',
      color: null,
      isHidden: false,
      position,
      etag,
    };
  });

const all = tree('a', 'a/b', 'a/c', 'a/c/d', 'e', 'f');
const get = (id: string) => all.find((category) => category.id === id) ?? tree('nothing')[0];

const stepped = (id: string, direction: Direction) => {
  const category = get(id);
  const target = category && stepFrom(all, category, direction);
  return target && movedTo(all, id, target).map(({ path }) => path);
};

describe('a step', () => {
  test.each<[string, Direction, string[] | null]>([
    ['f', 'up', ['a', 'a/b', 'a/c', 'a/c/d', 'f', 'e']],
    ['a', 'down', ['e', 'a', 'a/b', 'a/c', 'a/c/d', 'f']],
    ['e', 'down', ['a', 'a/b', 'a/c', 'a/c/d', 'f', 'e']],
    ['e', 'in', ['a', 'a/b', 'a/c', 'a/c/d', 'a/e', 'f']],
    ['c', 'in', ['a', 'a/b', 'a/b/c', 'a/b/c/d', 'e', 'f']],
    ['d', 'out', ['a', 'a/b', 'a/c', 'a/d', 'e', 'f']],
    ['b', 'out', ['a', 'a/c', 'a/c/d', 'b', 'e', 'f']],
    ['a', 'up', null],
    ['f', 'down', null],
    ['b', 'in', null],
    ['e', 'out', null],
  ])('of %s %s', (id, direction, paths) => {
    expect(stepped(id, direction)).toEqual(paths);
  });

  test('is undone by moving back to the previous position', () => {
    for (const category of all) {
      for (const direction of ['up', 'down', 'in', 'out'] as const) {
        const target = stepFrom(all, category, direction);
        if (!target) continue;
        const there = movedTo(all, category.id, target);
        expect(movedTo(there, category.id, positionOf(all, category))).toEqual(all);
      }
    }
  });
});

test('the changes of somebody else are summarized', () => {
  const e = get('e');
  const moved = movedTo(all, 'e', { parentId: 'a', beforeId: null });
  expect(e && treeChanges(all, moved)).toEqual([{ kind: 'moved', name: 'e', parentName: 'a' }]);
  expect(treeChanges(all, tree('a', 'a/b', 'a/c', 'a/c/d', 'f', 'g'))).toEqual([
    { kind: 'added', name: 'g', parentName: null },
    { kind: 'removed', name: 'e' },
  ]);
  expect(treeChanges(all, movedTo(all, 'f', { parentId: null, beforeId: 'a' }))).toEqual([
    { kind: 'reordered' },
  ]);
  expect(treeChanges(all, all)).toEqual([]);
});
