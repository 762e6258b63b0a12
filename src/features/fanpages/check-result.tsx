import { useTranslation } from 'react-i18next';
import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './check-result.module.css';

/** Result and time of the last link check. */
export function CheckResult({ check }: { check: Fanpage['check'] }) {
  const { t } = useTranslation('fanpages');
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  if (!check) return <div className={styles.result}>{t('check.never')}</div>;
  const at = new Date(check.at);
  return (
    <div className={styles.result} data-finding={check.finding}>
      <span className={styles.finding}>{t(`check.short.${check.finding}`)}</span> ·{' '}
      <time dateTime={check.at} title={exactTime(at)}>
        {shortPast(at, now)}
      </time>
    </div>
  );
}
