import { ActionIcon, Button, Menu } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconFileTypeDocx from '@tabler/icons-react/dist/esm/icons/IconFileTypeDocx.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useTranslation } from 'react-i18next';
import styles from './write-button.module.css';

type WriteButtonProps = { isPending: boolean; onWrite: () => void; onImportWord: () => void };

/** Starts an article: empty, or by the menu beside from a Word file. */
export function WriteButton({ isPending, onWrite, onImportWord }: WriteButtonProps) {
  const { t } = useTranslation('articles');
  return (
    <Button.Group className={styles.group}>
      <Button
        size="md"
        leftSection={<IconPlus size={18} stroke={1.75} aria-hidden="true" />}
        onClick={onWrite}
        loading={isPending}
        aria-keyshortcuts="n"
      >
        {t('write')}
      </Button>
      <Menu position="bottom-end" width={220}>
        <Menu.Target>
          <ActionIcon className={styles.more} disabled={isPending} aria-label={t('otherWays')}>
            <IconChevronDown size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconFileTypeDocx size={18} stroke={1.5} aria-hidden="true" />}
            onClick={onImportWord}
          >
            {t('importWord')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </Button.Group>
  );
}
