import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { yUndoPluginKey } from '@tiptap/y-tiptap';
import { mergeDeleteSets, type Transaction, type UndoManager } from 'yjs';

/*
 * An upload takes a while, its undo step should not. Inserting pictures is one step, made when they are inserted; the
 * figure that comes later joins that step. So undo right after the picture appeared takes the picture away (and not
 * the words typed before it), undo while it is on its way takes the placeholder away, and no undo ever brings a
 * placeholder back once its figure stands.
 */

type UndoStep = UndoManager['undoStack'][number];

/**
 * Begins a new undo step where somebody has moved the caret or selected something. Yjs joins by time alone: who types
 * a word, selects a passage elsewhere and deletes it, all within half a second, would lose both to one undo.
 */
export const UndoSteps = Extension.create({
  name: 'undoSteps',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view: () => ({
          update(view, before) {
            const hasOnlyMoved =
              before.doc === view.state.doc && !before.selection.eq(view.state.selection) && !view.composing;
            if (hasOnlyMoved) undoManagerOf(view)?.stopCapturing();
          },
        }),
      }),
    ];
  },
});

const stepOfUpload = new WeakMap<UndoManager, Map<string, UndoStep>>();

/** Runs `dispatch` as an undo step of its own, which merges with nothing before or after it. */
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

/** Runs `dispatch`, which is kept out of the history, and adds what it inserted to the step of that upload. */
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
