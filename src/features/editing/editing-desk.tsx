import { ActionIcon, Drawer, VisuallyHidden } from '@mantine/core';
import { useCallbackRef, useHotkeys, useMediaQuery } from '@mantine/hooks';
import { isDefinedError } from '@orpc/client';
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import IconLayoutSidebarRight from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarRight.mjs';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { type FailedCheck, failedChecks, unknownMediaOf } from '../../../domain/checks.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Viewer } from '../../../domain/contract/session.ts';
import { ArticleEditor } from '../../editor/article-editor.tsx';
import { NotSavedError } from '../../editor/collaboration/save-state.ts';
import { useArticleDocument, useDocumentSnapshot } from '../../editor/collaboration/use-article-document.ts';
import { contentOf } from '../../editor/content-of.ts';
import type { ArticleEditors } from '../../editor/editors.ts';
import { FigureToolbar } from '../../editor/figure/figure-toolbar.tsx';
import { goToCheck } from '../../editor/go-to-check.ts';
import { undoRefusedChange } from '../../editor/refused-change.ts';
import { useContent } from '../../editor/use-content.ts';
import { api } from '../../lib/api.ts';
import { dismissToast, notify } from '../../lib/notify.ts';
import { paths } from '../../lib/paths.ts';
import { personColor } from '../../lib/person-color.ts';
import { useSession } from '../../lib/session.ts';
import { ReadingColumn } from '../../ui/reading-column.tsx';
import { useShortcuts } from '../../ui/use-shortcuts.ts';
import { useTransition } from '../workflow/use-transition.ts';
import { ArticleMenu } from './article-menu.tsx';
import { EditingBar } from './editing-bar.tsx';
import styles from './editing-page.module.css';
import { EditingSkeleton } from './editing-skeleton.tsx';
import { Inspector, type PanelName, panelNames } from './inspector.tsx';
import { PrimaryAction } from './primary-action.tsx';
import { notSavedToast } from './save-indicator.tsx';
import { SituationBanners } from './situation-banners.tsx';
import { useBegunArticle } from './use-begun-article.ts';
import { useDocxImport } from './use-docx-import.ts';
import { useFieldSaver } from './use-field-saver.ts';
import { useFigures } from './use-figures.ts';
import { usePickedMedia } from './use-picked-media.tsx';

const incompleteToast = 'incomplete';

type EditingDeskProps = { article: Article; viewer: Viewer };

