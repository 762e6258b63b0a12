import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import styles from './restore-dialog.module.css';
import { useRestore } from './use-restore.ts';
import { versionLabel } from './version-name.ts';

type RestoreDialogProps = { articleId: string; revision: Revision; onClose: () => void };

/** Confirms the restore of a whole revision, with its fields unless unchecked. */
export function RestoreDialog({ articleId, revision, onClose }: RestoreDialogProps) {
  const { t } = useTranslation(['revisions', 'common']);
  const [withFields, setWithFields] = useState(true);
  const { restore, pending } = useRestore(articleId);
  const version = revision.name
    ? `“${versionLabel(t, revision)}”`
    : t('number', { number: revision.number }).toLowerCase();
  return (
    <ConfirmDialog
      isOpen
      title={t('restore.title', { version })}
      confirmLabel={t('restore.confirm')}
      cancelLabel={t('common:cancel')}
      isBusy={pending !== undefined}
      onConfirm={() => restore(revision.id, withFields ? 'all' : 'words', undefined, onClose)}
      onCancel={onClose}
    >
      <p className={styles.text}>{t('restore.text')}</p>
      <Checkbox
        checked={withFields}
        label={t('restore.fields')}
        onChange={(event) => setWithFields(event.currentTarget.checked)}
      />
    </ConfirmDialog>
  );
}
