import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { formatDateTime, formatSpan, timeZoneName } from '../../../domain/dates.ts';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import type { DocumentSnapshot } from '../../editor/collaboration/document-state.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { reloadUpdated } from '../../lib/reload-updated.ts';
import { useNewsroomTimeZone } from '../../lib/use-newsroom-time-zone.ts';
import { useNow } from '../../lib/use-now.ts';
import { Banner } from '../../ui/banner.tsx';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import styles from './editing-page.module.css';
import { UnsyncedBanner } from './unsynced-banner.tsx';

type SituationBannersProps = {
  article: Article;
  doc: ArticleDocument;
  problem: DocumentSnapshot['problem'];
  /** Undoes up to the change that the server refuses. @returns whether nothing of it is left. */
  onUndoRefused: () => boolean;
};

/** Banners above the article: its situation, the editor's note, why it cannot be edited. */
export function SituationBanners(props: SituationBannersProps) {
  const { article, doc, problem, onUndoRefused } = props;
  const { t } = useTranslation(['editing', 'common']);
  const now = useNow();
  const timeZone = useNewsroomTimeZone();
  const language = currentLanguage();
  const { publication, state } = article;
  const banners = [];
  // Signing in again has its dialog, a refused change the banner below.
  if (problem !== null && problem !== 'unauthenticated' && problem !== 'invalid-document') {
    banners.push(
      <Banner key="problem" tone="returned" title={t(`document.${problem}`)} isAlert>
        {isFixedByReload(problem) && (
          <Button size="compact-sm" variant="default" onClick={() => void reloadUpdated()}>
            {t('document.reload')}
          </Button>
        )}
      </Banner>,
    );
  }
  if (article.isTrashed) banners.push(<Banner key="trash" tone="withdrawn" title={t('situation.trashed')} />);
  else if (state === 'returned') {
    banners.push(
      <Banner key="returned" tone="returned" title={t('situation.returned')}>
        {article.returnNote}
      </Banner>,
    );
  } else if (state === 'review') {
    const key = article.abilities.edit.allowed ? 'situation.reviewEditor' : 'situation.reviewAuthor';
    banners.push(<Banner key="review" tone="review" title={t(key)} />);
  } else if (state === 'scheduled' && publication) {
    const at = new Date(publication.visibleFrom);
    banners.push(
      <Banner
        key="scheduled"
        tone="scheduled"
        title={t('situation.scheduled', { time: formatDateTime(at, language, timeZone) })}
      >
        {`${timeZoneName(timeZone, language)}, ${t('common:time.left', { span: formatSpan(at.getTime() - now.getTime(), language) })}`}
      </Banner>,
    );
  } else if (state === 'published') {
    banners.push(<Banner key="published" tone="published" title={t('situation.published')} />);
  } else if (state === 'withdrawn') {
    banners.push(
      <Banner key="withdrawn" tone="withdrawn" title={t('situation.withdrawn')}>
        {publication?.withdrawnReason}
      </Banner>,
    );
  } else if (publication?.state === 'published') {
    banners.push(<Banner key="revising" tone="published" title={t('situation.revising')} />);
  }
  return (
    <ReadingColumn className={styles.banners}>
      <UnsyncedBanner doc={doc} articleId={article.id} onUndoRefused={onUndoRefused} />
      {banners}
    </ReadingColumn>
  );
}

/** Reloading fetches the current editor, or retries an article that the server could not read. */
function isFixedByReload(problem: NonNullable<DocumentSnapshot['problem']>): boolean {
  return problem === 'schema-version' || problem === 'unreadable';
}
