import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import { discardLocalDraft } from '../../editor/collaboration/local-drafts.ts';
import { useDocumentSnapshot } from '../../editor/collaboration/use-article-document.ts';
import { contentOf } from '../../editor/content-of.ts';
import { copyContent } from '../../editor/copy-content.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { currentAccountId } from '../../lib/session.ts';
import { Banner } from '../../ui/banner.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
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

type UnsyncedBannerProps = { doc: ArticleDocument; articleId: string; onUndoRefused: () => boolean };

/**
 * Offers to undo, copy or discard changes that the server refuses. Re-renders while typing; a component of its own so that nothing else
 * does.
 */
export function UnsyncedBanner({ doc, articleId, onUndoRefused }: UnsyncedBannerProps) {
  const { t } = useTranslation(['localDrafts', 'common']);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const state = useDocumentSnapshot(doc, 'saveState');
  if (state.kind !== 'failed' || !state.hasUnsyncedChanges || !refusals.has(state.code)) return null;

  const handleUndo = () => {
    if (!onUndoRefused()) void notify({ message: t('banner.undoFailed'), tone: 'bad' });
  };

  const handleCopy = async () => {
    try {
      await copyContent(contentOf(doc.ydoc));
      void notify({ message: t('copied') });
    } catch {
      void notify({ message: t('copyFailed'), tone: 'bad' });
    }
  };

  /** The page still holds what was refused: only a new one is free of it. */
  const handleDiscard = async () => {
    setIsDiscarding(false);
    try {
      const userId = currentAccountId();
      if (userId) await discardLocalDraft(articleId, userId);
      location.reload();
    } catch {
      void notify({ message: t('discardFailed'), tone: 'bad' });
    }
  };

  const isRefused = state.code === 'invalid-document';
  return (
    <Banner tone="returned" title={t('banner.title')} isAlert>
      {isRefused ? t('banner.refused') : t(`reasons.${state.code as 'wrong-stage'}`)}{' '}
      {t(state.isStoredLocally ? 'banner.text' : 'banner.textNotStored')}
      <span className={styles.actions}>
        {isRefused && (
          <Button size="compact-sm" variant="default" onClick={handleUndo}>
            {t('banner.undo')}
          </Button>
        )}
        <Button size="compact-sm" variant="default" onClick={() => void handleCopy()}>
          {t('copy')}
        </Button>
        {isRefused && (
          <Button size="compact-sm" variant="default" onClick={() => setIsDiscarding(true)}>
            {t('banner.discard')}
          </Button>
        )}
        <Button size="compact-sm" variant="subtle" color="gray" component={Link} to={paths.localDrafts()}>
          {t('title')}
        </Button>
      </span>
      <ConfirmDialog
        isOpen={isDiscarding}
        title={t('discardTitle')}
        confirmLabel={t('discardConfirm')}
        cancelLabel={t('common:cancel')}
        onConfirm={() => void handleDiscard()}
        onCancel={() => setIsDiscarding(false)}
      >
        {t('discardText')}
      </ConfirmDialog>
    </Banner>
  );
}
