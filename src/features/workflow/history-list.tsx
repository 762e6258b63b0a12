import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { HistoryEntry } from '../../../domain/contract/articles.ts';
import { api } from '../../lib/api.ts';
import { paths } from '../../lib/paths.ts';
import { toProblem } from '../../lib/problem.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './history-list.module.css';

/** The transitions of an article, newest first. */
export function HistoryList({ articleId }: { articleId: string }) {
  const { t } = useTranslation(['workflow', 'errors']);
  const history = useQuery(api.articles.history.queryOptions({ input: { id: articleId, limit: 100 } }));
  const now = useNow();
  if (history.isPending) return <Skeleton height={120} aria-label={t('history.loading')} />;
  if (history.isError) return <p className={styles.empty}>{t(`errors:${toProblem(history.error).code}`)}</p>;
  return (
    <>
      <p className={styles.revisions}>
        <Link to={paths.revisions(articleId)}>{t('history.revisions')}</Link>
      </p>
      <ol className={styles.list}>
        {history.data.items.map((entry) => (
          <Entry key={entry.id} entry={entry} now={now} />
        ))}
      </ol>
    </>
  );
}

function Entry({ entry, now }: { entry: HistoryEntry; now: Date }) {
  const { t } = useTranslation('workflow');
  const { exactTime, shortPast } = useMoments();
  const at = new Date(entry.at);
  return (
    <li className={styles.entry}>
      <div className={styles.line}>
        <span>
          <strong className={styles.who}>{entry.actor.name}</strong> {t(`did.${entry.transition}`)}
        </span>
        <time className={styles.when} dateTime={entry.at} title={exactTime(at)}>
          {shortPast(at, now)}
        </time>
      </div>
      {entry.publishAt && (
        <p className={styles.note}>{t('history.for', { time: exactTime(new Date(entry.publishAt)) })}</p>
      )}
      {entry.note && (
        <p className={styles.note}>
          {isApproval(entry) ? t('history.correction', { note: entry.note }) : `“${entry.note}”`}
        </p>
      )}
    </li>
  );
}

/** The note of an approval is a correction note for readers. */
function isApproval({ transition }: HistoryEntry): boolean {
  return transition === 'publish' || transition === 'schedule';
}
