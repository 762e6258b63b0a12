import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import styles from './sign-out-dialog.module.css';
import { useLocalDraftContent } from './use-local-draft-content.ts';
import { draftArticleIds, type LocalDrafts } from './use-local-drafts.ts';

type SignOutDialogProps = {
  userId: string;
  drafts: LocalDrafts;
  onStay: () => void;
  /** `isClearing`: also deletes everything of this account that this browser stores. */
  onLeave: (isClearing: boolean) => void;
};

/** Warns before signing out while there are local drafts. "Stay" has the initial focus. */
export function SignOutDialog({ userId, drafts, onStay, onLeave }: SignOutDialogProps) {
  const { t } = useTranslation('localDrafts');
  const articleIds = draftArticleIds(drafts);
  return (
    <Modal opened onClose={onStay} title={t('signOut.title')} size="30rem" withCloseButton={false}>
      <p className={styles.text}>{t('signOut.text', { count: articleIds.length })}</p>
      <ul className={styles.list}>
        {articleIds.map((articleId) => (
          <DraftTitle key={articleId} articleId={articleId} userId={userId} />
        ))}
      </ul>
      <p className={styles.text}>{t('signOut.shared')}</p>
      <div className={styles.actions}>
        <Button data-autofocus onClick={onStay}>
          {t('signOut.stay')}
        </Button>
        <Button variant="default" onClick={() => onLeave(false)}>
          {t('signOut.keep')}
        </Button>
        <Button variant="default" className={styles.clear} onClick={() => onLeave(true)}>
          {t('signOut.clear')}
        </Button>
      </div>
    </Modal>
  );
}

function DraftTitle({ articleId, userId }: { articleId: string; userId: string }) {
  const { t } = useTranslation('common');
  const draft = useLocalDraftContent(articleId, userId);
  return <li>{draft ? draft.content.title || t('untitled') : '\u00a0'}</li>;
}
