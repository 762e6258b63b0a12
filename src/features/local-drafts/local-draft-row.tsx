import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArticleFields } from '../../../domain/contract/article-schema.ts';
import type { FieldChanges } from '../../editor/collaboration/local-database.ts';
import { discardLocalDraft, type LocalDraft } from '../../editor/collaboration/local-drafts.ts';
import { contentAsText, copyContent } from '../../editor/copy-content.ts';
import { currentLanguage, i18n } from '../../lib/i18n.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { clearStoredFiles, type StoredFileInfo } from '../../uploads/stored-files.ts';
import styles from './local-drafts-page.module.css';
import { useLocalDraftContent } from './use-local-draft-content.ts';
import { localDraftKeys } from './use-local-drafts.ts';

type FieldName = keyof ArticleFields;

/** A field's value as text; empty where it cannot be shown without asking the server. */
function fieldText(name: FieldName, value: unknown): string {
  if ((name === 'tags' || name === 'bylines') && Array.isArray(value)) return value.join(', ');
  if (name === 'slug') return String(value ?? '');
  if (name !== 'source' || value === null) return '';
  const { name: source, url } = value as NonNullable<ArticleFields['source']>;
  return [source, url].filter(Boolean).join(', ');
}

type LocalDraftRowProps = {
  articleId: string;
  userId: string;
  /** Undefined when only files are unsynced. */
  draft: LocalDraft | undefined;
  files: StoredFileInfo[];
};

/** One article with unsynced changes: their amount, age, the reason, and the actions: open, copy, discard. */
export function LocalDraftRow({ articleId, userId, draft, files }: LocalDraftRowProps) {
  const { t } = useTranslation(['localDrafts', 'common']);
  const { exactTime, shortPast } = useMoments();
  const [isDiscarding, setIsDiscarding] = useState(false);
  const queryClient = useQueryClient();
  const now = useNow();
  const local = useLocalDraftContent(articleId, userId);
  const title = local?.content.title || t('common:untitled');
  const text = local ? contentAsText(local.content) : '';

  const handleCopy = async () => {
    if (!local) return;
    try {
      await copyContent(local.content);
      void notify({ message: t('copied') });
    } catch {
      void notify({ message: t('copyFailed'), tone: 'bad' });
    }
  };

  const handleDiscard = async () => {
    setIsDiscarding(false);
    try {
      await clearStoredFiles(userId, articleId);
      await discardLocalDraft(articleId, userId);
      void notify({ message: t('discarded') });
    } catch {
      void notify({ message: t('discardFailed'), tone: 'bad' });
    }
    await queryClient.invalidateQueries({ queryKey: localDraftKeys.all });
  };

  return (
    <li className={styles.row}>
      <div className={styles.summary}>
        <h2 className={styles.title} data-untitled={local && !local.content.title ? true : undefined}>
          {local ? title : '\u00a0'}
        </h2>
        {draft && (
          <p className={styles.facts}>
            <time dateTime={draft.lastAt.toISOString()} title={exactTime(draft.lastAt)}>
              {t('writtenAt', { time: shortPast(draft.lastAt, now).toLocaleLowerCase(currentLanguage()) })}
            </time>
            {local && draft.hasText && ` · ${changeCounts()}`}
          </p>
        )}
        {draft && Object.keys(draft.fields).length > 0 && (
          <p className={styles.facts}>{fieldsText(draft.fields)}</p>
        )}
        {files.length > 0 && (
          <p className={styles.facts}>
            {t('files', { count: files.length, names: files.map(({ fileName }) => fileName).join(', ') })}
          </p>
        )}
        {draft && <p className={styles.reason}>{reasonText(draft.reason)}</p>}
        {text !== '' && (
          <details className={styles.details}>
            <summary>{t('show')}</summary>
            <div className={styles.text}>{text}</div>
          </details>
        )}
      </div>
      <div className={styles.actions}>
        {draft?.reason !== 'not-found' && (
          <Button component={Link} to={paths.article(articleId)} variant="default">
            {t('open')}
          </Button>
        )}
        <Button variant="default" disabled={text === ''} onClick={() => void handleCopy()}>
          {t('copy')}
        </Button>
        <Button variant="subtle" color="gray" onClick={() => setIsDiscarding(true)}>
          {t('discard')}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={isDiscarding}
        title={t('discardTitle')}
        confirmLabel={t('discardConfirm')}
        cancelLabel={t('common:cancel')}
        onConfirm={() => void handleDiscard()}
        onCancel={() => setIsDiscarding(false)}
      >
        <p className={styles.discarded}>
          <strong>{title}</strong>
          {draft?.hasText && local && ` · ${changeCounts()}`}
          {draft && Object.keys(draft.fields).length > 0 && ` · ${fieldsText(draft.fields)}`}
          {files.length > 0 &&
            ` · ${t('files', { count: files.length, names: files.map(({ fileName }) => fileName).join(', ') })}`}
        </p>
        {t('discardText')}
      </ConfirmDialog>
    </li>
  );

  function changeCounts(): string {
    const { added = 0, removed = 0 } = local ?? {};
    const parts = [
      added > 0 && t('added', { count: added }),
      removed > 0 && t('removed', { count: removed }),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(', ') : t('onlyForm');
  }

  function fieldsText(fields: FieldChanges): string {
    const list = Object.entries(fields).map(([name, { to }]) => {
      const label = t(`fieldNames.${name as FieldName}`);
      const value = fieldText(name as FieldName, to);
      return value === '' ? label : `${label} (${value})`;
    });
    return t('fields', { list: list.join(', ') });
  }

  function reasonText(code: string | null): string {
    if (code !== null && i18n.exists(`localDrafts:reasons.${code}`))
      return t(`reasons.${code as 'not-found'}`);
    return t('reasons.waiting');
  }
}
