import type { ItemInstance } from '@headless-tree/core';
import { UnstyledButton } from '@mantine/core';
import IconChevronRight from '@tabler/icons-react/dist/esm/icons/IconChevronRight.mjs';
import IconEyeOff from '@tabler/icons-react/dist/esm/icons/IconEyeOff.mjs';
import type { CSSProperties, MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Category, CategoryCounts } from '../../../domain/contract/categories.ts';
import { ColorMark } from './color-mark.tsx';
import { type RowAction, RowMenu } from './row-menu.tsx';
import styles from './tree-row.module.css';

type TreeRowProps = {
  item: ItemInstance<Category>;
  all: readonly Category[];
  counts: CategoryCounts | undefined;
  isSelected: boolean;
  onAction: (action: RowAction) => void;
};

/** A category in the tree: colour, name, visibility, article count, menu. */
export function TreeRow({ item, all, counts, isSelected, onAction }: TreeRowProps) {
  const { t, i18n } = useTranslation('categories');
  const category = item.getItemData();
  const { level } = item.getItemMeta();
  const isFolder = item.isFolder();
  const isOpen = item.isExpanded();
  const handleClick = () => {
    item.setFocused();
    onAction('view');
  };
  const handleToggle = (event: MouseEvent) => {
    event.stopPropagation();
    item.setFocused();
    if (isOpen) item.collapse();
    else item.expand();
  };
  const row = {
    ...item.getProps(),
    'aria-selected': isSelected,
    'data-dragged': item.getTree().getState().dnd?.draggedItems?.includes(item) || undefined,
    'data-target': item.isUnorderedDragTarget() || undefined,
    onClick: handleClick,
  };
  return (
    <div {...row} className={styles.row} style={{ '--level': level } as CSSProperties}>
      {isFolder ? (
        <UnstyledButton
          className={styles.toggle}
          tabIndex={-1}
          aria-label={t(isOpen ? 'row.collapse' : 'row.expand', { name: category.name })}
          data-open={isOpen || undefined}
          onClick={handleToggle}
        >
          <IconChevronRight size={16} stroke={1.75} aria-hidden="true" />
        </UnstyledButton>
      ) : (
        <span className={styles.toggle} />
      )}
      <ColorMark color={category.color} />
      <span className={styles.name} data-hidden={category.isHidden || undefined}>
        {category.name}
      </span>
      {category.isHidden && (
        <span className={styles.hidden} title={t('row.hidden')}>
          <IconEyeOff size={16} stroke={1.5} aria-hidden="true" />
        </span>
      )}
      {/* The space keeps name and count apart, so that the accessible name starts with the visible text. */}{' '}
      <span className={styles.count} title={counts && t('articles', { count: counts.articles })}>
        {counts && new Intl.NumberFormat(i18n.language).format(counts.articles)}
      </span>
      <RowMenu category={category} all={all} isTabStop={item.isFocused()} onAction={onAction} />
    </div>
  );
}
