import { Skeleton } from '@mantine/core';
import { isDefinedError } from '@orpc/client';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { failedChecks, unknownMediaOf } from '../../../domain/checks.ts';
import { type Comparison, compareContent } from '../../../domain/compare/compare.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { TransitionRequest } from '../../../domain/contract/transition-request.ts';
import type { HashedContent } from '../../../domain/document/content.ts';
import { paths } from '../../lib/paths.ts';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import { ChangesSince } from '../revisions/changes-since.tsx';
import { ComparisonView } from '../revisions/comparison-view.tsx';
import { CheckList } from '../workflow/check-list.tsx';
import { HistoryList } from '../workflow/history-list.tsx';
import { type TransitionError, useTransition } from '../workflow/use-transition.ts';
import { Decisions } from './decisions.tsx';
import { Facts } from './facts.tsx';
import { ReadersArticle } from './readers-article.tsx';
import { ReadingChoice } from './reading-choice.tsx';
import { parseReading, type Reading, useReadings } from './readings.ts';
import styles from './review-page.module.css';

type ReviewDeskProps = { article: Article; content: HashedContent };

/** The article as it will be published, the facts beside it, and the decisions. */
export function ReviewDesk({ article, content }: ReviewDeskProps) {
  const { t } = useTranslation(['review', 'workflow']);
  const navigate = useNavigate();
  const [shown, setShown] = useState(content);
  const [params, setParams] = useSearchParams();
  const [changes, setChanges] = useState<Comparison | null>(null);
  const [unknownMedia, setUnknownMedia] = useState<string[]>([]);
  const readings = useReadings(article, shown.contentHash);
  const reading = parseReading(params, readings);
  const changesRef = useRef<HTMLElement>(null);
  const { perform, pending } = useTransition(article.id);
  const failed = failedChecks(shown, article, unknownMedia);

  // Reaches the focus: the changes come before the next decision.
  useEffect(() => {
    if (changes) changesRef.current?.focus();
  }, [changes]);

  /** After a concurrent edit, shows the changes; the decision has to be made again. */
  const handleRefused = (error: TransitionError): boolean => {
    if (isDefinedError(error) && error.code === 'incomplete')
      setUnknownMedia(unknownMediaOf(error.data.checks));
    if (!isDefinedError(error) || error.code !== 'content-changed') return false;
    const { current, currentHash } = error.data;
    setChanges({ ...compareContent(shown, current), fields: [] });
    setShown({ ...current, contentHash: currentHash });
    return true;
  };

  const handleDecide = (request: TransitionRequest, onDone?: () => void) =>
    perform(request, {
      onRefused: handleRefused,
      onDone: () => {
        setChanges(null);
        onDone?.();
        if (request.transition === 'return') void navigate(paths.articles({ view: 'review' }));
      },
    });

  return (
    <div className={styles.columns}>
      <main id="main" tabIndex={-1} className={styles.article}>
        {changes && (
          <ReadingColumn>
            <section
              ref={changesRef}
              tabIndex={-1}
              role="alert"
              aria-labelledby="changed-title"
              className={styles.changed}
            >
              <h2 id="changed-title">{t('changes.title')}</h2>
              <p>{t('changes.text')}</p>
              <ComparisonView comparison={changes} view="inline" isBrief />
            </section>
          </ReadingColumn>
        )}
        {readings && readings.length > 1 && (
          <ReadingChoice
            readings={readings}
            value={reading?.name ?? 'article'}
            onChoose={(name) => setParams({ read: name }, { replace: true, preventScrollReset: true })}
          />
        )}
        <Shown article={article} content={shown} reading={reading} />
      </main>
      <aside className={styles.facts} aria-label={t('facts.label')}>
        <Decisions
          article={article}
          contentHash={shown.contentHash}
          pending={pending}
          onDecide={handleDecide}
        />
        <div className={styles.about}>
          <Facts article={article} content={shown} />
          {article.stage === 'review' && (
            <section className={styles.section} aria-labelledby="review-checks">
              <h2 id="review-checks">{t('checks')}</h2>
              <CheckList failed={failed} />
            </section>
          )}
          <section className={styles.section} aria-labelledby="review-history">
            <h2 id="review-history">{t('workflow:history.title')}</h2>
            <HistoryList articleId={article.id} />
          </section>
        </div>
      </aside>
    </div>
  );
}

type ShownProps = { article: Article; content: HashedContent; reading: Reading | undefined };

/** The content as it will be published, or compared with an earlier version. */
function Shown({ article, content, reading }: ShownProps) {
  const { t } = useTranslation('common');
  if (!reading) {
    return (
      <ReadingColumn role="status" aria-label={t('loading')}>
        <Skeleton height={280} />
      </ReadingColumn>
    );
  }
  if (reading.from === null) return <ReadersArticle content={content} />;
  return (
    <ReadingColumn>
      <ChangesSince key={reading.name} article={article} from={reading.from} content={content} />
    </ReadingColumn>
  );
}
