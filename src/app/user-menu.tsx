import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../lib/api.ts';
import { LazyPopup } from '../ui/lazy-popup.tsx';
import { UserAvatar } from '../ui/user-avatar.tsx';
import { importUserMenuDropdown } from './prefetch.ts';
import styles from './user-menu.module.css';

/** Opens the account's menu. Compact (phone): the avatar alone. */
export function UserMenu({ isCompact = false }: { isCompact?: boolean }) {
  const { t } = useTranslation(['shell', 'common']);
  const { data: viewer } = useSuspenseQuery(api.session.me.queryOptions());
  return (
    <LazyPopup
      load={importUserMenuDropdown}
      kind="menu"
      trigger={
        <UnstyledButton className={styles.button}>
          <VisuallyHidden>{t('account.open')}</VisuallyHidden>
          <UserAvatar
            personId={viewer.id}
            name={viewer.name}
            portraitMediaId={viewer.portraitMediaId}
            size={30}
            isDecorative
          />
          {isCompact ? (
            <VisuallyHidden>{viewer.name}</VisuallyHidden>
          ) : (
            <span className={styles.who}>
              <span className={styles.name}>{viewer.name}</span>
              <span className={styles.role}>{t(`common:role.${viewer.role}`)}</span>
            </span>
          )}
        </UnstyledButton>
      }
    >
      {({ UserMenuDropdown }, trigger) => <UserMenuDropdown trigger={trigger} isCompact={isCompact} />}
    </LazyPopup>
  );
}
