import type { Category } from '../../domain/contract/categories.ts';
import { i18n } from './i18n.ts';

export type CategoryOption = { value: string; label: string };

/**
 * Categories as choices, in the order in which the API gives them: `Kinh tế › Cảng biển › Luồng`. One that readers are
 * not shown says so. What was merged into another is not among them.
 */
export function categoryOptions(categories: readonly Category[]): CategoryOption[] {
  const names = new Map<string, string>();
  return categories.map(({ id, parentId, name, isHidden }) => {
    const above = parentId === null ? undefined : names.get(parentId);
    const trail = above === undefined ? name : `${above} › ${name}`;
    names.set(id, trail);
    return { value: id, label: isHidden ? i18n.t('categories:hiddenOption', { name: trail }) : trail };
  });
}
