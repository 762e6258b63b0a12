import { ActionIcon, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useTranslation } from 'react-i18next';
import { levelOf, problemOfParent } from '../../../domain/category-tree.ts';
import type { Category } from '../../../domain/contract/categories.ts';
import { limits } from '../../../domain/limits.ts';
import styles from './row-menu.module.css';
import { type Direction, directions, stepFrom } from './tree-position.ts';

/** `view` opens the form, `edit` also focuses it. */
export type RowAction = Direction | 'view' | 'edit' | 'addBelow' | 'toggleHidden' | 'merge' | 'remove';

type RowMenuProps = {
  category: Category;
  all: readonly Category[];
  /** The row has the focus, so Tab moves to this button. */
  isTabStop: boolean;
  onAction: (action: RowAction) => void;
};

/** The actions on a category, as a menu. */
export function RowMenu({ category, all, isTabStop, onAction }: RowMenuProps) {
  const { t } = useTranslation('categories');
  return (
    <Menu position="bottom-end" width={250} portalProps={{ target: '#main' }}>
      <Menu.Target>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          tabIndex={isTabStop ? 0 : -1}
          aria-label={t('row.menu', { name: category.name })}
          onClick={(event) => event.stopPropagation()}
        >
          <IconDots size={18} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
      </Menu.Target>
      {/* Events bubble through the portal; keep them from the row. */}
      <Menu.Dropdown onClick={(event) => event.stopPropagation()}>
        <Menu.Item onClick={() => onAction('edit')}>{t('menu.edit')}</Menu.Item>
        <Menu.Item
          disabled={levelOf(category) >= limits.categoryLevelsMax}
          onClick={() => onAction('addBelow')}
        >
          {t('menu.addBelow')}
        </Menu.Item>
        <Menu.Divider />
        {directions.map((direction) => (
          <StepItem
            key={direction}
            category={category}
            all={all}
            direction={direction}
            onStep={() => onAction(direction)}
          />
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onAction('toggleHidden')}>
          {t(category.isHidden ? 'menu.show' : 'menu.hide')}
        </Menu.Item>
        <Menu.Item disabled={all.length < 2} onClick={() => onAction('merge')}>
          {t('menu.merge')}
        </Menu.Item>
        <Menu.Item onClick={() => onAction('remove')}>{t('menu.remove')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

const keys = { up: 'Alt ↑', down: 'Alt ↓', in: 'Alt →', out: 'Alt ←' } as const;

type StepItemProps = Pick<RowMenuProps, 'category' | 'all'> & { direction: Direction; onStep: () => void };

function StepItem({ category, all, direction, onStep }: StepItemProps) {
  const { t } = useTranslation('categories');
  const target = stepFrom(all, category, direction);
  const problem = target && problemOfParent(all, category.id, target.parentId);
  const into = direction === 'in' && all.find(({ id }) => id === target?.parentId);
  const label = into
    ? t('menu.in', { name: into.name })
    : t(`menu.${direction === 'in' ? 'inNone' : direction}`);
  return (
    <Menu.Item
      disabled={!target || problem !== null}
      rightSection={
        <span className={styles.keys} aria-hidden="true">
          {keys[direction]}
        </span>
      }
      onClick={onStep}
    >
      {label}
      {problem && (problem === 'taken' || problem === 'too-many') && (
        <div className={styles.reason}>{t(`refused.${problem}`)}</div>
      )}
    </Menu.Item>
  );
}
