import { Skeleton } from '@mantine/core';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { HashedContent } from '../../../domain/document/content.ts';
import type { VersionRef } from '../../lib/search-params/compare.ts';
import { Legend } from './change-kinds.tsx';
import { ChangeNav } from './change-nav.tsx';
import styles from './changes-since.module.css';
import { ComparisonView } from './comparison-view.tsx';
import { useComparison } from './use-comparison.ts';
import { fieldsOf, useVersion } from './versions.ts';

type ChangesSinceProps = {
  article: Article;
  from: VersionRef;
  /** The content on the screen. */
  content: HashedContent;
};

/** The comparison of an earlier version with the content shown on another page. */
export function ChangesSince({ article, from, content }: ChangesSinceProps) {
  const { t } = useTranslation('revisions');
  const container = useRef<HTMLDivElement>(null);
  const before = useVersion(article.id, article, from);
  const { contentHash, ...contentJson } = content;
  const fields = fieldsOf(article);
  const comparison = useComparison(
    before
      ? {
          before: before.version,
          after: { content: contentJson, fields },
          key: `${before.key} | ${contentHash} ${JSON.stringify(fields)}`,
        }
      : undefined,
  );
  if (before === null) return <p className={styles.none}>{t('compared.unpublished.title')}</p>;
  if (!before || !comparison) {
    return <Skeleton height={240} aria-label={t('compared.working')} role="status" />;
  }
  const heading =
    from === 'published'
      ? t('compared.sincePublished')
      : t('compared.since', { number: String(before.number) });
  if (comparison.isSame) {
    return (
      <div className={styles.same}>
        <h1 className={styles.heading}>{heading}</h1>
        <p className={styles.summary}>{t('compared.same.text')}</p>
      </div>
    );
  }
  return (
    <div ref={container}>
      <div className={styles.bar}>
        <h1 className={styles.heading}>{heading}</h1>
        <p className={styles.summary}>
          {t('compared.summary', { added: comparison.wordsAdded, removed: comparison.wordsRemoved })}
        </p>
        <ChangeNav container={container} shown={comparison} />
      </div>
      <div className={styles.legend}>
        <Legend />
      </div>
      <ComparisonView comparison={comparison} view="inline" />
    </div>
  );
}
