import type { Editor, Extensions } from '@tiptap/core';
import { memo, type ReactNode, useCallback, useEffect, useRef, useState } from 'react';
import type { Awareness } from 'y-protocols/awareness';
import type { Doc } from 'yjs';
import { limits } from '../../domain/limits.ts';
import { BubbleMenu } from './bubble-menu.tsx';
import type { PictureSource } from './commands.ts';
import './editor.css';
import { EditorHost } from './editor-host.tsx';
import type { ArticleEditors } from './editors.ts';
import { formattingState } from './formatting-state.ts';
import { LineField } from './line-field.tsx';
import { LinkCard } from './link/link-card.tsx';
import { type LinkDraft, startLink } from './link/link-commands.ts';
import { LinkDialog } from './link/link-dialog.tsx';
import { useLegacyQuestion } from './paste/legacy-question.tsx';
import { RestoredCard } from './restored/restored-card.tsx';
import { ShortcutsSheet, useShortcutsKey } from './shortcuts-sheet.tsx';
import { InsertButton } from './slash/insert-button.tsx';
import { SlashMenu } from './slash/slash-menu.tsx';
import { focusToolbar } from './toolbar/roving.tsx';
import { Toolbar } from './toolbar/toolbar.tsx';
import { useArticleEditors } from './use-article-editors.ts';

export type ArticleEditorProps = {
  /** Must be synced: the fragments `title`, `lead` and `body` of an empty Y.Doc are not initialized. */
  ydoc: Doc;
  /** Of the article's connection: carries the carets, and `user: { name, color }`. */
  awareness: Awareness;
  isEditable: boolean;
  /** Further extensions of the body. A stable array. */
  extensions?: Extensions;
  /** Called by the toolbar and the slash menu: opens a picker and inserts the chosen images. */
  onInsertPictures?: (body: Editor, source: PictureSource) => void;
  /** Called when the editors are created, and with null when they are destroyed. */
  onEditors?: (editors: ArticleEditors | null) => void;
  /** Rendered between toolbar and title. */
  notice?: ReactNode;
};

const noExtensions: Extensions = [];
const nothing = () => {};

/** The editor of an article: toolbar, title, lead and body in one column. Typing does not rerender it. */
export const ArticleEditor = memo(function ArticleEditor(props: ArticleEditorProps) {
  const { ydoc, awareness, isEditable, extensions = noExtensions } = props;
  const { onInsertPictures = nothing, onEditors, notice } = props;
  const toolbar = useRef<HTMLDivElement>(null);
  const [linkDraft, setLinkDraft] = useState<LinkDraft | null>(null);
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const showShortcuts = useCallback(() => setIsSheetOpen(true), []);
  const editLink = () => {
    if (isEditable && formattingState(editors.body.state).allowsLink) setLinkDraft(startLink(editors.body));
  };
  const { editors, slash, legacy } = useArticleEditors({
    ydoc,
    awareness,
    isEditable,
    extensions,
    onInsertPictures,
    actions: { focusToolbar: () => focusToolbar(toolbar.current), editLink, showShortcuts },
  });
  const { title, lead, body } = editors;
  useShortcutsKey(showShortcuts);
  useLegacyQuestion(legacy);

  // Passes the editors to the page, which uses them to go to failed checks.
  useEffect(() => {
    onEditors?.(editors);
    return () => onEditors?.(null);
  }, [editors, onEditors]);

  return (
    <div className="article-editor" data-editable={isEditable}>
      {isEditable && (
        <Toolbar
          ref={toolbar}
          editors={editors}
          onLink={editLink}
          onInsertPictures={onInsertPictures}
          onShortcuts={showShortcuts}
        />
      )}
      <div className="article-room" data-editor-room>
        {notice}
        <div className="article">
          <LineField editor={title} maxChars={limits.titleMaxChars} />
          <LineField editor={lead} maxChars={limits.leadMaxChars} />
          <EditorHost editor={body} />
        </div>
        {isEditable && (
          <>
            <InsertButton editor={body} />
            <BubbleMenu editor={body} onLink={editLink} />
            <LinkCard editor={body} onEdit={editLink} />
            <RestoredCard editor={body} />
            <SlashMenu store={slash} />
            <LinkDialog editor={body} draft={linkDraft} onClose={() => setLinkDraft(null)} />
          </>
        )}
      </div>
      <ShortcutsSheet isOpen={isSheetOpen} onClose={() => setIsSheetOpen(false)} />
    </div>
  );
});
