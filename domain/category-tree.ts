import type { Category } from './contract/categories.ts';
import type { FieldErrorCode } from './contract/errors.ts';
import { limits } from './limits.ts';

/*
 * Rules of the category tree, for server and screens. Lists are ordered as the API returns them: parents before
 * children, siblings in their order.
 */

type TreeCategory = Pick<Category, 'id' | 'parentId' | 'slug' | 'path'>;

/** 1 at the top. */
export function levelOf({ path }: Pick<Category, 'path'>): number {
  return path.split('/').length;
}

export function childrenOf<Item extends TreeCategory>(all: readonly Item[], parentId: string | null): Item[] {
  return all.filter((category) => category.parentId === parentId);
}

/** The category and its descendants. Empty for an unknown id. */
export function subtreeOf<Item extends TreeCategory>(all: readonly Item[], id: string): Item[] {
  return all
    .filter((category) => category.id === id)
    .flatMap((category) => [category, ...childrenOf(all, id).flatMap((child) => subtreeOf(all, child.id))]);
}

/**
 * Checks whether a category may be moved or created below a parent.
 *
 * @param id null for a new category.
 * @param parentId null for the top level.
 * @returns null if allowed, else `unknown` (no such parent), `not-allowed` (below itself), `too-many` (levels) or
 *   `taken` (a sibling has its slug).
 */
export function problemOfParent(
  all: readonly TreeCategory[],
  id: string | null,
  parentId: string | null,
): FieldErrorCode | null {
  const parent = all.find((category) => category.id === parentId);
  if (parentId !== null && !parent) return 'unknown';
  const subtree = id === null ? [] : subtreeOf(all, id);
  if (subtree.some((category) => category.id === parentId)) return 'not-allowed';
  const [top] = subtree;
  const levels = top ? Math.max(...subtree.map(levelOf)) - levelOf(top) + 1 : 1;
  if ((parent ? levelOf(parent) : 0) + levels > limits.categoryLevelsMax) return 'too-many';
  const isTaken = childrenOf(all, parentId).some((child) => child.id !== id && child.slug === top?.slug);
  return isTaken ? 'taken' : null;
}

/**
 * Checks whether a category may be merged into another one, which becomes the parent of its children.
 *
 * @returns null if allowed, else `unknown`, `not-allowed` (itself or below itself), `too-many` (levels) or `taken` (a
 *   child's slug).
 */
export function problemOfMerge(
  all: readonly TreeCategory[],
  sourceId: string,
  targetId: string,
): FieldErrorCode | null {
  if (!all.some(({ id }) => id === targetId)) return 'unknown';
  if (subtreeOf(all, sourceId).some(({ id }) => id === targetId)) return 'not-allowed';
  // The merge removes the source, so its slug below the target becomes free.
  const others = all.filter(({ id }) => id !== sourceId);
  for (const child of childrenOf(all, sourceId)) {
    const problem = problemOfParent([...others, ...subtreeOf(all, child.id)], child.id, targetId);
    if (problem) return problem;
  }
  return null;
}
