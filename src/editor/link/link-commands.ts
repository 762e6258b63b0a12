import { type Editor, getMarkRange } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';

export type Link = { href: string; from: number; to: number };

/** The link around the caret or the whole selection. */
export function linkAtSelection(state: EditorState): Link | null {
  const { $from, to } = state.selection;
  const { link } = state.schema.marks;
  if (!link || !$from.parent.isTextblock) return null;
  const range = getMarkRange($from, link);
  if (!range || to > range.to) return null;
  const mark = state.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link);
  return mark ? { href: String(mark.attrs.href), ...range } : null;
}

/** Initial values of the link dialog. `text` is null for a selection across blocks: then only the address is edited. */
export type LinkDraft = { href: string; text: string | null; isLink: boolean };

/** Selects the whole link at the caret, as visible feedback, and returns the dialog's initial values. */
export function startLink(editor: Editor): LinkDraft {
  const { state, view } = editor;
  const link = linkAtSelection(state);
  if (link) view.dispatch(state.tr.setSelection(TextSelection.create(state.doc, link.from, link.to)));
  const { $from, $to, from, to } = view.state.selection;
  return {
    href: link?.href ?? '',
    text: $from.sameParent($to) ? view.state.doc.textBetween(from, to) : null,
    isLink: link !== null,
  };
}

/**
 * Links the selection. Changed text replaces the selected text with its other marks, or is inserted at the caret.
 * The caret moves after the link, outside of its mark.
 *
 * @param href an allowed address, see `linkAddress`.
 */
export function applyLink(editor: Editor, href: string, text: string | null): void {
  const { state, view } = editor;
  const { link } = state.schema.marks;
  if (!link) throw new Error('The schema has no links');
  const { tr } = state;
  const { from, to, $from } = state.selection;
  const mark = link.create({ href });
  if (text !== null && text !== state.doc.textBetween(from, to)) {
    const marks = (state.doc.nodeAt(from)?.marks ?? $from.marks()).filter(({ type }) => type !== link);
    tr.replaceWith(from, to, state.schema.text(text, mark.addToSet(marks)));
  } else {
    tr.addMark(from, to, mark);
  }
  const end = tr.mapping.map(to);
  tr.setSelection(TextSelection.near(tr.doc.resolve(end), -1)).removeStoredMark(link);
  view.dispatch(tr.scrollIntoView());
  view.focus();
}

/** Removes the link mark at the selection. */
export function removeLink(editor: Editor): void {
  const { state, view } = editor;
  const { link } = state.schema.marks;
  const range = linkAtSelection(state) ?? state.selection;
  if (link) view.dispatch(state.tr.removeMark(range.from, range.to, link));
  view.focus();
}

/** Opens a link in a new tab, without opener and referrer. */
export function openLink(href: string): void {
  window.open(href, '_blank', 'noopener,noreferrer');
}
