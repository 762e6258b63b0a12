import { Button } from '@mantine/core';
import IconExternalLink from '@tabler/icons-react/dist/esm/icons/IconExternalLink.mjs';
import { useTranslation } from 'react-i18next';
import type { Category, CategoryCounts } from '../../../domain/contract/categories.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { CategoryForm } from './category-form.tsx';
import styles from './category-panel.module.css';

/** A category, a new one below `parent`, or one that no longer exists. */
export type Opened =
  | { kind: 'edit'; category: Category; parent: Category | null }
  | { kind: 'new'; parent: Category | null }
  | { kind: 'gone' };

type CategoryPanelProps = {
  opened: Opened;
  counts: CategoryCounts | undefined;
  canMerge: boolean;
  /** A new value focuses the form; null leaves the focus. */
  focusKey: string | null;
  onSaved: (category: Category) => void;
  onAsk: (kind: 'merge' | 'remove', category: Category) => void;
};

/** The form of the selected category, its article counts, merge and delete. */
export function CategoryPanel({ opened, counts, canMerge, focusKey, onSaved, onAsk }: CategoryPanelProps) {
  const { t } = useTranslation('categories');
  if (opened.kind === 'gone') return <EmptyState title={t('form.gone')} text={t('form.goneText')} />;
  const category = opened.kind === 'edit' ? opened.category : null;
  const form = (
    <CategoryForm
      key={category?.id ?? `new ${opened.parent?.id}`}
      category={category}
      parent={opened.parent}
      focusKey={focusKey}
      onSaved={onSaved}
    />
  );
  if (!category) return form;
  return (
    <>
      {form}
      <div className={styles.facts}>
        {counts && (
          <p className={styles.counts}>
            {t('form.counts', {
              articles: t('articles', { count: counts.articles }),
              published: t('articles', { count: counts.published }),
            })}
          </p>
        )}
        <a
          className={styles.view}
          href={`/portal/chuyen-muc/${category.path}`}
          target="_blank"
          rel="noopener"
        >
          {t('form.view')}
          <IconExternalLink size={16} stroke={1.5} aria-hidden="true" />
        </a>
      </div>
      <div className={styles.danger}>
        <Button variant="default" size="sm" disabled={!canMerge} onClick={() => onAsk('merge', category)}>
          {t('menu.merge')}
        </Button>
        <Button variant="default" size="sm" onClick={() => onAsk('remove', category)}>
          {t('menu.remove')}
        </Button>
      </div>
    </>
  );
}
