import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SecondFactor } from '../../../domain/contract/second-factor.ts';
import { canRemoveFactor } from '../../../domain/second-factor.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { LoadError } from '../../ui/load-error.tsx';
import { SettingsSection } from '../../ui/settings-section.tsx';
import { RecoveryCodesDialog } from './recovery-codes-dialog.tsx';
import styles from './second-factor-section.module.css';
import { TotpDialog } from './totp-dialog.tsx';
import { useFactorChanges } from './use-factor-changes.ts';

/** The authenticator app, the recovery codes and the devices that are not asked. */
export function SecondFactorSection() {
  const { t } = useTranslation('secondFactor');
  const factors = useQuery(api.secondFactor.show.queryOptions({ refetchOnMount: 'always' }));
  return (
    <SettingsSection title={t('title')} text={t('lead')}>
      {factors.isError && !factors.data && <LoadError title={t('failed')} query={factors} />}
      {factors.isPending && (
        <div role="status" aria-label={t('loading')}>
          <Skeleton height={64} />
        </div>
      )}
      {factors.data && <Factors factors={factors.data} />}
    </SettingsSection>
  );
}

function Factors({ factors }: { factors: SecondFactor }) {
  const { hasTotp, passkeys, recoveryCodesLeft, rememberedDevices } = factors;
  const { t } = useTranslation(['secondFactor', 'common']);
  const queryClient = useQueryClient();
  const { data: health } = useQuery(api.session.health.queryOptions({ staleTime: 300_000 }));
  const { settled, invalidate } = useFactorChanges();
  const [asked, setAsked] = useState<'remove' | 'renew' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const close = () => setAsked(null);
  const start = useMutation(api.secondFactor.startTotp.mutationOptions({ onError: (e) => notifyProblem(e) }));
  const remove = useMutation(
    api.secondFactor.removeTotp.mutationOptions({
      ...settled(close),
      onSuccess: () => void notify({ message: t('totp.removed') }),
    }),
  );
  const renew = useMutation(
    api.secondFactor.renewRecoveryCodes.mutationOptions({
      ...settled(close),
      onSuccess: ({ recoveryCodes }) => setCodes(recoveryCodes),
    }),
  );
  const forget = useMutation(
    api.secondFactor.forgetDevices.mutationOptions({
      onError: (error) => notifyProblem(error),
      onSuccess: (changed) => {
        queryClient.setQueryData(api.secondFactor.show.queryKey(), changed);
        void notify({ message: t('devices.forgotten') });
      },
    }),
  );
  const removal = useRemoval({ hasTotp, passkeyCount: passkeys.length }, factors.isRequired);

  const handleConfirmed = async (recoveryCodes: string[] | null) => {
    start.reset();
    setCodes(recoveryCodes);
    void notify({ message: t('totp.done') });
    await invalidate();
  };

  return (
    <>
      <div className={styles.factor}>
        <div className={styles.what}>
          <h3 className={styles.name}>{t('totp.title')}</h3>
          <p className={styles.quiet}>{t(hasTotp ? 'totp.on' : 'totp.off')}</p>
          {hasTotp && !removal.allowed && <p className={styles.quiet}>{t(`why.${removal.reason}`)}</p>}
        </div>
        {hasTotp ? (
          <Button
            variant="default"
            size="compact-sm"
            disabled={!removal.allowed}
            onClick={() => setAsked('remove')}
          >
            {t('totp.remove')}
          </Button>
        ) : (
          <Button variant="default" loading={start.isPending} onClick={() => start.mutate({})}>
            {t('totp.setUp')}
          </Button>
        )}
      </div>
      {(hasTotp || passkeys.length > 0) && (
        <>
          <div className={styles.factor}>
            <div className={styles.what}>
              <h3 className={styles.name}>{t('codes.title')}</h3>
              <p className={styles.quiet}>
                {t('codes.text')}{' '}
                {recoveryCodesLeft > 0 ? t('codes.left', { count: recoveryCodesLeft }) : t('codes.none')}
              </p>
            </div>
            <Button variant="default" size="compact-sm" onClick={() => setAsked('renew')}>
              {t('codes.renew')}
            </Button>
          </div>
          {health?.offers.rememberedDevices && (
            <div className={styles.factor}>
              <div className={styles.what}>
                <h3 className={styles.name}>{t('devices.title')}</h3>
                <p className={styles.quiet}>
                  {rememberedDevices > 0
                    ? t('devices.count', { count: rememberedDevices })
                    : t('devices.none')}
                </p>
              </div>
              {rememberedDevices > 0 && (
                <Button
                  variant="default"
                  size="compact-sm"
                  loading={forget.isPending}
                  onClick={() => forget.mutate({})}
                >
                  {t('devices.forget')}
                </Button>
              )}
            </div>
          )}
        </>
      )}
      {start.data && !hasTotp && (
        <TotpDialog
          setup={start.data}
          onConfirmed={(recoveryCodes) => void handleConfirmed(recoveryCodes)}
          onClose={start.reset}
        />
      )}
      {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
      <ConfirmDialog
        isOpen={asked === 'remove'}
        title={t('totp.removeTitle')}
        confirmLabel={t('totp.remove')}
        cancelLabel={t('common:cancel')}
        isBusy={remove.isPending}
        onConfirm={() => remove.mutate({})}
        onCancel={close}
      >
        {t('totp.removeText')}
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={asked === 'renew'}
        title={t('codes.renewTitle')}
        confirmLabel={t('codes.renew')}
        cancelLabel={t('common:cancel')}
        isBusy={renew.isPending}
        onConfirm={() => renew.mutate({})}
        onCancel={close}
      >
        {t('codes.renewText')}
      </ConfirmDialog>
    </>
  );
}

function useRemoval(factors: Parameters<typeof canRemoveFactor>[1], isRequired: boolean) {
  const { data: viewer } = useQuery(api.session.me.queryOptions());
  const role = viewer?.role ?? 'journalist';
  return canRemoveFactor(role, factors, isRequired ? [role] : []);
}
