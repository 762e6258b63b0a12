import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type { Doc, RelativePosition, UndoManager, XmlFragment } from 'yjs';

/*
 * Keeps this person's caret beside the same letter while others write.
 *
 * y-tiptap 3.0.7 remembers the selection twice before every change from outside: as positions relative to Yjs items,
 * which are right by construction, and as plain numbers. Where the text around the caret has changed it takes the
 * relative ones for wrong and looks for the block by its text and attributes instead; in a block that carries an id
 * it always finds it, and puts the caret at the old number. So with two people in one paragraph every letter that the
 * other one types before the caret moves it one letter back. Without the numbers it does not try.
 *
 * And what it wants to restore after undo it sets too late: it would be applied to the next change, which may be
 * somebody else's, much later. Here the caret goes to what was undone at once.
 */

type StoredSelection = {
  anchor: RelativePosition | null;
  head: RelativePosition | null;
  absAnchor?: unknown;
};
type Binding = {
  mapping: Parameters<typeof relativePositionToAbsolutePosition>[3];
  beforeTransactionSelection: unknown;
};
type Sync = { doc: Doc; type: XmlFragment; binding: Binding };

/** Must stand after the collaboration extension, whose listeners have to run first. */
export const RelativeSelection = Extension.create({
  name: 'steadyCaret',
  priority: 50,
  addProseMirrorPlugins() {
    return [new Plugin({ view: steadyCaret })];
  },
});

function steadyCaret(view: EditorView): { destroy: () => void } {
  const sync = ySyncPluginKey.getState(view.state) as Sync | undefined;
  const undoState = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager } | undefined;
  if (!sync || !undoState) throw new Error('SteadyCaret stands before the collaboration extension');
  const { doc, binding } = sync;
  const { undoManager } = undoState;

  const forgetNumbers = () => {
    const stored = binding.beforeTransactionSelection as StoredSelection | null;
    if (stored) binding.beforeTransactionSelection = { ...stored, absAnchor: null, absHead: null };
  };
  const goToUndone = () => {
    const stored = binding.beforeTransactionSelection as StoredSelection | null;
    binding.beforeTransactionSelection = null;
    if (stored) restore(view, sync, stored);
  };
  doc.on('beforeAllTransactions', forgetNumbers);
  undoManager.on('stack-item-popped', goToUndone);
  return {
    destroy() {
      doc.off('beforeAllTransactions', forgetNumbers);
      undoManager.off('stack-item-popped', goToUndone);
    },
  };
}

function restore(view: EditorView, { doc, type, binding }: Sync, stored: StoredSelection): void {
  const { state } = view;
  const place = (position: RelativePosition | null) => {
    const pos = position && relativePositionToAbsolutePosition(doc, type, position, binding.mapping);
    return pos === null ? null : state.doc.resolve(Math.min(pos, state.doc.content.size));
  };
  const $head = place(stored.head);
  if (!$head) return;
  const $anchor = place(stored.anchor) ?? $head;
  view.dispatch(state.tr.setSelection(TextSelection.between($anchor, $head)).scrollIntoView());
}
