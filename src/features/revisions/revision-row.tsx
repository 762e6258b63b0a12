import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { paths } from '../../lib/paths.ts';
import { useMoments } from '../../lib/use-moments.ts';
import { useNow } from '../../lib/use-now.ts';
import styles from './revision-row.module.css';
import { versionLabel } from './version-name.ts';

type RevisionRowProps = {
  article: Article;
  revision: Revision;
  /** The previous revision, if loaded. */
  previous: Revision | undefined;
  isForReaders: boolean;
  isPicked: boolean;
  onPick: (ref: string, isPicked: boolean) => void;
  onRestore: () => void;
};

/** A revision: author, time, reason, words added and removed, actions. */
export function RevisionRow(props: RevisionRowProps) {
  const { article, revision, previous, isForReaders, isPicked, onPick, onRestore } = props;
  const { t } = useTranslation('revisions');
  const { exactTime, shortPast } = useMoments();
  const now = useNow();
  const at = new Date(revision.createdAt);
  const label = versionLabel(t, revision);
  const version = `${t('number', { number: revision.number })}, ${label}`;
  return (
    <li className={styles.row} data-named={revision.name !== null || undefined}>
      <Checkbox
        className={styles.pick}
        checked={isPicked}
        aria-label={t('pick', { version })}
        onChange={(event) => onPick(revision.id, event.currentTarget.checked)}
      />
      <div className={styles.facts}>
        <p className={styles.line}>
          <span className={styles.label}>{label}</span>
          {isForReaders && <span className={styles.readers}>{t('forReaders')}</span>}
        </p>
        <p className={styles.detail}>
          {t('number', { number: revision.number })}
          {' · '}
          {revision.createdBy.name}
          {revision.name !== null && ` · ${t(`reason.${revision.reason}`)}`}
          {' · '}
          <time dateTime={revision.createdAt} title={exactTime(at)}>
            {shortPast(at, now)}
          </time>
        </p>
        <p className={styles.detail}>
          {t('words', { count: revision.words })}
          <WordChanges revision={revision} />
        </p>
      </div>
      <div className={styles.actions}>
        {previous && (
          <Button
            component={Link}
            to={paths.compare(article.id, { from: previous.id, to: revision.id })}
            size="compact-sm"
            variant="default"
            aria-label={t('compareWithPreviousOf', { version })}
          >
            {t('compareWithPrevious')}
          </Button>
        )}
        <Button
          component={Link}
          to={paths.compare(article.id, { from: revision.id })}
          size="compact-sm"
          variant="default"
          aria-label={t('compareWithNowOf', { version })}
        >
          {t('compareWithNow')}
        </Button>
        {article.abilities.edit.allowed && (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('restore.actionOf', { version })}
            onClick={onRestore}
          >
            {t('restore.action')}
          </Button>
        )}
      </div>
    </li>
  );
}

function WordChanges({ revision: { number, wordsAdded, wordsRemoved } }: { revision: Revision }) {
  const { t } = useTranslation('revisions');
  if (number === 1 || wordsAdded === null || wordsRemoved === null) return null;
  if (wordsAdded === 0 && wordsRemoved === 0) return <> · {t('sameWords')}</>;
  return (
    <>
      {wordsAdded > 0 && (
        <>
          {' · '}
          <span className={styles.added}>{t('added', { count: wordsAdded })}</span>
        </>
      )}
      {wordsRemoved > 0 && (
        <>
          {' · '}
          <span className={styles.removed}>{t('removed', { count: wordsRemoved })}</span>
        </>
      )}
    </>
  );
}
