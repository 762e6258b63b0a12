import { NativeSelect, SegmentedControl, Skeleton } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { paths } from '../../lib/paths.ts';
import {
  type CompareSearch,
  compareSearchParams,
  compareViews,
  parseCompareSearch,
} from '../../lib/search-params/compare.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { Legend } from './change-kinds.tsx';
import { ChangeNav } from './change-nav.tsx';
import styles from './compare-page.module.css';
import { ComparisonView } from './comparison-view.tsx';
import { useComparison } from './use-comparison.ts';
import { useRestore } from './use-restore.ts';
import { versionLabel } from './version-name.ts';
import { articleQuery, defaultFrom, publishedRevision, revisionsQuery, useVersion } from './versions.ts';

/** Compares two versions of an article word by word. */
export function ComparePage() {
  const { t } = useTranslation(['revisions', 'common']);
  const { id = '' } = useParams();
  const [params, setParams] = useSearchParams();
  const main = useRef<HTMLElement>(null);
  const isWide = useMediaQuery('(min-width: 62em)', true, { getInitialValueInEffect: false });
  const article = useQuery(articleQuery(id)).data;
  const revisions = useQuery({
    ...revisionsQuery(id),
    throwOnError: (_error, query) => query.state.data === undefined,
  }).data?.items;
  const search = parseCompareSearch(params);
  const from = search.from ?? (article && revisions ? defaultFrom(article, revisions) : undefined);
  const [before, after] = [useVersion(id, article, from), useVersion(id, article, search.to)];
  const comparison = useComparison(
    before && after
      ? { before: before.version, after: after.version, key: `${before.key} | ${after.key}` }
      : undefined,
  );
  const { restore, pending } = useRestore(id);

  const show = (change: Partial<CompareSearch>) =>
    setParams(compareSearchParams({ ...search, ...change }), { replace: true, preventScrollReset: true });
  const view = isWide ? search.view : 'inline';
  const revisionId = before?.revisionId;
  // A restore changes the working copy, so it is offered only where that is shown.
  const canRestore = article?.abilities.edit.allowed && search.to === 'now' && revisionId;

  return (
    <div className={styles.page}>
      <title>{`${t('compared.title', { title: article?.title || t('common:untitled') })} · ${t('common:brand')}`}</title>
      <PageBar
        back={{ to: paths.revisions(id), label: t('compared.back') }}
        heading={t('compared.heading')}
        isScrolledAway
      >
        {isWide && (
          <SegmentedControl
            aria-label={t('compared.view.label')}
            value={search.view}
            onChange={(value) => show({ view: value })}
            data={compareViews.map((value) => ({ value, label: t(`compared.view.${value}`) }))}
          />
        )}
      </PageBar>
      <section className={styles.tools} aria-label={t('compared.choice')}>
        <div className={styles.choices}>
          <VersionSelect
            label={t('compared.from')}
            value={from ?? ''}
            article={article}
            revisions={revisions}
            onChange={(value) => show({ from: value })}
          />
          <VersionSelect
            label={t('compared.to')}
            value={search.to}
            article={article}
            revisions={revisions}
            onChange={(value) => show({ to: value })}
          />
        </div>
        {comparison && !comparison.isSame && (
          <div className={styles.facts}>
            <p className={styles.summary}>
              {t('compared.summary', { added: comparison.wordsAdded, removed: comparison.wordsRemoved })}
            </p>
            <ChangeNav container={main} shown={comparison} />
          </div>
        )}
      </section>
      <main id="main" tabIndex={-1} className={styles.main} ref={main}>
        {comparison && !comparison.isSame && (
          <div className={styles.legend} data-view={view}>
            <Legend />
            {view === 'side' && (
              <div className={styles.heads}>
                <span>{t('compared.before')}</span>
                <span>{t('compared.after')}</span>
              </div>
            )}
          </div>
        )}
        {from === null && <EmptyState title={t('none.title')} text={t('none.text')} />}
        {(before === null || after === null) && (
          <EmptyState title={t('compared.unpublished.title')} text={t('compared.unpublished.text')} />
        )}
        {comparison?.isSame && <EmptyState title={t('compared.same.title')} text={t('compared.same.text')} />}
        {comparison && !comparison.isSame && (
          <ComparisonView
            comparison={comparison}
            view={view}
            restoring={
              canRestore
                ? { pending, onRestore: (part, blockId) => restore(canRestore, part, blockId) }
                : undefined
            }
          />
        )}
        {!comparison && from !== null && before !== null && after !== null && (
          <div className={styles.loading} role="status" aria-label={t('compared.working')}>
            <Skeleton height={36} width="70%" />
            <Skeleton height={20} mt={24} />
            <Skeleton height={220} mt={28} />
          </div>
        )}
      </main>
    </div>
  );
}

type VersionSelectProps = {
  label: string;
  value: string;
  article: Article | undefined;
  revisions: readonly Revision[] | undefined;
  onChange: (ref: string) => void;
};

function VersionSelect({ label, value, article, revisions = [], onChange }: VersionSelectProps) {
  const { t } = useTranslation('revisions');
  const { shortPast } = useMoments();
  const now = useNow();
  const options = [
    { value: 'now', label: t('now') },
    ...(publishedRevision(article) ? [{ value: 'published', label: t('published') }] : []),
    ...revisions.map((revision) => ({
      value: revision.id,
      label: t('option', {
        number: revision.number,
        label: versionLabel(t, revision),
        time: shortPast(new Date(revision.createdAt), now),
      }),
    })),
  ];
  // The URL may name a revision older than those listed.
  const isListed = options.some((option) => option.value === value);
  return (
    <NativeSelect
      className={styles.select}
      label={label}
      value={value}
      data={isListed ? options : [{ value, label: '…' }, ...options]}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
