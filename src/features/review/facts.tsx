import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { formatSpan } from '../../../domain/dates.ts';
import type { ContentJson } from '../../../domain/document/content.ts';
import { contentWordCount } from '../../../domain/document/to-text.ts';
import { readingMinutes } from '../../../domain/vietnamese.ts';
import { api } from '../../lib/api.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './review-page.module.css';

type FactsProps = { article: Article; content: ContentJson };

/** Authors, waiting time, and the metadata that readers see. */
export function Facts({ article, content }: FactsProps) {
  const { t } = useTranslation(['review', 'editing', 'common']);
  const { exactTime } = useMoments();
  const now = useNow();
  const { data: categories } = useQuery(api.categories.list.queryOptions({ staleTime: 300_000 }));
  const category = categories?.items.find(({ id }) => id === article.categoryId);
  const wordCount = contentWordCount(content);
  const submittedAt = article.submittedAt ? new Date(article.submittedAt) : null;
  return (
    <section className={styles.section} aria-labelledby="review-facts">
      <h2 id="review-facts">{t('facts.label')}</h2>
      <dl className={styles.list}>
        <dt>{t('facts.authors')}</dt>
        <dd>{article.authors.map((author) => author.name).join(', ')}</dd>
        {submittedAt && (
          <>
            <dt>{t('facts.waiting')}</dt>
            <dd title={exactTime(submittedAt)}>
              {formatSpan(now.getTime() - submittedAt.getTime(), currentLanguage())}
            </dd>
          </>
        )}
        <dt>{t('editing:fields.category')}</dt>
        <dd>{category?.name ?? t('common:noCategory')}</dd>
        <dt>{t('editing:fields.bylines')}</dt>
        <dd>{article.bylines.join(', ') || t('common:noByline')}</dd>
        {article.source && (
          <>
            <dt>{t('editing:fields.source')}</dt>
            <dd>
              {article.source.url ? (
                <a href={article.source.url} target="_blank" rel="noopener noreferrer">
                  {article.source.name}
                </a>
              ) : (
                article.source.name
              )}
            </dd>
          </>
        )}
        {article.tags.length > 0 && (
          <>
            <dt>{t('editing:fields.tags')}</dt>
            <dd>{article.tags.join(', ')}</dd>
          </>
        )}
        <dt>{t('facts.length')}</dt>
        <dd>{t('editing:words', { count: wordCount, minutes: readingMinutes(wordCount) })}</dd>
      </dl>
    </section>
  );
}
