import { Button } from '@mantine/core';
import IconQrcode from '@tabler/icons-react/dist/esm/icons/IconQrcode.mjs';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { api } from '../../lib/api.ts';
import { notify, notifyProblem } from '../../lib/notify.ts';
import { toProblem } from '../../lib/problem.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import styles from './fanpage-detail.module.css';
import { LinkCheck } from './link-check.tsx';
import { ScanChart } from './scan-chart.tsx';

const days = 30;

type FanpageDetailProps = {
  fanpage: Fanpage;
  /** Whether the confirmation of a deletion is open. */
  isRemoving: boolean;
  onRemoving: (isRemoving: boolean) => void;
  onShowCode: () => void;
  /** Puts an address into the form without saving it. */
  onOfferUrl: (url: string) => void;
  onRemoved: () => void;
};

/** Link check, scan statistics and deletion of a fanpage. */
export function FanpageDetail(props: FanpageDetailProps) {
  const { fanpage, isRemoving, onRemoving, onShowCode, onOfferUrl, onRemoved } = props;
  const { t, i18n } = useTranslation(['fanpages', 'common', 'errors']);
  const queryClient = useQueryClient();
  const { id, name, etag, scans } = fanpage;
  const byDay = useQuery(api.fanpages.scans.queryOptions({ input: { id, days } }));
  const removing = useMutation(api.fanpages.remove.mutationOptions());
  const number = new Intl.NumberFormat(i18n.language);

  const handleRemove = () => {
    removing.mutate(
      { params: { id }, headers: { 'if-match': `"${etag}"` } },
      {
        onSuccess: () => {
          onRemoved();
          void notify({ message: t('remove.done', { name }) });
        },
        onError: (error) => {
          onRemoving(false);
          notifyProblem(error, t('remove.failed'));
        },
        onSettled: () => queryClient.invalidateQueries({ queryKey: api.fanpages.list.key() }),
      },
    );
  };

  return (
    <>
      <section className={styles.section} aria-labelledby="fanpage-link">
        <h3 id="fanpage-link" className={styles.heading}>
          {t('check.heading')}
        </h3>
        <LinkCheck fanpage={fanpage} onOfferUrl={onOfferUrl} />
      </section>
      <section className={styles.section} aria-labelledby="fanpage-scans">
        <div className={styles.line}>
          <h3 id="fanpage-scans" className={styles.heading}>
            {t('scans.heading')}
          </h3>
          <Button
            size="compact-md"
            variant="default"
            leftSection={<IconQrcode size={18} stroke={1.5} aria-hidden="true" />}
            onClick={onShowCode}
          >
            {t('qr')}
          </Button>
        </div>
        <dl className={styles.totals}>
          {(['last7', 'last30', 'total'] as const).map((span) => (
            <div key={span}>
              <dt>{t(`scans.${span}`)}</dt>
              <dd>{number.format(scans[span])}</dd>
            </div>
          ))}
        </dl>
        {byDay.data && <ScanChart days={byDay.data.items} />}
        {byDay.isPending && <div className={styles.waiting} role="status" aria-label={t('common:loading')} />}
        {byDay.isError && <p className={styles.failed}>{t(`errors:${toProblem(byDay.error).code}`)}</p>}
        <p className={styles.note}>{t('scans.note')}</p>
      </section>
      <section className={styles.section}>
        <Button variant="subtle" color="gray" className={styles.remove} onClick={() => onRemoving(true)}>
          {t('remove.action')}
        </Button>
      </section>
      <ConfirmDialog
        isOpen={isRemoving}
        title={t('remove.title', { name })}
        confirmLabel={t('remove.confirm')}
        cancelLabel={t('common:cancel')}
        isBusy={removing.isPending}
        onConfirm={handleRemove}
        onCancel={() => onRemoving(false)}
      >
        {t('remove.text')}
      </ConfirmDialog>
    </>
  );
}
