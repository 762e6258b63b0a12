import type { CategoryRow } from '../db/queries/portal.ts';
import { categoryClass } from './category-styles.ts';

export type PortalCategory = Pick<CategoryRow, 'id' | 'name' | 'slug' | 'description' | 'color'> & {
  /** Null at the top level. */
  parent: PortalCategory | null;
  /** Listed ones, in their order. */
  children: PortalCategory[];
  /** Slugs from the top level, joined by `/`. */
  path: string;
  /** Neither it nor an ancestor is hidden. */
  isListed: boolean;
};

/** The newsroom's categories as a tree for readers. */
export type PortalCategories = {
  /** Listed categories of the top level, in their order. */
  tops: PortalCategory[];
  /** Every listed category, parents before children. */
  listed: PortalCategory[];
  /** Includes hidden categories. A merged category resolves to the one it was merged into. */
  byId(id: string | null): PortalCategory | null;
  /** Includes hidden categories, but no merged ones. */
  byPath(path: string): PortalCategory | null;
  /** From the top level down to the category itself. */
  trailOf(category: PortalCategory): PortalCategory[];
  /** Ids of the category and its listed descendants, and of categories merged into these. */
  idsIn(category: PortalCategory): string[];
  /** The same for every listed category. */
  listedIds: string[];
};

export function portalCategories(rows: readonly CategoryRow[]): PortalCategories {
  const unmerged = new Map<string, PortalCategory>();
  const tops: PortalCategory[] = [];
  const unmergedRows = rows.filter((row) => row.mergedIntoId === null);
  const addChildren = (parent: PortalCategory | null) => {
    for (const row of unmergedRows.filter((one) => one.parentId === (parent?.id ?? null))) {
      const { id, name, slug, description, color } = row;
      const isListed = !row.isHidden && (parent?.isListed ?? true);
      const path = parent ? `${parent.path}/${slug}` : slug;
      const category = { id, name, slug, description, color, parent, children: [], path, isListed };
      unmerged.set(id, category);
      if (isListed) (parent?.children ?? tops).push(category);
      addChildren(category);
    }
  };
  addChildren(null);

  const mergedInto = new Map(rows.map((row) => [row.id, row.mergedIntoId]));
  const byId = (id: string | null): PortalCategory | null => {
    // Bounded, so that a cycle in the data terminates.
    for (let step = 0, at = id; at !== null && step < 100; step += 1, at = mergedInto.get(at) ?? null) {
      const found = unmerged.get(at);
      if (found) return found;
    }
    return null;
  };
  const withDescendants = (category: PortalCategory): PortalCategory[] => [
    category,
    ...category.children.flatMap(withDescendants),
  ];
  const idsOf = (categories: readonly PortalCategory[]): string[] => {
    const included = new Set(categories);
    return rows
      .filter((row) => {
        const found = byId(row.id);
        return found !== null && included.has(found);
      })
      .map((row) => row.id);
  };
  const listed = tops.flatMap(withDescendants);
  const paths = new Map([...unmerged.values()].map((category) => [category.path, category]));
  return {
    tops,
    listed,
    byId,
    byPath: (path) => paths.get(path) ?? null,
    trailOf,
    idsIn: (category) => idsOf(withDescendants(category)),
    listedIds: idsOf(listed),
  };
}

function trailOf(category: PortalCategory): PortalCategory[] {
  return category.parent ? [...trailOf(category.parent), category] : [category];
}

/** Class that sets `--category`. A category without a colour inherits its nearest ancestor's. */
export function colorClassOf(category: PortalCategory | null): string {
  for (let at = category; at; at = at.parent) if (at.color) return categoryClass(at.color);
  return categoryClass(null);
}
