import type { Category } from './contract/categories.ts';
import type { FieldErrorCode } from './contract/errors.ts';
import { limits } from './limits.ts';

/*
 * Rules of the tree of categories, asked by the server before it changes it and by the screen before it offers to.
 * Lists of categories are as the API gives them: each before those in it, siblings in their order.
 */

type Placed = Pick<Category, 'id' | 'parentId' | 'slug' | 'path'>;

/** 1 at the top. */
export function levelOf({ path }: Pick<Category, 'path'>): number {
  return path.split('/').length;
}

export function childrenOf<Item extends Placed>(all: readonly Item[], parentId: string | null): Item[] {
  return all.filter((category) => category.parentId === parentId);
}

/** The category and all below it. Empty where there is none of this id. */
export function branchOf<Item extends Placed>(all: readonly Item[], id: string): Item[] {
  return all
    .filter((category) => category.id === id)
    .flatMap((category) => [category, ...childrenOf(all, id).flatMap((child) => branchOf(all, child.id))]);
}

/**
 * Why a category may not stand below `parentId`, null being the top. `id` is null for one that is still to be made.
 *
 * @returns `unknown` (no such parent), `not-allowed` (below itself), `too-many` (levels), `taken` (a sibling there has
 *   its slug), or null where it may.
 */
export function problemOfParent(
  all: readonly Placed[],
  id: string | null,
  parentId: string | null,
): FieldErrorCode | null {
  const parent = all.find((category) => category.id === parentId);
  if (parentId !== null && !parent) return 'unknown';
  const branch = id === null ? [] : branchOf(all, id);
  if (branch.some((category) => category.id === parentId)) return 'not-allowed';
  const [top] = branch;
  const levels = top ? Math.max(...branch.map(levelOf)) - levelOf(top) + 1 : 1;
  if ((parent ? levelOf(parent) : 0) + levels > limits.categoryLevelsMax) return 'too-many';
  const isTaken = childrenOf(all, parentId).some((child) => child.id !== id && child.slug === top?.slug);
  return isTaken ? 'taken' : null;
}

/**
 * Why what a category holds may not go into another one: its children stand below that one then.
 *
 * @returns `unknown`, `not-allowed` (itself or below itself), `too-many` (levels), `taken` (a child's slug), or null.
 */
export function problemOfMerge(
  all: readonly Placed[],
  sourceId: string,
  targetId: string,
): FieldErrorCode | null {
  if (!all.some(({ id }) => id === targetId)) return 'unknown';
  if (branchOf(all, sourceId).some(({ id }) => id === targetId)) return 'not-allowed';
  // The source itself goes: an address that it has below the target is free by then.
  const others = all.filter(({ id }) => id !== sourceId);
  for (const child of childrenOf(all, sourceId)) {
    const problem = problemOfParent([...others, ...branchOf(all, child.id)], child.id, targetId);
    if (problem) return problem;
  }
  return null;
}
