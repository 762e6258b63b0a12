import { type Editor, getMarkRange } from '@tiptap/core';
import type { EditorState } from '@tiptap/pm/state';

type Range = { from: number; to: number };

/** The restored text at the caret; see docs/decisions/013-text-that-loses-its-block-is-restored.md. */
export function restoredAtSelection({ schema, selection }: EditorState): Range | null {
  const { restored } = schema.marks;
  return (restored && getMarkRange(selection.$from, restored)) ?? null;
}

/** Makes it text like any other. */
export function keepRestored({ state, view }: Editor): void {
  const range = restoredAtSelection(state);
  if (range) view.dispatch(state.tr.removeMark(range.from, range.to, state.schema.marks.restored));
  view.focus();
}

/** Deletes it, with its block when nothing else is in it. */
export function removeRestored({ state, view }: Editor): void {
  const range = restoredAtSelection(state);
  if (range) {
    const { doc, tr } = state;
    const $from = doc.resolve(range.from);
    const isWhole = $from.depth === 1 && $from.parent.content.size === range.to - range.from;
    if (isWhole && doc.childCount > 1) tr.delete($from.before(), $from.after());
    else tr.delete(range.from, range.to);
    view.dispatch(tr);
  }
  view.focus();
}
