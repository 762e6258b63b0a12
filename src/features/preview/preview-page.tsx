import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import IconSend from '@tabler/icons-react/dist/esm/icons/IconSend.mjs';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams, useSearchParams } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import { paths } from '../../lib/paths.ts';
import {
  type PreviewSearch,
  parsePreviewSearch,
  previewSearchParams,
  previewViews,
  viewWidths,
} from '../../lib/search-params/preview.ts';
import { useNow } from '../../lib/use-now.ts';
import { LazyModule } from '../../ui/lazy-module.tsx';
import { PageBar } from '../../ui/page-bar.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { createAssetLoader } from './asset-loader.ts';
import { PreviewFrame } from './preview-frame.tsx';
import styles from './preview-page.module.css';
import { previewQuery, watchedArticleQuery } from './preview-query.ts';
import { ShareCards } from './share-cards.tsx';

const importLinksDialog = () => import('./links-dialog.tsx');

/** The article's page before publication, at several widths, and its cards on other sites. */
export function PreviewPage() {
  const { t } = useTranslation(['preview', 'common']);
  const { id = '' } = useParams();
  const navigate = useNavigate();
  const now = useNow();
  const [params, setParams] = useSearchParams();
  const [assets] = useState(createAssetLoader);
  const search = parsePreviewSearch(params);
  const { view, version, areLinksOpen } = search;
  const article = useQuery(watchedArticleQuery(id)).data;
  const preview = useQuery(previewQuery(id, version));

  const show = (change: Partial<PreviewSearch>) =>
    setParams(previewSearchParams({ ...search, ...change }), { replace: true, preventScrollReset: true });
  const closeLinks = () => show({ areLinksOpen: false });
  useShortcuts([['mod+alt+P', () => void navigate(paths.article(id)), { usePhysicalKeys: true }]], {
    inText: true,
  });

  const title = article?.title || t('common:untitled');
  const isOutdated =
    version === 'working' && article && preview.data && article.updatedAt !== preview.data.updatedAt;
  return (
    <div className={styles.page}>
      <title>{`${t('title', { title })} · ${t('common:brand')}`}</title>
      <PageBar
        back={{ to: paths.article(id), label: t('back') }}
        heading={t('heading')}
        state={article?.state}
      >
        {article && canSeeLinks(article) && (
          <Button
            leftSection={<IconSend size={17} stroke={1.5} aria-hidden="true" />}
            onClick={() => show({ areLinksOpen: true })}
          >
            {t('send')}
          </Button>
        )}
      </PageBar>
      <main id="main" tabIndex={-1} className={styles.main}>
        <div className={styles.choices}>
          <SegmentedControl
            aria-label={t('view.label')}
            classNames={{ root: styles.views, label: styles.view }}
            value={view}
            onChange={(next) => show({ view: next })}
            data={previewViews.map((name) => ({ value: name, label: t(`view.${name}`) }))}
          />
          {article && hasTwoVersions(article, now) && (
            <SegmentedControl
              aria-label={t('version.label')}
              value={version}
              onChange={(next) => show({ version: next })}
              data={[
                { value: 'working', label: t('version.working') },
                { value: 'published', label: t('version.published') },
              ]}
            />
          )}
        </div>
        <div role="status" className={styles.news}>
          {isOutdated && (
            <p className={styles.outdated}>
              {t('outdated')}{' '}
              <Button size="compact-sm" loading={preview.isFetching} onClick={() => void preview.refetch()}>
                {t('update')}
              </Button>
            </p>
          )}
        </div>
        {!preview.data ? (
          <div className={styles.loading} role="status" aria-label={t('loading')}>
            <Skeleton height={32} width="60%" />
            <Skeleton height={18} mt={20} />
            <Skeleton height={260} mt={28} />
          </div>
        ) : view === 'cards' ? (
          <ShareCards html={preview.data.html} />
        ) : (
          <PreviewFrame preview={preview.data} width={viewWidths[view]} assets={assets} />
        )}
      </main>
      {article && areLinksOpen && (
        <LazyModule load={importLinksDialog} onError={closeLinks}>
          {({ LinksDialog }) => <LinksDialog article={article} onClose={closeLinks} />}
        </LazyModule>
      )}
    </div>
  );
}

/** Preview links exist for the article's authors and all editors. */
function canSeeLinks({ abilities: { share } }: Article): boolean {
  return share.allowed || share.reason !== 'not-permitted';
}

/** Whether the published version differs from the working copy or the scheduled version. */
function hasTwoVersions({ publication, stage }: Article, now: Date): boolean {
  if (!publication || publication.state === 'withdrawn' || new Date(publication.publishedAt) > now)
    return false;
  return stage !== 'none' || publication.state === 'scheduled';
}
