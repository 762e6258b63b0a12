import type { CategoryRow } from '../db/queries/portal.ts';

/** A category as readers meet it. */
export type PortalCategory = Pick<CategoryRow, 'id' | 'name' | 'slug' | 'description' | 'color'> & {
  /** The one above it. Null at the top. */
  parent: PortalCategory | null;
  /** Those below it that readers are shown, in their order. */
  children: PortalCategory[];
  /** The slugs from the top, joined by `/`. */
  path: string;
  /** Neither hidden itself nor below one that is. */
  isListed: boolean;
};

/** The newsroom's categories, whole. Pure; made anew from their rows for every page. */
export type CategoryTree = {
  /** Those at the top that readers are shown, in their order. */
  tops: PortalCategory[];
  /** All that readers are shown, parents before children. */
  listed: PortalCategory[];
  /** Also the hidden ones, and for one that went into another that other. */
  byId(id: string | null): PortalCategory | null;
  /** Also the hidden ones; not those that went into others. */
  byPath(path: string): PortalCategory | null;
  /** From the top down to the category itself. */
  trailOf(category: PortalCategory): PortalCategory[];
  /** Itself, all that stand below it and are listed, and those that went into any of these: where its articles are. */
  idsIn(category: PortalCategory): string[];
  /** The same for all that readers are shown. */
  listedIds: string[];
};

export function categoryTree(rows: readonly CategoryRow[]): CategoryTree {
  const living = new Map<string, PortalCategory>();
  const tops: PortalCategory[] = [];
  const all = rows.filter((row) => row.mergedIntoId === null);
  const grow = (parent: PortalCategory | null) => {
    for (const row of all.filter((one) => one.parentId === (parent?.id ?? null))) {
      const { id, name, slug, description, color } = row;
      const isListed = !row.isHidden && (parent?.isListed ?? true);
      const path = parent ? `${parent.path}/${slug}` : slug;
      const category = { id, name, slug, description, color, parent, children: [], path, isListed };
      living.set(id, category);
      if (isListed) (parent?.children ?? tops).push(category);
      grow(category);
    }
  };
  grow(null);

  const wentInto = new Map(rows.map((row) => [row.id, row.mergedIntoId]));
  const byId = (id: string | null): PortalCategory | null => {
    // Bounded, so that a ring in the data ends too.
    for (let step = 0, at = id; at !== null && step < 100; step += 1, at = wentInto.get(at) ?? null) {
      const found = living.get(at);
      if (found) return found;
    }
    return null;
  };
  const below = (category: PortalCategory): PortalCategory[] => [
    category,
    ...category.children.flatMap(below),
  ];
  const idsOf = (some: readonly PortalCategory[]): string[] => {
    const inside = new Set(some);
    return rows
      .filter((row) => {
        const found = byId(row.id);
        return found !== null && inside.has(found);
      })
      .map((row) => row.id);
  };
  const listed = tops.flatMap(below);
  const paths = new Map([...living.values()].map((category) => [category.path, category]));
  return {
    tops,
    listed,
    byId,
    byPath: (path) => paths.get(path) ?? null,
    trailOf,
    idsIn: (category) => idsOf(below(category)),
    listedIds: idsOf(listed),
  };
}

function trailOf(category: PortalCategory): PortalCategory[] {
  return category.parent ? [...trailOf(category.parent), category] : [category];
}
