import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { formatDateTime, formatSpan } from '../../../domain/dates.ts';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import type { DocumentSnapshot } from '../../editor/collaboration/document-state.ts';
import { currentLanguage } from '../../lib/i18n.ts';
import { useNow } from '../../lib/use-now.ts';
import { Banner } from '../../ui/banner.tsx';
import { UnsyncedBanner } from './unsynced-banner.tsx';

type SituationBannersProps = {
  article: Article;
  doc: ArticleDocument;
  problem: DocumentSnapshot['problem'];
  className: string | undefined;
};

/** Says above the article what a person has to know before writing: what the editor wants, why it cannot be changed. */
export function SituationBanners({ article, doc, problem, className }: SituationBannersProps) {
  const { t } = useTranslation(['editing', 'common']);
  const now = useNow();
  const language = currentLanguage();
  const { publication, state } = article;
  const banners = [];
  if (problem !== null && problem !== 'unauthenticated') {
    banners.push(
      <Banner key="problem" tone="returned" title={t(`document.${problem}`)} isAlert>
        {isMendedByReload(problem) && (
          <Button size="compact-sm" variant="default" onClick={() => location.reload()}>
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
        title={t('situation.scheduled', { time: formatDateTime(at, language) })}
      >
        {`${t('common:time.vietnamTime')}, ${t('common:time.left', { span: formatSpan(at.getTime() - now.getTime(), language) })}`}
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
  // Empty, it takes no room: see the style.
  return (
    <div className={className}>
      <UnsyncedBanner doc={doc} />
      {banners}
    </div>
  );
}

/** Loading the page again brings the new editor, or an answer that is another one by now. */
function isMendedByReload(problem: NonNullable<DocumentSnapshot['problem']>): boolean {
  return problem === 'schema-version' || problem === 'unreadable';
}
