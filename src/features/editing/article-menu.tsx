import { ActionIcon, Menu } from '@mantine/core';
import IconDots from '@tabler/icons-react/dist/esm/icons/IconDots.mjs';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { TransitionName } from '../../../domain/workflow.ts';
import { keyLabel } from '../../editor/shortcuts.ts';
import { notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { codeOfArticle, LazyQrDialog } from '../qr/lazy-qr-dialog.tsx';
import { useRefusalText } from '../workflow/ability-button.tsx';
import { NoteDialog } from '../workflow/note-dialog.tsx';
import type { useTransition } from '../workflow/use-transition.ts';
import styles from './article-menu.module.css';

/** Transitions in the menu, in this order. */
const offered = ['recall', 'unschedule', 'withdraw', 'trash'] as const satisfies TransitionName[];
type Offered = (typeof offered)[number];

type ArticleMenuProps = {
  article: Article;
  perform: ReturnType<typeof useTransition>['perform'];
  /** Inserts a Word file; null while the article cannot be edited. */
  onImportWord: (() => void) | null;
  /** Opens the preview, optionally with its links, after saving. */
  onPreview: (areLinksOpen: boolean) => void;
  /** Opens the revisions, after saving. */
  onRevisions: () => void;
};

/** The actions besides the primary one. A disabled action states the reason. */
export function ArticleMenu({ article, perform, onImportWord, onPreview, onRevisions }: ArticleMenuProps) {
  const { t } = useTranslation(['editing', 'workflow', 'qr', 'common']);
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState<'withdraw' | 'trash' | null>(null);
  const [isCodeOpen, setCodeOpen] = useState(false);
  const { abilities } = article;
  const shown = offered.filter((name) => isOffered(article, name));

  const handleChoose = (name: Offered) => {
    if (name === 'withdraw' || name === 'trash') setAsking(name);
    else perform({ transition: name });
  };
  const handleCopy = async () => {
    await navigator.clipboard.writeText(location.origin + paths.article(article.id));
    void notify({ message: t('menu.copied') });
  };

  return (
    <>
      <Menu position="bottom-end" width={280} withinPortal>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('menu.label')}>
            <IconDots size={20} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            rightSection={<span className={styles.keys}>{keyLabel('Mod-Alt-p')}</span>}
            onClick={() => onPreview(false)}
          >
            {t('menu.preview')}
          </Menu.Item>
          {(abilities.share.allowed || abilities.share.reason !== 'not-permitted') && (
            <Menu.Item onClick={() => onPreview(true)}>{t('menu.share')}</Menu.Item>
          )}
          {(abilities.share.allowed || abilities.share.reason !== 'not-permitted') && (
            <Menu.Item onClick={onRevisions}>{t('menu.revisions')}</Menu.Item>
          )}
          {abilities.return.allowed && (
            <Menu.Item component={Link} to={paths.review(article.id)}>
              {t('toReview')}
            </Menu.Item>
          )}
          {article.portalPath && article.publication?.state === 'published' && (
            <>
              <Menu.Item component="a" href={article.portalPath} target="_blank" rel="noopener">
                {t('menu.portal')}
              </Menu.Item>
              <Menu.Item onClick={() => setCodeOpen(true)}>{t('qr:menu')}</Menu.Item>
            </>
          )}
          {onImportWord && <Menu.Item onClick={onImportWord}>{t('menu.importWord')}</Menu.Item>}
          <Menu.Item onClick={() => void handleCopy()}>{t('menu.copy')}</Menu.Item>
          {shown.length > 0 && <Menu.Divider />}
          {shown.map((name) => {
            const ability = abilities[name];
            return (
              <Menu.Item key={name} disabled={!ability.allowed} onClick={() => handleChoose(name)}>
                {t(`workflow:transition.${name}`)}
                {!ability.allowed && <div className={styles.reason}>{refusalText(ability)}</div>}
              </Menu.Item>
            );
          })}
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={asking === 'trash'}
        title={t('trash.title')}
        confirmLabel={t('workflow:transition.trash')}
        cancelLabel={t('common:cancel')}
        onConfirm={() => {
          setAsking(null);
          perform({ transition: 'trash' });
        }}
        onCancel={() => setAsking(null)}
      >
        {t('trash.text')}
      </ConfirmDialog>
      {isCodeOpen && article.portalPath && (
        <LazyQrDialog
          code={codeOfArticle(article.portalPath)}
          name={article.title}
          onClose={() => setCodeOpen(false)}
        />
      )}
      <NoteDialog
        isOpen={asking === 'withdraw'}
        kind="withdraw"
        isBusy={false}
        onSend={(note) => perform({ transition: 'withdraw', note }, { onDone: () => setAsking(null) })}
        onClose={() => setAsking(null)}
      />
    </>
  );
}

/** Transitions that do not apply to the article's state are hidden; those that apply but are forbidden are disabled. */
function isOffered(article: Article, name: Offered): boolean {
  const { allowed } = article.abilities[name];
  switch (name) {
    case 'recall':
      return article.stage === 'review';
    case 'unschedule':
      return allowed;
    case 'withdraw':
      return article.publication?.state === 'published' || article.publication?.state === 'scheduled';
    case 'trash':
      return article.stage === 'draft' && !article.isTrashed && article.publication === null;
  }
}
