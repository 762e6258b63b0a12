import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useTranslation } from 'react-i18next';
import { EditorHost } from './editor-host.tsx';

type LineFieldProps = { editor: Editor; maxChars: number };

/** The title or the lead, with a counter near the limit. */
export function LineField({ editor, maxChars }: LineFieldProps) {
  return (
    <div className="line-field">
      <EditorHost editor={editor} />
      <Counter editor={editor} maxChars={maxChars} />
    </div>
  );
}

function Counter({ editor, maxChars }: LineFieldProps) {
  const { t } = useTranslation('editor');
  const left = useEditorState({ editor, selector: (snapshot) => charsLeft(snapshot.editor, maxChars) });
  if (left === null) return null;
  const isOver = left < 0;
  return (
    <p className="article-column line-counter" data-over={isOver || undefined} aria-live="polite">
      {isOver ? t('fields.charsOver', { count: -left }) : t('fields.charsLeft', { count: left })}
    </p>
  );
}

/** Null away from the limit, so that typing does not rerender. */
function charsLeft(editor: Editor, maxChars: number): number | null {
  if (!editor.isEditable) return null;
  const left = maxChars - editor.state.doc.textContent.length;
  return left <= maxChars / 10 ? left : null;
}
