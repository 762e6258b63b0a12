import { ActionIcon } from '@mantine/core';
import IconArrowLeft from '@tabler/icons-react/dist/esm/icons/IconArrowLeft.mjs';
import type { MouseEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { ArticleDocument } from '../../editor/collaboration/article-document.ts';
import { useDocumentSnapshot } from '../../editor/collaboration/use-article-document.ts';
import { paths } from '../../lib/paths.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { UserAvatar } from '../../ui/user-avatar.tsx';
import styles from './editing-bar.module.css';
import type { FieldSaverState } from './field-saver.ts';
import { SaveIndicator } from './save-indicator.tsx';

type EditingBarProps = {
  article: Article;
  doc: ArticleDocument;
  fields: FieldSaverState;
  /** Actions; the primary one last. */
  children: ReactNode;
};

/** The article's state, the save state, and the other participants. */
export function EditingBar({ article, doc, fields, children }: EditingBarProps) {
  const { t } = useTranslation(['editing', 'common']);
  const navigate = useNavigate();
  const status = useDocumentSnapshot(doc, 'status');

  /** Goes back in history when the list was the previous page, to restore its search and scroll position. */
  const handleBack = (event: MouseEvent) => {
    if (!(window.history.state?.idx > 0) || event.metaKey || event.ctrlKey) return;
    event.preventDefault();
    void navigate(-1);
  };

  return (
    <header className={styles.bar}>
      <div className={styles.start}>
        <ActionIcon
          component={Link}
          to={paths.articles()}
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('back')}
          onClick={handleBack}
        >
          <IconArrowLeft size={20} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
        <span className={styles.state}>
          <StateBadge state={article.state} label={t(`common:state.${article.state}`)} />
        </span>
        {status === 'ready' && article.abilities.edit.allowed && (
          <DocumentSaveIndicator doc={doc} fields={fields} />
        )}
      </div>
      <div className={styles.end}>
        <ParticipantList doc={doc} />
        {children}
      </div>
    </header>
  );
}

/** Re-renders on each keypress; a component of its own so that nothing else does. */
function DocumentSaveIndicator({ doc, fields }: { doc: ArticleDocument; fields: FieldSaverState }) {
  return <SaveIndicator text={useDocumentSnapshot(doc, 'saveState')} fields={fields} />;
}

function ParticipantList({ doc }: { doc: ArticleDocument }) {
  const { t } = useTranslation('editing');
  const others = useDocumentSnapshot(doc, 'people').filter((person) => !person.isSelf);
  return (
    <ul className={styles.people} aria-label={t('people')}>
      {others.map((person) => (
        <li key={person.clientId} className={styles.person}>
          <UserAvatar
            personId={person.id}
            name={person.name}
            portraitMediaId={person.portraitMediaId ?? null}
          />
        </li>
      ))}
    </ul>
  );
}
