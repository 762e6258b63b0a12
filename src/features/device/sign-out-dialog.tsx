import { Button, Modal } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Kept, keptArticleIds } from './kept-query.ts';
import styles from './sign-out-dialog.module.css';
import { useKeptContent } from './use-kept-content.ts';

type SignOutDialogProps = {
  userId: string;
  kept: Kept;
  onStay: () => void;
  /** `isClearing`: with everything of this account that the device holds. */
  onLeave: (isClearing: boolean) => void;
};

/** Before somebody leaves a device that holds what the newsroom does not have. Staying has the focus. */
export function SignOutDialog({ userId, kept, onStay, onLeave }: SignOutDialogProps) {
  const { t } = useTranslation('device');
  const articleIds = keptArticleIds(kept);
  return (
    <Modal opened onClose={onStay} title={t('signOut.title')} size="30rem" withCloseButton={false}>
      <p className={styles.text}>{t('signOut.text', { count: articleIds.length })}</p>
      <ul className={styles.list}>
        {articleIds.map((articleId) => (
          <KeptTitle key={articleId} articleId={articleId} userId={userId} />
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

function KeptTitle({ articleId, userId }: { articleId: string; userId: string }) {
  const { t } = useTranslation('common');
  const kept = useKeptContent(articleId, userId);
  return <li>{kept ? kept.content.title || t('untitled') : '\u00a0'}</li>;
}
