import { childrenOf, subtreeOf } from '../../../domain/category-tree.ts';
import type { Category } from '../../../domain/contract/categories.ts';

/** A position in the tree: the parent (null: top level) and the following sibling (null: last). */
export type TreePosition = { parentId: string | null; beforeId: string | null };

export const directions = ['up', 'down', 'in', 'out'] as const;
export type Direction = (typeof directions)[number];

export function positionOf(all: readonly Category[], { id, parentId }: Category): TreePosition {
  const siblings = childrenOf(all, parentId);
  return { parentId, beforeId: siblings[siblings.findIndex((one) => one.id === id) + 1]?.id ?? null };
}

/** The position one step up, down, into the previous sibling, or out behind the parent; null when there is none. */
export function stepFrom(
  all: readonly Category[],
  category: Category,
  direction: Direction,
): TreePosition | null {
  const { id, parentId } = category;
  const siblings = childrenOf(all, parentId);
  const at = siblings.findIndex((one) => one.id === id);
  const before = siblings[at - 1];
  switch (direction) {
    case 'up':
      return before ? { parentId, beforeId: before.id } : null;
    case 'down':
      return siblings[at + 1] ? { parentId, beforeId: siblings[at + 2]?.id ?? null } : null;
    case 'in':
      return before ? { parentId: before.id, beforeId: null } : null;
    case 'out': {
      const parent = all.find((one) => one.id === parentId);
      return parent ? positionOf(all, parent) : null;
    }
  }
}

/** The list with the category and its subtree moved to a position. */
export function movedTo(
  all: readonly Category[],
  id: string,
  { parentId, beforeId }: TreePosition,
): Category[] {
  const branch = new Set(subtreeOf(all, id));
  const rest = all.filter((category) => !branch.has(category));
  const [top, ...below] = branch;
  if (!top) return [...all];
  const siblings = childrenOf(rest, parentId);
  const at = siblings.findIndex((one) => one.id === beforeId);
  const order = siblings.toSpliced(at < 0 ? siblings.length : at, 0, { ...top, parentId });
  const list = [...rest.filter((one) => one.parentId !== parentId), ...order, ...below];
  return parentsFirst(list, null, '');
}

function parentsFirst(all: readonly Category[], parentId: string | null, above: string): Category[] {
  return childrenOf(all, parentId).flatMap((category) => {
    const path = above + category.slug;
    return [{ ...category, path }, ...parentsFirst(all, category.id, `${path}/`)];
  });
}

export type TreeChange =
  | { kind: 'added' | 'moved'; name: string; parentName: string | null }
  | { kind: 'removed'; name: string }
  | { kind: 'reordered' };

/** The structural changes between two versions of the tree. */
export function treeChanges(before: readonly Category[], after: readonly Category[]): TreeChange[] {
  const nameOf = (id: string | null) => after.find((category) => category.id === id)?.name ?? null;
  const old = new Map(before.map((category) => [category.id, category]));
  const changes: TreeChange[] = after.flatMap(({ id, name, parentId }): TreeChange[] => {
    const was = old.get(id);
    if (was?.parentId === parentId) return [];
    return [{ kind: was ? 'moved' : 'added', name, parentName: nameOf(parentId) }];
  });
  const left = new Set(after.map(({ id }) => id));
  for (const { id, name } of before) if (!left.has(id)) changes.push({ kind: 'removed', name });
  const isOther = String(before.map(({ id }) => id)) !== String(after.map(({ id }) => id));
  return changes.length === 0 && isOther ? [{ kind: 'reordered' }] : changes;
}
