import { ActionIcon, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { canChangeAccount } from '../../../domain/accounts.ts';
import type { Account } from '../../../domain/contract/accounts.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import type { ShownLink } from './link-dialog.tsx';
import styles from './people.module.css';

type AccountRowProps = {
  account: Account;
  viewerId: string;
  activeAdminIds: readonly string[];
  onEdit: () => void;
  onLink: (link: ShownLink) => void;
};

export function AccountRow({ account, viewerId, activeAdminIds, onEdit, onLink }: AccountRowProps) {
  const { t } = useTranslation(['people', 'common']);
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const [asked, setAsked] = useState<'suspend' | 'reset' | 'second-factor' | null>(null);
  const { suspend, resume, resetLink, resetSecondFactor } = useAccountChanges(
    account,
    () => setAsked(null),
    onLink,
  );
  const { name, email, role, penNames, isSuspended, lastSignInAt } = account;
  const decision = canChangeAccount(viewerId, account, { action: 'suspend' }, activeAdminIds);

  return (
    <li className={styles.row} data-suspended={isSuspended || undefined}>
      <UserAvatar
        personId={account.id}
        name={name}
        portraitMediaId={account.portraitMediaId}
        size={36}
        isDecorative
      />
      <div className={styles.who}>
        <p className={styles.name}>
          {name}
          {account.id === viewerId && <span className={styles.you}>{t('you')}</span>}
        </p>
        <p className={styles.quiet}>{email}</p>
      </div>
      <div className={styles.role}>
        {t(`common:role.${role}`)}
        {account.hasSecondFactor && <span className={styles.quiet}>{t('hasSecondFactor')}</span>}
        {isSuspended && <StateBadge state="withdrawn" label={t('suspended')} />}
      </div>
      <div className={styles.facts}>
        <p>{penNames.length > 0 ? t('penNames', { names: penNames.join(', ') }) : t('noPenNames')}</p>
        {lastSignInAt ? (
          <p title={exactTime(new Date(lastSignInAt))}>
            {t('lastSignIn', { when: shortPast(new Date(lastSignInAt), now) })}
          </p>
        ) : (
          <p>{t('neverSignedIn')}</p>
        )}
      </div>
      <Menu position="bottom-end" width={264} portalProps={{ target: '#main' }} returnFocus>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size={36}
            aria-label={t('actions', { name })}
            className={styles.more}
          >
            <IconDots size={19} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={onEdit}>{t('menu.edit')}</Menu.Item>
          {!isSuspended && <Menu.Item onClick={() => setAsked('reset')}>{t('menu.resetLink')}</Menu.Item>}
          {account.hasSecondFactor && account.id !== viewerId && (
            <Menu.Item onClick={() => setAsked('second-factor')}>{t('menu.resetSecondFactor')}</Menu.Item>
          )}
          <Menu.Item component={Link} to={paths.audit({ actorId: account.id })}>
            {t('menu.log')}
          </Menu.Item>
          <Menu.Divider />
          {isSuspended ? (
            <Menu.Item onClick={() => resume.mutate({ id: account.id })}>{t('menu.resume')}</Menu.Item>
          ) : (
            <Menu.Item
              aria-disabled={!decision.allowed}
              className={decision.allowed ? undefined : styles.refused}
              closeMenuOnClick={decision.allowed}
              onClick={() => decision.allowed && setAsked('suspend')}
            >
              {t('menu.suspend')}
              {!decision.allowed && <span className={styles.why}>{t(`why.${decision.reason}`)}</span>}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={asked === 'suspend'}
        title={t('suspend.title', { name })}
        confirmLabel={t('suspend.confirm')}
        cancelLabel={t('common:cancel')}
        isBusy={suspend.isPending}
        onConfirm={() => suspend.mutate({ id: account.id })}
        onCancel={() => setAsked(null)}
      >
        {t('suspend.text')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'reset'}
        title={t('reset.title')}
        confirmLabel={t('reset.confirm')}
        cancelLabel={t('common:cancel')}
        isBusy={resetLink.isPending}
        onConfirm={() => resetLink.mutate({ id: account.id })}
        onCancel={() => setAsked(null)}
      >
        {t('reset.text', { name })}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'second-factor'}
        title={t('secondFactor.title', { name })}
        confirmLabel={t('secondFactor.confirm')}
        cancelLabel={t('common:cancel')}
        isBusy={resetSecondFactor.isPending}
        onConfirm={() => resetSecondFactor.mutate({ id: account.id })}
        onCancel={() => setAsked(null)}
      >
        {t('secondFactor.text')}
      </ConfirmDialog>
    </li>
  );
}

function useAccountChanges(
  { name, email }: Account,
  onSettled: () => void,
  onLink: (link: ShownLink) => void,
) {
  const { t } = useTranslation('people');
  const queryClient = useQueryClient();
  const settled = {
    onError: (error: unknown) => notifyProblem(error),
    onSettled: () => {
      onSettled();
      // Also after an error: the row is outdated then.
      return queryClient.invalidateQueries({ queryKey: api.accounts.key() });
    },
  };
  const suspend = useMutation(
    api.accounts.suspend.mutationOptions({
      ...settled,
      onSuccess: () => void notify({ message: t('suspend.done', { name }) }),
    }),
  );
  const resume = useMutation(
    api.accounts.resume.mutationOptions({
      ...settled,
      onSuccess: () => void notify({ message: t('suspend.undone', { name }) }),
    }),
  );
  const resetLink = useMutation(
    api.accounts.resetLink.mutationOptions({
      ...settled,
      onSuccess: (link) => onLink({ kind: 'reset', name, email, link }),
    }),
  );
  const resetSecondFactor = useMutation(
    api.accounts.resetSecondFactor.mutationOptions({
      ...settled,
      onSuccess: () => void notify({ message: t('secondFactor.done', { name }) }),
    }),
  );
  return { suspend, resume, resetLink, resetSecondFactor };
}
