import type { Category } from '../../domain/contract/categories.ts';
import { i18n } from './i18n.ts';

export type CategoryOption = { value: string; label: string };

/**
 * Categories as select options in the API's order: `Kinh tế › Cảng biển › Luồng`. Hidden ones are marked; merged ones
 * are left out.
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
