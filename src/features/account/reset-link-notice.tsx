import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './reset-link-notice.module.css';

const storageKey = 'toa-soan.seen-reset-link';

/**
 * Tells the owner of an account that somebody else has made a link to a new password for it. Dismissed for this browser
 * only: whoever has used the link cannot dismiss it for the owner.
 */
export function ResetLinkNotice() {
  const { t } = useTranslation(['account', 'common']);
  const { exactTime } = useMoments();
  const { data: account } = useQuery(api.account.get.queryOptions({ staleTime: 300_000 }));
  const [seenId, setSeenId] = useState(readSeenId);
  const latest = account?.resetLinks[0];
  if (!latest || latest.id === seenId) return null;

  const handleDismiss = () => {
    writeSeenId(latest.id);
    setSeenId(latest.id);
  };

  const when = exactTime(new Date(latest.createdAt));
  return (
    <div className={styles.notice}>
      <Banner tone="returned" title={t('resetLinks.made', { name: latest.createdBy.name, when })}>
        {latest.usedAt
          ? t('resetLinks.used', { when: exactTime(new Date(latest.usedAt)) })
          : t(latest.isOpen ? 'resetLinks.open' : 'resetLinks.unused')}{' '}
        {t('resetLinks.text')}
        <div className={styles.actions}>
          <Button component={Link} to={paths.account()} size="compact-sm" variant="default">
            {t('resetLinks.toAccount')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={handleDismiss}>
            {t('resetLinks.dismiss')}
          </Button>
        </div>
      </Banner>
    </div>
  );
}

function readSeenId(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    // Storage may be blocked; the notice then returns with the next visit.
    return null;
  }
}

function writeSeenId(id: string): void {
  try {
    localStorage.setItem(storageKey, id);
  } catch {
    // As above.
  }
}
