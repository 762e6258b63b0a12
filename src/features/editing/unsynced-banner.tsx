import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import { useDocumentSnapshot } from '../../editor/collaboration/use-article-document.ts';
import { contentOf } from '../../editor/content-of.ts';
import { copyContent } from '../../editor/copy-content.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { Banner } from '../../ui/banner.tsx';
import styles from './unsynced-banner.module.css';

/** Final refusals, except an expired session, which has its own dialog. */
const refusals = new Set([
  'wrong-stage',
  'not-permitted',
  'not-found',
  'schema-version',
  'invalid-document',
  'unreadable',
]);

/**
 * Offers to copy changes that the server refuses. Re-renders while typing; a component of its own so that nothing else
 * does.
 */
export function UnsyncedBanner({ doc }: { doc: ArticleDocument }) {
  const { t } = useTranslation('localDrafts');
  const state = useDocumentSnapshot(doc, 'saveState');
  if (state.kind !== 'failed' || !state.hasUnsyncedChanges || !refusals.has(state.code)) return null;

  const handleCopy = async () => {
    try {
      await copyContent(contentOf(doc.ydoc));
      void notify({ message: t('copied') });
    } catch {
      void notify({ message: t('copyFailed'), tone: 'bad' });
    }
  };

  return (
    <Banner tone="returned" title={t('banner.title')} isAlert>
      {t(`reasons.${state.code as 'wrong-stage'}`)}{' '}
      {t(state.isStoredLocally ? 'banner.text' : 'banner.textNotStored')}
      <span className={styles.actions}>
        <Button size="compact-sm" variant="default" onClick={() => void handleCopy()}>
          {t('copy')}
        </Button>
        <Button size="compact-sm" variant="subtle" color="gray" component={Link} to={paths.localDrafts()}>
          {t('title')}
        </Button>
      </span>
    </Banner>
  );
}
