import { Menu } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ArticleSort } from '../../../domain/contract/article-views.ts';
import type { PopupTrigger } from '../../ui/lazy-popup.tsx';

type SortMenuProps = {
  trigger: PopupTrigger;
  value: ArticleSort;
  sorts: readonly ArticleSort[];
  onChange: (sort: ArticleSort) => void;
};

export function SortMenu({ trigger, value, sorts, onChange }: SortMenuProps) {
  const { t } = useTranslation('articles');
  return (
    <Menu position="bottom-end" width={220} portalProps={{ target: '#main' }}>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup value={value}>
          {sorts.map((sort) => (
            <Menu.RadioItem key={sort} value={sort} closeMenuOnClick onChange={() => onChange(sort)}>
              {t(`sort.${sort}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
