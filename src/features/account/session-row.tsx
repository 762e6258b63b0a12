import { Button } from '@mantine/core';
import IconComputer from '@tabler/icons-react/dist/esm/icons/IconDeviceDesktop.mjs';
import IconPhone from '@tabler/icons-react/dist/esm/icons/IconDeviceMobile.mjs';
import IconTablet from '@tabler/icons-react/dist/esm/icons/IconDeviceTablet.mjs';
import IconDevice from '@tabler/icons-react/dist/esm/icons/IconDeviceUnknown.mjs';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OwnSession } from '../../../domain/contract/own-account.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './sessions-section.module.css';

const icons = { computer: IconComputer, phone: IconPhone, tablet: IconTablet, unknown: IconDevice };

export function SessionRow({ session }: { session: OwnSession }) {
  const { t } = useTranslation('account');
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const queryClient = useQueryClient();
  const { id, device, browser, system, address, method, createdAt, lastUsedAt, isCurrent } = session;
  const Icon = icons[device];
  const [createdDate, usedDate] = [new Date(createdAt), new Date(lastUsedAt)];
  const name =
    browser && system
      ? t('sessions.browserOn', { browser, system })
      : (browser ?? system ?? t(`sessions.device.${device}`));
  const end = useMutation(
    api.account.endSession.mutationOptions({
      onSuccess: () => void notify({ message: t('sessions.ended', { name }) }),
      onError: (error) => notifyProblem(error),
      // Also after an error: the session may have ended elsewhere.
      onSettled: () => queryClient.invalidateQueries({ queryKey: api.account.sessions.key() }),
    }),
  );

  return (
    <li className={styles.row}>
      <Icon size={24} stroke={1.5} className={styles.icon} aria-hidden="true" />
      <div className={styles.what}>
        <p className={styles.name}>
          {name}
          {isCurrent && <span className={styles.current}>{t('sessions.current')}</span>}
        </p>
        <p className={styles.quiet}>
          <span>{t(`sessions.device.${device}`)}</span>
          {address && <span>{address}</span>}
          <span>{t(`sessions.method.${method}`)}</span>
        </p>
        <p className={styles.quiet}>
          <span title={exactTime(usedDate)}>
            {t('sessions.lastUsed', { when: shortPast(usedDate, now) })}
          </span>
          <span title={exactTime(createdDate)}>
            {t('sessions.since', { when: shortPast(createdDate, now) })}
          </span>
        </p>
      </div>
      {!isCurrent && (
        <Button
          variant="default"
          size="compact-sm"
          loading={end.isPending}
          aria-label={t('sessions.endLabel', { name })}
          onClick={() => end.mutate({ id })}
        >
          {t('sessions.end')}
        </Button>
      )}
    </li>
  );
}
