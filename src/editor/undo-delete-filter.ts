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

/*
 * Undo takes away what somebody inserted, and with a block all that stands in it. Where another person has written into
 * that block since, their words stay, and so does the block around them; only what was one's own goes.
 */

type Undone = UndoManager['undoStack'][number];
type Block = XmlElement | XmlText;

export const UndoDeleteFilter = Extension.create({
  name: 'undoFilter',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        view(view) {
          const manager = undoManagerOf(view);
          return { destroy: manager ? keepOthersWords(manager) : undefined };
        },
      }),
    ];
  },
});

/** They lose their items one by one. Anything else keeps its parts together, or it would not be valid. */
const lists = new Set(['bulletList', 'orderedList']);

function keepOthersWords(manager: UndoManager): () => void {
  const { doc } = manager;
  const stack = () => (manager.undoing ? manager.undoStack : manager.redoStack);
  let before: Undone[] = [];
  const handleBefore = ({ origin }: Transaction) => {
    if (origin === manager) before = [...stack()];
  };
  doc.on('beforeTransaction', handleBefore);

  manager.deleteFilter = (item) => {
    const block = blockOf(item);
    if (!block) return true;
    // The step has left its stack by now.
    const undone = before[stack().length];
    const isMadeBy = (step: Undone) => block._item !== null && isDeleted(step.insertions, block._item.id);
    // What a block is like, set after it was there.
    if (item.parentSub !== null && undone && !isMadeBy(undone)) return true;
    return !isNeeded(block, doc.clientID);
  };
  return () => doc.off('beforeTransaction', handleBefore);
}

/** The block that this item is, or says something of; null for a letter. */
function blockOf(item: Item): Block | null {
  if (item.parentSub !== null) return item.parent as XmlElement;
  return item.content instanceof ContentType ? (item.content.type as Block) : null;
}

/** Whether the block, or one around it that must stay whole, holds what somebody else inserted. */
function isNeeded(block: Block, me: number): boolean {
  for (let around: Block | null = block; around?._item; around = around._item.parent as Block | null) {
    const isList = !(around instanceof XmlText) && lists.has(around.nodeName);
    if (!(isList && around !== block) && holdsOthers(around, me)) return true;
  }
  return false;
}

function holdsOthers(block: Block, me: number): boolean {
  for (let item = block._start; item; item = item.right) {
    if (item.deleted || !item.countable) continue;
    if (item.id.client !== me) return true;
    if (item.content instanceof ContentType && holdsOthers(item.content.type as Block, me)) return true;
  }
  return false;
}
