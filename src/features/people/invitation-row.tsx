import { Button } from '@mantine/core';
import IconMail from '@tabler/icons-react/dist/esm/icons/IconMail.mjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Invitation } from '../../../domain/contract/accounts.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import type { ShownLink } from './link-dialog.tsx';
import styles from './people.module.css';

type InvitationRowProps = { invitation: Invitation; onLink: (link: ShownLink) => void };

export function InvitationRow({ invitation, onLink }: InvitationRowProps) {
  const { t } = useTranslation(['people', 'common']);
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const queryClient = useQueryClient();
  const [isAsked, setIsAsked] = useState(false);
  const { id, name, email, role, invitedBy } = invitation;
  const [madeAt, expiresAt] = [new Date(invitation.createdAt), new Date(invitation.expiresAt)];
  const settled = {
    onError: (error: unknown) => notifyProblem(error),
    onSettled: () => {
      setIsAsked(false);
      return queryClient.invalidateQueries({ queryKey: api.accounts.key() });
    },
  };
  const renew = useMutation(
    api.accounts.renewInvitation.mutationOptions({
      ...settled,
      onSuccess: ({ link }) => onLink({ kind: 'invitation', name, email, link }),
    }),
  );
  const revoke = useMutation(
    api.accounts.revokeInvitation.mutationOptions({
      ...settled,
      onSuccess: () => void notify({ message: t('invitation.revoked', { name }) }),
    }),
  );
  return (
    <li className={styles.row}>
      <span className={styles.envelope}>
        <IconMail size={19} stroke={1.5} aria-hidden="true" />
      </span>
      <div className={styles.who}>
        <p className={styles.name}>{name}</p>
        <p className={styles.quiet}>{email}</p>
      </div>
      <div className={styles.role}>{t(`common:role.${role}`)}</div>
      <div className={styles.facts}>
        <p title={exactTime(madeAt)}>
          {t('invitation.by', { name: invitedBy.name, when: shortPast(madeAt, now) })}
        </p>
        {expiresAt <= now ? (
          <p className={styles.expired}>{t('invitation.expired')}</p>
        ) : (
          <p>{t('invitation.until', { when: exactTime(expiresAt) })}</p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button size="xs" variant="default" loading={renew.isPending} onClick={() => renew.mutate({ id })}>
          {t('invitation.renew')}
        </Button>
        <Button size="xs" variant="subtle" color="gray" onClick={() => setIsAsked(true)}>
          {t('invitation.revoke')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={t('invitation.revokeTitle')}
        confirmLabel={t('invitation.revoke')}
        cancelLabel={t('common:cancel')}
        isBusy={revoke.isPending}
        onConfirm={() => revoke.mutate({ id })}
        onCancel={() => setIsAsked(false)}
      >
        {t('invitation.revokeText', { name })}
      </ConfirmDialog>
    </li>
  );
}
