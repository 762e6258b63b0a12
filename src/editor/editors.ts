import type { Editor } from '@tiptap/core';
import { Selection } from '@tiptap/pm/state';

/** The three editors of an article, in reading order. Title and lead are one line of plain text each. */
export type ArticleEditors = { title: Editor; lead: Editor; body: Editor };

export type FieldName = keyof ArticleEditors;

/** Focuses a field with the caret at its start or end. */
export function focusField(editor: Editor, place: 'start' | 'end'): void {
  const { state, view } = editor;
  const selection = place === 'start' ? Selection.atStart(state.doc) : Selection.atEnd(state.doc);
  view.dispatch(state.tr.setSelection(selection).scrollIntoView());
  view.focus();
}
