import { Extension } from '@tiptap/core';
import { Plugin } from '@tiptap/pm/state';
import {
  ContentType,
  type Item,
  isDeleted,
  type Transaction,
  type UndoManager,
  type XmlElement,
  XmlText,
} from 'yjs';
import { undoManagerOf } from './undo-steps.ts';

type StackItem = UndoManager['undoStack'][number];
type Block = XmlElement | XmlText;

/**
 * Preserves remote content when undo deletes the block around it. Yjs undoes an insertion by deleting the inserted block
 * with everything in it; with this filter, blocks that contain another client's content stay, and only the local
 * content is deleted.
 */
export const UndoDeleteFilter = Extension.create({
  name: 'undoDeleteFilter',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view(view) {
          const manager = undoManagerOf(view);
          return { destroy: manager ? installDeleteFilter(manager) : undefined };
        },
      }),
    ];
  },
});

/** Deleted item by item; other blocks would be invalid without all of their children. */
const listNames = new Set(['bulletList', 'orderedList']);

function installDeleteFilter(manager: UndoManager): () => void {
  const { doc } = manager;
  const stack = () => (manager.undoing ? manager.undoStack : manager.redoStack);
  let before: StackItem[] = [];
  const handleBefore = ({ origin }: Transaction) => {
    if (origin === manager) before = [...stack()];
  };
  doc.on('beforeTransaction', handleBefore);

  manager.deleteFilter = (item) => {
    const block = blockOf(item);
    if (!block) return true;
    // The stack item has been popped already.
    const popped = before[stack().length];
    const isInsertedBy = (item: StackItem) =>
      block._item !== null && isDeleted(item.insertions, block._item.id);
    // An attribute that was set on an existing block.
    if (item.parentSub !== null && popped && !isInsertedBy(popped)) return true;
    return !hasRemoteContent(block, doc.clientID);
  };
  return () => doc.off('beforeTransaction', handleBefore);
}

/** The block that the item inserts or whose attribute it sets; null for text. */
function blockOf(item: Item): Block | null {
  if (item.parentSub !== null) return item.parent as XmlElement;
  return item.content instanceof ContentType ? (item.content.type as Block) : null;
}

/** Whether the block, or an ancestor that must stay complete, contains another client's content. */
function hasRemoteContent(block: Block, clientId: number): boolean {
  for (let around: Block | null = block; around?._item; around = around._item.parent as Block | null) {
    const isList = !(around instanceof XmlText) && listNames.has(around.nodeName);
    if (!(isList && around !== block) && containsOthers(around, clientId)) return true;
  }
  return false;
}

function containsOthers(block: Block, clientId: number): boolean {
  for (let item = block._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (item.id.client !== clientId) return true;
    if (item.content instanceof ContentType && containsOthers(item.content.type as Block, clientId))
      return true;
  }
  return false;
}
