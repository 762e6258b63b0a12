import { Extension } from '@tiptap/core';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { relativePositionToAbsolutePosition, ySyncPluginKey, yUndoPluginKey } from '@tiptap/y-tiptap';
import type { Doc, RelativePosition, UndoManager, XmlFragment } from 'yjs';

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

/**
 * Restores the local selection from Yjs relative positions after remote changes and undo.
 *
 * Works around y-tiptap 3.0.7, which stores the selection before remote changes as relative and as absolute positions.
 * When the text around the caret has changed, it distrusts the relative ones, finds the block by its id and restores the
 * absolute offset: every letter that a remote user types before the caret moves it back by one. Without the absolute
 * positions it does not. After undo it restores the selection only with the next change, which may be a remote one;
 * here it is restored immediately.
 *
 * Must come after the collaboration extension, whose listeners have to run first.
 */
export const RelativeSelection = Extension.create({
  name: 'relativeSelection',
  priority: 50,
  addProseMirrorPlugins() {
    return [new Plugin({ view: relativeSelectionView })];
  },
});

function relativeSelectionView(view: EditorView): { destroy: () => void } {
  const sync = ySyncPluginKey.getState(view.state) as Sync | undefined;
  const undoState = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager } | undefined;
  if (!sync || !undoState) throw new Error('RelativeSelection must come after the collaboration extension');
  const { doc, binding } = sync;
  const { undoManager } = undoState;

  const dropAbsolutePositions = () => {
    const stored = binding.beforeTransactionSelection as StoredSelection | null;
    if (stored) binding.beforeTransactionSelection = { ...stored, absAnchor: null, absHead: null };
  };
  const restoreAfterUndo = () => {
    const stored = binding.beforeTransactionSelection as StoredSelection | null;
    binding.beforeTransactionSelection = null;
    if (stored) restore(view, sync, stored);
  };
  doc.on('beforeAllTransactions', dropAbsolutePositions);
  undoManager.on('stack-item-popped', restoreAfterUndo);
  return {
    destroy() {
      doc.off('beforeAllTransactions', dropAbsolutePositions);
      undoManager.off('stack-item-popped', restoreAfterUndo);
    },
  };
}

function restore(view: EditorView, { doc, type, binding }: Sync, stored: StoredSelection): void {
  const { state } = view;
  const resolve = (position: RelativePosition | null) => {
    const pos = position && relativePositionToAbsolutePosition(doc, type, position, binding.mapping);
    return pos === null ? null : state.doc.resolve(Math.min(pos, state.doc.content.size));
  };
  const $head = resolve(stored.head);
  if (!$head) return;
  const $anchor = resolve(stored.anchor) ?? $head;
  view.dispatch(state.tr.setSelection(TextSelection.between($anchor, $head)).scrollIntoView());
}
