import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ArticleFields } from '../../../domain/contract/article-schema.ts';
import { formatDateTime } from '../../../domain/dates.ts';
import type { FieldChanges } from '../../editor/collaboration/device-database.ts';
import { discardKept, type KeptArticle } from '../../editor/collaboration/device-shelf.ts';
import { copyWords, wordsAsText } from '../../editor/copy-words.ts';
import { currentLanguage, i18n } from '../../lib/i18n.ts';
import { shortPast } from '../../lib/moment.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { useNow } from '../../lib/use-now.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { clearStoredFiles, type StoredFileInfo } from '../../uploads/stored-files.ts';
import styles from './kept-page.module.css';
import { useKeptContent } from './use-kept-content.ts';

type FieldName = keyof ArticleFields;

/** What a person can read of a field's value without asking the server. */
function readable(name: FieldName, value: unknown): string {
  if ((name === 'tags' || name === 'bylines') && Array.isArray(value)) return value.join(', ');
  if (name === 'slug') return String(value ?? '');
  if (name !== 'source' || value === null) return '';
  const { name: source, url } = value as NonNullable<ArticleFields['source']>;
  return [source, url].filter(Boolean).join(', ');
}

type KeptRowProps = {
  articleId: string;
  userId: string;
  /** Undefined where only pictures wait. */
  words: KeptArticle | undefined;
  files: StoredFileInfo[];
};

/** An article of which this device holds more than the server: what, since when, why, and what can be done. */
export function KeptRow({ articleId, userId, words, files }: KeptRowProps) {
  const { t } = useTranslation(['device', 'common']);
  const [isDiscarding, setIsDiscarding] = useState(false);
  const queryClient = useQueryClient();
  const now = useNow();
  const kept = useKeptContent(articleId, userId);
  const title = kept?.content.title || t('common:untitled');
  const text = kept ? wordsAsText(kept.content) : '';

  const handleCopy = async () => {
    if (!kept) return;
    try {
      await copyWords(kept.content);
      void notify({ message: t('copied') });
    } catch {
      void notify({ message: t('copyFailed'), tone: 'bad' });
    }
  };

  const handleDiscard = async () => {
    setIsDiscarding(false);
    try {
      await clearStoredFiles(userId, articleId);
      await discardKept(articleId, userId);
      void notify({ message: t('discarded') });
    } catch {
      void notify({ message: t('discardFailed'), tone: 'bad' });
    }
    await queryClient.invalidateQueries({ queryKey: ['device'] });
  };

  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <h2 className={styles.title} data-untitled={kept && !kept.content.title ? true : undefined}>
          {kept ? title : '\u00a0'}
        </h2>
        {words && (
          <p className={styles.facts}>
            <time
              dateTime={words.lastAt.toISOString()}
              title={formatDateTime(words.lastAt, currentLanguage())}
            >
              {t('writtenAt', { time: shortPast(words.lastAt, now).toLocaleLowerCase(currentLanguage()) })}
            </time>
            {kept && words.hasWords && ` · ${amountOf()}`}
          </p>
        )}
        {words && Object.keys(words.fields).length > 0 && (
          <p className={styles.facts}>{fieldsText(words.fields)}</p>
        )}
        {files.length > 0 && (
          <p className={styles.facts}>
            {t('files', { count: files.length, names: files.map(({ fileName }) => fileName).join(', ') })}
          </p>
        )}
        {words && <p className={styles.reason}>{reasonOf(words.reason)}</p>}
        {text !== '' && (
          <details className={styles.details}>
            <summary>{t('show')}</summary>
            <div className={styles.text}>{text}</div>
          </details>
        )}
      </div>
      <div className={styles.actions}>
        {words?.reason !== 'not-found' && (
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
        <p className={styles.going}>
          <strong>{title}</strong>
          {words?.hasWords && kept && ` · ${amountOf()}`}
          {words && Object.keys(words.fields).length > 0 && ` · ${fieldsText(words.fields)}`}
          {files.length > 0 &&
            ` · ${t('files', { count: files.length, names: files.map(({ fileName }) => fileName).join(', ') })}`}
        </p>
        {t('discardText')}
      </ConfirmDialog>
    </li>
  );

  function amountOf(): string {
    const { added = 0, removed = 0 } = kept ?? {};
    const parts = [
      added > 0 && t('added', { count: added }),
      removed > 0 && t('removed', { count: removed }),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(', ') : t('onlyForm');
  }

  function fieldsText(fields: FieldChanges): string {
    const list = Object.entries(fields).map(([name, { to }]) => {
      const label = t(`fieldNames.${name as FieldName}`);
      const value = readable(name as FieldName, to);
      return value === '' ? label : `${label} (${value})`;
    });
    return t('fields', { list: list.join(', ') });
  }

  function reasonOf(code: string | null): string {
    if (code !== null && i18n.exists(`device:reasons.${code}`)) return t(`reasons.${code as 'not-found'}`);
    return t('reasons.waiting');
  }
}
