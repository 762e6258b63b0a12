import { Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './revision-row.module.css';

type CurrentVersionRowProps = {
  article: Article;
  isPicked: boolean;
  onPick: (ref: string, isPicked: boolean) => void;
};

/** The working copy, on top of the timeline. */
export function CurrentVersionRow({ article, isPicked, onPick }: CurrentVersionRowProps) {
  const { t } = useTranslation('revisions');
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const at = new Date(article.updatedAt);
  return (
    <li className={styles.row} data-now>
      <Checkbox
        className={styles.pick}
        checked={isPicked}
        aria-label={t('pick', { version: t('now') })}
        onChange={(event) => onPick('now', event.currentTarget.checked)}
      />
      <div className={styles.facts}>
        <p className={styles.line}>
          <span className={styles.label}>{t('now')}</span>
        </p>
        <p className={styles.detail}>
          {t('nowText')}
          {' · '}
          <time dateTime={article.updatedAt} title={exactTime(at)}>
            {shortPast(at, now)}
          </time>
        </p>
        <p className={styles.detail}>{t('words', { count: article.words })}</p>
      </div>
    </li>
  );
}
