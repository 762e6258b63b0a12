import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { SessionRow } from './session-row.tsx';
import styles from './sessions-section.module.css';

/** The devices that are signed in. */
export function SessionsSection() {
  const { t } = useTranslation(['account', 'common']);
  const queryClient = useQueryClient();
  const [isConfirming, setIsConfirming] = useState(false);
  const sessions = useQuery(api.account.sessions.queryOptions({ refetchOnMount: 'always' }));
  const endOthers = useMutation(
    api.account.endOtherSessions.mutationOptions({
      onSuccess: ({ endedSessions }) =>
        void notify({ message: t('sessions.othersEnded', { count: endedSessions }) }),
      onError: (error) => notifyProblem(error),
      onSettled: () => {
        setIsConfirming(false);
        return queryClient.invalidateQueries({ queryKey: api.account.sessions.key() });
      },
    }),
  );
  const items = sessions.data?.items;

  return (
    <SettingsSection title={t('sessions.title')} text={t('sessions.text')}>
      {sessions.isError && !items && <LoadError title={t('sessions.failed')} query={sessions} />}
      {sessions.isPending && (
        <div role="status" aria-label={t('loading')}>
          <Skeleton height={64} />
        </div>
      )}
      {items && (
        <ul className={styles.list} aria-label={t('sessions.title')}>
          {items.map((session) => (
            <SessionRow key={session.id} session={session} />
          ))}
        </ul>
      )}
      {items && items.length > 1 && (
        <div>
          <Button variant="default" onClick={() => setIsConfirming(true)}>
            {t('sessions.endOthers')}
          </Button>
        </div>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        title={t('sessions.endOthersTitle')}
        confirmLabel={t('sessions.endOthersConfirm')}
        cancelLabel={t('common:cancel')}
        isBusy={endOthers.isPending}
        onConfirm={() => endOthers.mutate({})}
        onCancel={() => setIsConfirming(false)}
      >
        {t('sessions.endOthersText')}
      </ConfirmDialog>
    </SettingsSection>
  );
}
