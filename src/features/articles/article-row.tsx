import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { exactTime, longFuture, shortPast } from '../../lib/moment.ts';
import { paths } from '../../lib/paths.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './article-row.module.css';

export type ListedArticle = Omit<Article, 'abilities'> & { abilities: Pick<Article['abilities'], 'restore'> };

type ArticleRowProps = {
  article: ListedArticle;
  categoryName: string | undefined;
  now: Date;
  /** Roving tabindex: one row is in the tab order, arrow keys move between rows. */
  isTabStop: boolean;
  onFocus: (id: string) => void;
  onRestore: ((article: ListedArticle) => void) | undefined;
};

export const ArticleRow = memo(function ArticleRow(props: ArticleRowProps) {
  const { article, categoryName, now, isTabStop, onFocus, onRestore } = props;
  const { t } = useTranslation(['articles', 'common']);
  const changedAt = new Date(article.updatedAt);
  const authors = article.authors.map((author) => author.name).join(', ');
  return (
    <li className={styles.row}>
      <div className={styles.state}>
        <StateBadge state={article.state} label={t(`common:state.${article.state}`)} />
      </div>
      <div className={styles.text}>
        <Link
          to={paths.article(article.id)}
          className={styles.title}
          data-row-link
          data-untitled={article.title ? undefined : true}
          tabIndex={isTabStop ? 0 : -1}
          onFocus={() => onFocus(article.id)}
        >
          {article.title || t('common:untitled')}
        </Link>
        <div className={styles.detail} data-tone={article.state === 'returned' ? 'note' : undefined}>
          <Detail article={article} now={now} />
        </div>
      </div>
      <div className={styles.category}>{categoryName}</div>
      <div className={styles.author}>{authors}</div>
      <div className={styles.end}>
        <time className={styles.time} dateTime={article.updatedAt} title={exactTime(changedAt)}>
          {shortPast(changedAt, now)}
        </time>
        {onRestore && article.abilities.restore.allowed && (
          <Button
            className={styles.restore}
            variant="default"
            size="compact-sm"
            onClick={() => onRestore(article)}
          >
            {t('list.restore')}
          </Button>
        )}
      </div>
    </li>
  );
});

/** Publication time, return note, reason for withdrawal, or the lead. */
function Detail({ article, now }: { article: ListedArticle; now: Date }) {
  const { t } = useTranslation('articles');
  if (article.state === 'scheduled' && article.publication) {
    const at = new Date(article.publication.visibleFrom);
    return (
      <time dateTime={article.publication.visibleFrom} title={exactTime(at)}>
        {longFuture(at, now)}
      </time>
    );
  }
  if (article.state === 'returned' && article.returnNote) return t('list.note', { note: article.returnNote });
  if (article.state === 'withdrawn' && article.publication?.withdrawnReason) {
    return article.publication.withdrawnReason;
  }
  return article.lead;
}
