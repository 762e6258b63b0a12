import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { mergeDeleteSets, type Transaction, type UndoManager } from 'yjs';

type UndoStep = UndoManager['undoStack'][number];

/**
 * Starts a new undo step when the selection changes. Yjs merges steps by time alone, so typing and deleting elsewhere
 * within half a second would be one step.
 */
export const UndoSteps = Extension.create({
  name: 'undoSteps',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: () => ({
          update(view, before) {
            const isSelectionChange =
              before.doc === view.state.doc && !before.selection.eq(view.state.selection) && !view.composing;
            if (isSelectionChange) undoManagerOf(view)?.stopCapturing();
          },
        }),
      }),
    ];
  },
});

/** The undo step that inserted the placeholder of an upload; the figure joins it, so undo never restores the placeholder. */
const stepOfUpload = new WeakMap<UndoManager, Map<string, UndoStep>>();

/** Runs `dispatch` as a separate undo step and records it for `uploadIds`. */
export function runAsUndoStep(
  view: EditorView,
  dispatch: () => void,
  uploadIds: readonly string[] = [],
): void {
  const manager = undoManagerOf(view);
  if (!manager) {
    dispatch();
    return;
  }
  manager.stopCapturing();
  dispatch();
  manager.stopCapturing();
  const step = manager.undoStack.at(-1);
  if (!step) return;
  const steps = stepOfUpload.get(manager) ?? new Map<string, UndoStep>();
  for (const id of uploadIds) steps.set(id, step);
  stepOfUpload.set(manager, steps);
}

/** Runs `dispatch`, whose transaction is not in the history, and adds its insertions to the upload's undo step. */
export function joinUndoStep(view: EditorView, uploadId: string, dispatch: () => void): void {
  const manager = undoManagerOf(view);
  const step = manager && stepOfUpload.get(manager)?.get(uploadId);
  if (!manager || !step) {
    dispatch();
    return;
  }
  const { doc } = manager;
  const join = (transaction: Transaction) => {
    const start = transaction.beforeState.get(doc.clientID) ?? 0;
    const end = transaction.afterState.get(doc.clientID) ?? 0;
    if (end <= start) return;
    const inserted = { clients: new Map([[doc.clientID, [{ clock: start, len: end - start }]]]) };
    step.insertions = mergeDeleteSets([step.insertions, inserted]);
  };
  doc.on('afterTransaction', join);
  try {
    dispatch();
  } finally {
    doc.off('afterTransaction', join);
  }
  stepOfUpload.get(manager)?.delete(uploadId);
}

export function undoManagerOf(view: EditorView): UndoManager | null {
  const state = yUndoPluginKey.getState(view.state) as { undoManager: UndoManager } | undefined;
  return state?.undoManager ?? null;
}
