import { type Editor, getMarkRange } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';
import { TextSelection } from '@tiptap/pm/state';

export type Link = { href: string; from: number; to: number };

/** The link that the caret is in, or that the whole selection lies in. */
export function linkAtSelection(state: EditorState): Link | null {
  const { $from, to } = state.selection;
  const { link } = state.schema.marks;
  if (!link || !$from.parent.isTextblock) return null;
  const range = getMarkRange($from, link);
  if (!range || to > range.to) return null;
  const mark = state.doc.nodeAt(range.from)?.marks.find(({ type }) => type === link);
  return mark ? { href: String(mark.attrs.href), ...range } : null;
}

/** What the dialog starts from. `text` is null where the selection spans several blocks: then only the address is asked for. */
export type LinkDraft = { href: string; text: string | null; isLink: boolean };

/** Selects the whole link at the caret, so that everybody sees what is being changed, and tells what it is. */
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
 * Makes the selection a link. New text replaces what is selected and keeps its other marks; without a selection it is
 * put in at the caret. The caret stands behind the link afterwards, and what is typed there is outside of it.
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

/** Takes the link at the selection away and keeps its text. */
export function removeLink(editor: Editor): void {
  const { state, view } = editor;
  const { link } = state.schema.marks;
  const range = linkAtSelection(state) ?? state.selection;
  if (link) view.dispatch(state.tr.removeMark(range.from, range.to, link));
  view.focus();
}

/** Opens a link in a tab of its own, which learns nothing of this page. */
export function openLink(href: string): void {
  window.open(href, '_blank', 'noopener,noreferrer');
}