/** The editing page of one article: bar, editor, inspector. */
export function EditingDesk({ article, viewer }: EditingDeskProps) {
  const { t } = useTranslation(['editing', 'common']);
  const navigate = useNavigate();
  const queryClient = useQueryClient();
  const session = useSession();
  const [params, setParams] = useSearchParams();
  const [editors, setEditors] = useState<ArticleEditors | null>(null);
  const [isSubmitting, setIsSubmitting] = useState(false);
  /** Ids of pictures that the server does not have, as its last refusal names them. */
  const [unknownMedia, setUnknownMedia] = useState<string[]>([]);
  const isWide = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const isPhone = useMediaQuery('(max-width: 47.99em)', false, { getInitialValueInEffect: false });

  const doc = useArticleDocument(article.id, {
    id: viewer.id,
    name: viewer.name,
    color: personColor(viewer.id),
  });
  const status = useDocumentSnapshot(doc, 'status');
  const rights = useDocumentSnapshot(doc, 'rights');
  const problem = useDocumentSnapshot(doc, 'problem');
  const content = useContent(doc.ydoc, 400);
  const saving = useFieldSaver(article, viewer.id);
  const { pickMedia, picker } = usePickedMedia();
  const figures = useFigures(article.id, viewer.id, doc.awareness, pickMedia);
  const { perform, pending } = useTransition(article.id);
  const [categoryId, bylines, coverMediaId] = useWatch({
    control: saving.form.control,
    name: ['categoryId', 'bylines', 'coverMediaId'],
  });
  const isReady = status === 'ready';
  // The checks need the loaded document.
  const failed = useMemo(
    () => (isReady ? failedChecks(content, { categoryId, bylines }, unknownMedia) : []),
    [isReady, content, categoryId, bylines, unknownMedia],
  );
  // Typing goes on while the session is expired, or a change is refused: signing in again, or undoing the change, sends
  // everything. Other problems are final.
  const canBeSent = problem === null || problem === 'unauthenticated' || problem === 'invalid-document';
  const isEditable = isReady && canBeSent && rights.canEdit && article.abilities.edit.allowed;

  const docx = useDocxImport(article.id, viewer.id, editors, isEditable);
  const extensions = useMemo(
    () => [...figures.extensions, ...docx.extensions],
    [figures.extensions, docx.extensions],
  );

  const [panel, setPanel] = useState(() => panelNames.find((name) => name === params.get('panel')) ?? null);
  /** A field to focus once the drawer shows it, and whether the drawer gives the focus back to its button. */
  const awaitedField = useRef<string | null>(null);
  const [returnsFocus, setReturnsFocus] = useState(true);
  const showPanel = (next: PanelName | null) => {
    // Not from the URL, which changes later.
    setPanel(next);
    setParams(next ? { panel: next } : {}, { replace: true, preventScrollReset: true });
  };

  // Reaches the collaboration server: a change of rights means that the article's stage has changed.
  const { canEdit } = rights;
  useEffect(() => {
    if (canEdit !== article.abilities.edit.allowed && status === 'ready') {
      void queryClient.invalidateQueries({ queryKey: api.articles.get.key({ input: { id: article.id } }) });
    }
  }, [canEdit, article.abilities.edit.allowed, article.id, status, queryClient]);

  // Reaches the collaboration server: reconnects after signing in again.
  const { reconnect } = doc;
  const isSignedIn = session.status === 'signed-in';
  useEffect(() => {
    if (isSignedIn && problem === 'unauthenticated') reconnect();
  }, [isSignedIn, problem, reconnect]);

  useBegunArticle({ article, doc, saving, editors, isEditable });

  // Reaches the toasts: one says how much is missing.
  const isComplete = isReady && failed.length === 0;
  useEffect(() => {
    if (isComplete) void dismissToast(incompleteToast);
  }, [isComplete]);

  const focusAwaitedField = () => {
    const field = awaitedField.current === null ? null : document.getElementById(awaitedField.current);
    field?.focus();
    if (field === document.activeElement) awaitedField.current = null;
  };

  const handleGoTo = (check: FailedCheck) => {
    const field = { 'category-missing': 'field-category', 'byline-missing': 'field-bylines' }[
      check.code as string
    ];
    // Rendered at once: the place has the focus before the next key.
    flushSync(() => {
      setReturnsFocus(false);
      if (field) showPanel('fields');
      else if (!isWide) showPanel(null);
    });
    if (!field) {
      if (editors) goToCheck(editors, check);
      return;
    }
    awaitedField.current = field;
    focusAwaitedField();
  };

  const showMissing = (checks: FailedCheck[]) => {
    void notify({
      id: incompleteToast,
      message: t('submit.incomplete', { count: checks.length }),
      tone: 'bad',
    });
    if (isWide) showPanel('checks');
    const [first] = checks;
    if (first) handleGoTo(first);
  };

  const handleSubmit = async () => {
    // The inspector's checks lag behind typing: check the current content.
    const missing = failedChecks(contentOf(doc.ydoc), { categoryId, bylines }, unknownMedia);
    if (missing.length > 0) return showMissing(missing);
    setIsSubmitting(true);
    try {
      // The server submits the content in the database: save first.
      await Promise.all([saving.flush(), doc.whenSaved()]);
      perform(
        { transition: 'submit' },
        {
          onDone: () => showPanel(null),
          onRefused: (error) => {
            if (!isDefinedError(error) || error.code !== 'incomplete') return false;
            setUnknownMedia(unknownMediaOf(error.data.checks));
            showMissing(error.data.checks);
            return true;
          },
        },
      );
    } catch (error) {
      // The save indicator shows the reason.
      if (!(error instanceof NotSavedError)) throw error;
      void notify({ id: notSavedToast, message: t('submit.notSaved'), tone: 'bad' });
    } finally {
      setIsSubmitting(false);
    }
  };

  /** Saves before leaving: preview and revisions show the content in the database. */
  const handleLeave = async (path: string, notSaved: string) => {
    try {
      await Promise.all([saving.flush(), doc.whenSaved()]);
    } catch (error) {
      if (!(error instanceof NotSavedError)) throw error;
      void notify({ id: notSavedToast, message: notSaved, tone: 'bad' });
    }
    void navigate(path);
  };
  const handlePreview = (areLinksOpen: boolean) =>
    handleLeave(paths.preview(article.id, { areLinksOpen }), t('preview.notSaved'));

  // Everywhere, also in a dialog: the browser would save the page as a file.
  useHotkeys([['mod+S', () => void saving.flush()]], [], true);
  // Physical key: with Alt, some keyboard layouts produce another letter.
  useShortcuts([['mod+alt+P', () => void handlePreview(false), { usePhysicalKeys: true }]], { inText: true });

  // Memoized: the editor re-renders only when a prop changes.
  const undoRefused = useCallbackRef(() => editors !== null && undoRefusedChange(editors, doc.ydoc));
  const notice = useMemo(
    () => <SituationBanners article={article} doc={doc} problem={problem} onUndoRefused={undoRefused} />,
    [article, doc, problem, undoRefused],
  );
  // Stable callbacks: typing changes the save state, which must not re-render the inspector.
  const stableShowPanel = useCallbackRef(showPanel);
  const stableGoTo = useCallbackRef(handleGoTo);
  const inspector = (
    <Inspector
      article={article}
      content={content}
      failed={failed}
      saving={saving}
      panel={panel ?? 'fields'}
      onPanel={stableShowPanel}
      onGoTo={stableGoTo}
    />
  );

  return (
    <div className={styles.page}>
      <title>{`${content.title || t('common:untitled')} · ${t('common:brand')}`}</title>
      <EditingBar article={article} doc={doc} fields={saving}>
        <ActionIcon
          className={styles.preview}
          variant="subtle"
          color="gray"
          size={40}
          aria-label={t('menu.preview')}
          onClick={() => void handlePreview(false)}
        >
          <IconEye size={20} stroke={1.5} aria-hidden="true" />
        </ActionIcon>
        <ArticleMenu
          article={article}
          perform={perform}
          onImportWord={isEditable ? docx.chooseAndInsert : null}
          onPreview={(areLinksOpen) => void handlePreview(areLinksOpen)}
          onRevisions={() => void handleLeave(paths.revisions(article.id), t('menu.revisionsNotSaved'))}
        />
        {!isWide && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size={40}
            aria-label={failed.length > 0 ? t('panel.openWith', { count: failed.length }) : t('panel.open')}
            onClick={() => {
              setReturnsFocus(true);
              showPanel('fields');
            }}
          >
            <IconLayoutSidebarRight size={20} stroke={1.5} aria-hidden="true" />
          </ActionIcon>
        )}
        <PrimaryAction
          article={article}
          isBusy={isSubmitting || pending !== undefined}
          onSubmit={() => void handleSubmit()}
          perform={perform}
        />
      </EditingBar>
      <div className={`${styles.columns} ${styles.withInspector}`}>
        <main id="main" tabIndex={-1} className={styles.main}>
          {/* The title is a text box; screen readers that navigate by headings need one. */}
          <VisuallyHidden component="h1">{content.title || t('common:untitled')}</VisuallyHidden>
          {status !== 'ready' && notice}
          {status === 'failed' && !problem && (
            <ReadingColumn className={styles.banners} role="alert">
              {t('document.failed')}
            </ReadingColumn>
          )}
          {status === 'loading' && <EditingSkeleton label={t('loading')} />}
          {status === 'ready' && (
            <ArticleEditor
              ydoc={doc.ydoc}
              awareness={doc.awareness}
              isEditable={isEditable}
              extensions={extensions}
              onInsertPictures={figures.insertPictures}
              onEditors={setEditors}
              notice={notice}
            />
          )}
          {editors && (
            <FigureToolbar
              editor={editors.body}
              coverMediaId={coverMediaId}
              onUseAsCover={(mediaId) => saving.form.setValue('coverMediaId', mediaId)}
              pickMedia={pickMedia}
            />
          )}
          {picker}
        </main>
        {isWide ? (
          <aside className={styles.inspector} aria-label={t('panel.label')}>
            {inspector}
          </aside>
        ) : (
          <Drawer
            opened={panel !== null}
            onClose={() => showPanel(null)}
            onEnterTransitionEnd={focusAwaitedField}
            returnFocus={returnsFocus}
            position={isPhone ? 'bottom' : 'right'}
            size={isPhone ? '85%' : 380}
            title={t('panel.label')}
            closeButtonProps={{ 'aria-label': t('common:close') }}
            keepMounted
          >
            {inspector}
          </Drawer>
        )}
      </div>
    </div>
  );
}
