import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate } from '../../../domain/dates.ts';
import { api } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import styles from './profile-section.module.css';

/** The link with the provider of single sign-on, and its removal. */
export function SingleSignOnSection({ hasPassword }: { hasPassword: boolean }) {
  const { t } = useTranslation(['singleSignOn', 'account', 'common']);
  const queryClient = useQueryClient();
  const timeZone = useNewsroomTimeZone();
  const [isConfirming, setIsConfirming] = useState(false);
  const link = useQuery(api.singleSignOn.link.queryOptions());
  const name = link.data?.providerName ?? '';
  const unlink = useMutation(
    api.singleSignOn.unlink.mutationOptions({
      onSuccess: () => void notify({ message: t('account.unlinked', { name }) }),
      onError: (error) => notifyProblem(error),
      onSettled: () => {
        setIsConfirming(false);
        return Promise.all(
          [api.singleSignOn.link.key(), api.account.key()].map((queryKey) =>
            queryClient.invalidateQueries({ queryKey }),
          ),
        );
      },
    }),
  );

  return (
    <SettingsSection title={t('account.title')} text={t('account.text')}>
      {link.isError && !link.data && <LoadError title={t('account.failed')} query={link} />}
      {link.isPending && (
        <div role="status" aria-label={t('account:loading')}>
          <Skeleton height={48} />
        </div>
      )}
      {link.data?.linkedAt === null && <p>{t('account.notLinked', { name })}</p>}
      {link.data?.linkedAt && (
        <>
          <p>
            {t('account.linked', {
              name,
              date: formatDate(new Date(link.data.linkedAt), currentLanguage(), timeZone),
            })}
          </p>
          {hasPassword ? (
            <div>
              <Button variant="default" onClick={() => setIsConfirming(true)}>
                {t('account.unlink')}
              </Button>
            </div>
          ) : (
            <p className={styles.hint}>{t('account.noPassword')}</p>
          )}
        </>
      )}
      <ConfirmDialog
        isOpen={isConfirming}
        title={t('account.unlinkTitle', { name })}
        confirmLabel={t('account.unlink')}
        cancelLabel={t('common:cancel')}
        isBusy={unlink.isPending}
        onConfirm={() => unlink.mutate({})}
        onCancel={() => setIsConfirming(false)}
      >
        {t('account.unlinkText')}
      </ConfirmDialog>
    </SettingsSection>
  );
}
