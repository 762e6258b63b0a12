import { Button, Skeleton } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { paths } from '../../lib/paths.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { LoadMore } from '../../ui/load-more.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { AbilityButton } from '../workflow/ability-button.tsx';
import { CurrentVersionRow } from './current-version-row.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RevisionRow } from './revision-row.tsx';
import styles from './revisions-page.module.css';
import { SaveDialog } from './save-dialog.tsx';
import { articleQuery, publishedRevision, timelineQuery } from './versions.ts';

/** The revisions of an article, newest first: compare two, restore one. */
export function RevisionsPage() {
  const { t } = useTranslation(['revisions', 'common']);
  const { id = '' } = useParams();
  const article = useQuery(articleQuery(id)).data;
  const timeline = useInfiniteQuery(timelineQuery(id));
  const [picked, setPicked] = useState<string[]>([]);
  const [isSaving, setIsSaving] = useState(false);
  const [restoring, setRestoring] = useState<Revision | null>(null);
  const revisions = timeline.data?.pages.flatMap(({ items }) => items);

  // A third choice replaces the first.
  const handlePick = (ref: string, isPicked: boolean) =>
    setPicked((before) => (isPicked ? [...before, ref].slice(-2) : before.filter((other) => other !== ref)));

  return (
    <div className={styles.page}>
      <title>{`${t('title', { title: article?.title || t('common:untitled') })} · ${t('common:brand')}`}</title>
      <PageBar
        back={{ to: paths.article(id), label: t('back') }}
        heading={t('heading')}
        state={article?.state}
      >
        {article && (
          <AbilityButton ability={article.abilities.edit} onClick={() => setIsSaving(true)}>
            {t('save.action')}
          </AbilityButton>
        )}
      </PageBar>
      <main id="main" tabIndex={-1} className={styles.main}>
        {article && revisions ? (
          <>
            <p className={styles.title}>{article.title || t('common:untitled')}</p>
            <p className={styles.intro}>{t('intro')}</p>
            {revisions.length === 0 ? (
              <EmptyState title={t('none.title')} text={t('none.text')} />
            ) : (
              <>
                <ol className={styles.timeline}>
                  <CurrentVersionRow
                    article={article}
                    isPicked={picked.includes('now')}
                    onPick={handlePick}
                  />
                  {revisions.map((revision, index) => (
                    <RevisionRow
                      key={revision.id}
                      article={article}
                      revision={revision}
                      previous={revisions[index + 1]}
                      isForReaders={revision.id === publishedRevision(article)}
                      isPicked={picked.includes(revision.id)}
                      onPick={handlePick}
                      onRestore={() => setRestoring(revision)}
                    />
                  ))}
                </ol>
                <LoadMore list={timeline} more={t('more')} failed={t('moreFailed')} />
              </>
            )}
          </>
        ) : (
          <div role="status" aria-label={t('loading')}>
            <Skeleton height={28} width="60%" />
            <Skeleton height={64} mt={28} />
            <Skeleton height={64} mt={12} />
            <Skeleton height={64} mt={12} />
          </div>
        )}
      </main>
      {picked.length > 0 && <PickedBar articleId={id} picked={chronological(picked, revisions ?? [])} />}
      {article && <SaveDialog articleId={id} isOpen={isSaving} onClose={() => setIsSaving(false)} />}
      {restoring && <RestoreDialog articleId={id} revision={restoring} onClose={() => setRestoring(null)} />}
    </div>
  );
}

function PickedBar({ articleId, picked: [from, to] }: { articleId: string; picked: string[] }) {
  const { t } = useTranslation('revisions');
  return (
    <section className={styles.picked} aria-label={t('picked.label')}>
      <p role="status">{to ? t('picked.two') : t('picked.one')}</p>
      {from && to && (
        <Button component={Link} to={paths.compare(articleId, { from, to })}>
          {t('compare')}
        </Button>
      )}
    </section>
  );
}

/** Oldest first; the working copy is the newest. */
function chronological(picked: readonly string[], revisions: readonly Revision[]): string[] {
  const placeOf = (ref: string) => revisions.findIndex(({ id }) => id === ref);
  return picked.toSorted((a, b) => placeOf(b) - placeOf(a));
}
