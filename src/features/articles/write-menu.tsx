import { Menu } from '@mantine/core';
import IconFileTypeDocx from '@tabler/icons-react/dist/esm/icons/IconFileTypeDocx.mjs';
import { useTranslation } from 'react-i18next';
import type { PopupTrigger } from '../../ui/lazy-popup.tsx';

type WriteMenuProps = { trigger: PopupTrigger; onImportWord: () => void };

export function WriteMenu({ trigger, onImportWord }: WriteMenuProps) {
  const { t } = useTranslation('articles');
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>{trigger}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconFileTypeDocx size={18} stroke={1.5} aria-hidden="true" />}
          onClick={onImportWord}
        >
          {t('importWord')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
