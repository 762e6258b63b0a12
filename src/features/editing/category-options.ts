import type { Category } from '../../../domain/contract/categories.ts';

/** Categories as choices: `Kinh tế › Cảng biển`, children under their parents, in the newsroom's order. */
export function categoryOptions(categories: readonly Category[]): { value: string; label: string }[] {
  const childrenOf = Map.groupBy(categories, (category) => category.parentId);
  const walk = (parentId: string | null, prefix: string): { value: string; label: string }[] =>
    (childrenOf.get(parentId) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .flatMap(({ id, name }) => [{ value: id, label: prefix + name }, ...walk(id, `${prefix}${name} › `)]);
  return walk(null, '');
}
