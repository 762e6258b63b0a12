import { Button } from '@mantine/core';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { SearchQuery } from '../../../domain/search-query.ts';
import { momentsIn } from '../../lib/moment.ts';
import { paths } from '../../lib/paths.ts';
import { Marked } from '../../ui/marked.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import styles from './article-row.module.css';
import { usePrefetchOnIntent } from './use-prefetch-on-intent.ts';

export type ListedArticle = Omit<Article, 'abilities'> & {
  abilities: Pick<Article['abilities'], 'restore'>;
  /** The part of lead or body that matches the search. */
  excerpt: string | null;
};

type ArticleRowProps = {
  article: ListedArticle;
  /** Marks its matches. Null without a search. */
  query: SearchQuery | null;
  categoryName: string | undefined;
  now: Date;
  /** The newsroom's, by its IANA name. Read once for the list. */
  timeZone: string;
  /** Roving tabindex: one row is in the tab order, arrow keys move between rows. */
  isTabStop: boolean;
  onFocus: (id: string) => void;
  onRestore: ((article: ListedArticle) => void) | undefined;
};

export const ArticleRow = memo(function ArticleRow(props: ArticleRowProps) {
  const { article, query, categoryName, now, timeZone, isTabStop, onFocus, onRestore } = props;
  const { t } = useTranslation(['articles', 'common']);
  const intent = usePrefetchOnIntent(article.id);
  const { exactTime, shortPast } = momentsIn(timeZone);
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
          {...intent}
          onFocus={() => {
            onFocus(article.id);
            intent.onFocus();
          }}
        >
          {article.title ? <Marked text={article.title} query={query} /> : t('common:untitled')}
        </Link>
        <div className={styles.detail} data-tone={detailTone(article, query)}>
          {query && article.excerpt ? (
            <Marked text={article.excerpt} query={query} />
          ) : (
            <Detail article={article} now={now} timeZone={timeZone} />
          )}
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

function detailTone({ excerpt, state }: ListedArticle, query: SearchQuery | null) {
  if (query && excerpt) return 'excerpt';
  return state === 'returned' ? 'note' : undefined;
}

/** Publication time, return note, reason for withdrawal, or the lead. */
function Detail({ article, now, timeZone }: Pick<ArticleRowProps, 'article' | 'now' | 'timeZone'>) {
  const { t } = useTranslation('articles');
  const { exactTime, longFuture } = momentsIn(timeZone);
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
