import { Extension } from '@tiptap/core';
import type { Node, Slice } from '@tiptap/pm/model';
import { Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep } from '@tiptap/pm/transform';
import { ProsemirrorBinding, updateYFragment, ySyncPluginKey } from '@tiptap/y-tiptap';
import { XmlElement, type XmlFragment } from 'yjs';

/**
 * Makes the work of y-tiptap's binding grow with the change instead of the document; see `docs/decisions/030`. For each
 * remote change, undo and redo y-tiptap 3.0.7 creates the nodes of all blocks again and replaces the whole document,
 * which also drops decorations and every selection that is neither text nor a node. For each local change, and each
 * move of the caret, it compares all blocks.
 */
export const IncrementalSync = Extension.create({
  name: 'incrementalSync',
  // Before the collaboration extension, whose view starts to observe the document.
  priority: 1_100,
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view(view) {
          const { binding } = ySyncPluginKey.getState(view.state) as { binding: ProsemirrorBinding };
          writeChangedBlock(binding);
          skipUnusedSelections(binding);
          binding._observeFunction = ProsemirrorBinding.prototype._typeChanged.bind(patchingBinding(binding));
          return {};
        },
      }),
    ];
  },
});

/** Selections that y-tiptap restores from relative positions; others are mapped through the replacement. */
const restoredSelections = new Set(['text', 'node', 'all']);

/** The binding with nodes of unchanged blocks remembered, whose transactions replace only what differs. */
function patchingBinding(binding: ProsemirrorBinding): ProsemirrorBinding {
  const { mapping } = binding;
  const remembered: Pick<typeof mapping, 'get' | 'set' | 'delete' | 'clear'> = {
    get: (type) => mapping.get(type),
    set: (type, node) => mapping.set(type, node),
    delete: (type) => mapping.delete(type),
    // Nodes of changed types and of those around them have been deleted one by one.
    clear() {},
  };
  return Object.create(binding, {
    mapping: { value: remembered },
    _tr: { get: () => ({ replace: replaceDifference.bind(null, binding) }) },
    beforeTransactionSelection: {
      get() {
        const { beforeTransactionSelection: stored } = binding;
        return restoredSelections.has(stored?.type) ? stored : null;
      },
    },
  });
}

/** Replaces the document by that of the slice, with the same result as `tr.replace`. */
function replaceDifference(binding: ProsemirrorBinding, from: number, to: number, slice: Slice): Transaction {
  const tr: Transaction = binding._tr;
  const { doc } = tr;
  // An emptied text gets the paragraph that it needs.
  if (!doc.type.validContent(slice.content)) return tr.replace(from, to, slice);
  const start = doc.content.findDiffStart(slice.content);
  if (start !== null) {
    const next = doc.copy(slice.content);
    const end = doc.content.findDiffEnd(next.content) ?? { a: start, b: start };
    // What is equal at the start and at the end overlaps where text is repeated.
    const overlap = Math.max(0, start - Math.min(end.a, end.b));
    tr.step(new ReplaceStep(start, end.a + overlap, next.slice(start, end.b + overlap)));
  }
  rememberNodes(binding.mapping, binding.type, tr.doc);
  return tr;
}

/**
 * Maps the elements to the nodes in the document, which are copies where something was replaced inside. The binding
 * would write a block again that is not the mapped node when several people have begun its text at once, as they do.
 */
function rememberNodes(mapping: ProsemirrorBinding['mapping'], parent: XmlFragment, node: Node): void {
  const children = node.children.filter((child) => !child.isText);
  const elements = parent.toArray().filter((child) => child instanceof XmlElement);
  for (const [index, element] of elements.entries()) {
    const child = children[index];
    if (!child || mapping.get(element) === child) continue;
    mapping.set(element, child);
    rememberNodes(mapping, element, child);
  }
}

/** Writes a change of one block to its element; the binding compares all blocks where more has changed. */
function writeChangedBlock(binding: ProsemirrorBinding): void {
  const { type, mapping, doc: ydoc } = binding;
  let written: Node | null = null;
  binding._prosemirrorChanged = (doc: Node) => {
    if (doc === written) return;
    const index = written && type.length === doc.childCount ? onlyChangedChild(written, doc) : null;
    const block = index === null ? null : doc.child(index);
    const element = index === null ? null : type.get(index);
    const isSameBlock = element instanceof XmlElement && element.nodeName === block?.type.name;
    if (index !== null && isSameBlock && mapping.get(element) === written?.child(index)) {
      updateYFragment(ydoc, element, block, binding);
      mapping.set(type, doc);
    } else {
      ProsemirrorBinding.prototype._prosemirrorChanged.call(binding, doc);
    }
    written = doc;
  };
}

/** The index of the only child that differs; null when there is another number of children, or of differences. */
function onlyChangedChild(before: Node, after: Node): number | null {
  if (before.childCount !== after.childCount) return null;
  let changed: number | null = null;
  for (let index = 0; index < after.childCount; index += 1) {
    if (before.child(index) === after.child(index)) continue;
    if (changed !== null) return null;
    changed = index;
  }
  return changed;
}

/** The selection before a transaction is of use only where others have changed the text. */
function skipUnusedSelections(binding: ProsemirrorBinding): void {
  const { beforeAllTransactions } = binding;
  let isWriting = false;
  binding.mux = (run, otherwise) => {
    if (isWriting) return otherwise?.();
    isWriting = true;
    try {
      run();
    } finally {
      isWriting = false;
    }
  };
  binding.beforeAllTransactions = () => {
    if (!isWriting) beforeAllTransactions();
  };
}
