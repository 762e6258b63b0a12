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
import { lineBreak } from '../../domain/document/to-text.ts';
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
  let search = createRemoteSearch(doc.clientID);
  const handleBefore = ({ origin }: Transaction) => {
    if (origin !== manager) return;
    before = [...stack()];
    search = createRemoteSearch(doc.clientID);
  };
  doc.on('beforeTransaction', handleBefore);

  manager.deleteFilter = (item) => {
    const block = blockOf(item);
    // Nothing can be inside a line break.
    if (!block || (!(block instanceof XmlText) && block.nodeName === lineBreak)) return true;
    // The stack item has been popped already.
    const popped = before[stack().length];
    const isInserted = ({ _item }: Block) =>
      !popped || (_item !== null && isDeleted(popped.insertions, _item.id));
    // An attribute that was set on an existing block.
    if (item.parentSub !== null && !isInserted(block)) return true;
    return !search(block, isInserted);
  };
  return () => doc.off('beforeTransaction', handleBefore);
}

/** The block that the item inserts or whose attribute it sets; null for text. */
function blockOf(item: Item): Block | null {
  if (item.parentSub !== null) return item.parent as XmlElement;
  return item.content instanceof ContentType ? (item.content.type as Block) : null;
}

/**
 * Searches for other clients' content. Each block is read once: an undo asks about every block in a table, and with
 * each about all around it. Undo inserts no content of other clients, so the answers stay valid during one.
 */
function createRemoteSearch(
  clientId: number,
): (block: Block, isInserted: (block: Block) => boolean) => boolean {
  const known = new Map<Block, boolean>();

  function containsOthers(block: Block): boolean {
    const answer = known.get(block) ?? searchItems(block);
    known.set(block, answer);
    return answer;
  }

  function searchItems(block: Block): boolean {
    for (let item = block._start; item; item = item.right) {
      if (item.deleted || !item.countable) continue;
      if (item.id.client !== clientId) return true;
      if (item.content instanceof ContentType && containsOthers(item.content.type as Block)) return true;
    }
    return false;
  }

  /**
   * Whether the block, or an ancestor that must stay complete, contains another client's content. Only what the undone
   * step has inserted was complete by it: a row that it added to an older table can go.
   */
  return (block, isInserted) => {
    let around: Block | null = block;
    for (; around?._item && isInserted(around); around = around._item.parent as Block | null) {
      const isList = !(around instanceof XmlText) && listNames.has(around.nodeName);
      if (!(isList && around !== block) && containsOthers(around)) return true;
    }
    return false;
  };
}
