import { ActionIcon, Button } from '@mantine/core';
import IconChevronDown from '@tabler/icons-react/dist/esm/icons/IconChevronDown.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useTranslation } from 'react-i18next';
import { LazyPopup } from '../../ui/lazy-popup.tsx';
import styles from './write-button.module.css';

type WriteButtonProps = { isPending: boolean; onWrite: () => void; onImportWord: () => void };

const importWriteMenu = () => import('./write-menu.tsx');

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
      <LazyPopup
        load={importWriteMenu}
        kind="menu"
        trigger={
          <ActionIcon className={styles.more} disabled={isPending} aria-label={t('otherWays')}>
            <IconChevronDown size={18} stroke={1.75} aria-hidden="true" />
          </ActionIcon>
        }
      >
        {({ WriteMenu }, trigger) => <WriteMenu trigger={trigger} onImportWord={onImportWord} />}
      </LazyPopup>
    </Button.Group>
  );
}
