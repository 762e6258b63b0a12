import { useTranslation } from 'react-i18next';
import type { Category } from '../../../domain/contract/categories.ts';

/** Formats a parent: `trong “Kinh tế”`, `ở cấp cao nhất`. */
export function usePositionText() {
  const { t } = useTranslation('categories');
  return (all: readonly Category[], parentId: string | null): string => {
    const parent = all.find(({ id }) => id === parentId);
    return parent ? t('move.below', { parent: parent.name }) : t('move.atTop');
  };
}
