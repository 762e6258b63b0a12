import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Fanpage, LinkCheck as Found } from '../../../domain/contract/fanpages.ts';
import { readFanpageAddress, shownAddress } from '../../../domain/fanpages.ts';
import { api } from '../../lib/api.ts';
import { notifyProblem } from '../../lib/notify.ts';
import { CheckResult } from './check-result.tsx';
import styles from './link-check.module.css';

type LinkCheckProps = { fanpage: Fanpage; onOfferUrl: (url: string) => void };

/** Lets the server check the link and explains the result. */
export function LinkCheck({ fanpage, onOfferUrl }: LinkCheckProps) {
  const { t } = useTranslation('fanpages');
  const queryClient = useQueryClient();
  const checking = useMutation(api.fanpages.check.mutationOptions());
  // `cannot-check` is not stored, so the response comes first.
  const found: Found | null = checking.data?.check ?? fanpage.check;
  const better = found?.finding === 'moved' && found.to !== null ? readFanpageAddress(found.to) : null;

  const handleCheck = () => {
    checking.mutate(
      { id: fanpage.id },
      {
        onSuccess: () => queryClient.invalidateQueries({ queryKey: api.fanpages.list.key() }),
        onError: (error) => notifyProblem(error, t('check.failed')),
      },
    );
  };

  return (
    <>
      <div className={styles.line}>
        <CheckResult check={fanpage.check} />
        <Button size="compact-md" variant="default" loading={checking.isPending} onClick={handleCheck}>
          {t('check.action')}
        </Button>
      </div>
      <div role="status" className={styles.text}>
        {found && (
          <p>
            {t(`check.long.${found.finding}`, {
              status: found.status ?? '',
              to: found.to === null ? '' : shownAddress(found.to),
            })}
          </p>
        )}
        {better?.ok && (
          <Button size="compact-sm" variant="default" onClick={() => onOfferUrl(better.address.url)}>
            {t('check.apply')}
          </Button>
        )}
      </div>
    </>
  );
}
