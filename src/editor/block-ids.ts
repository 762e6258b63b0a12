import { Extension } from '@tiptap/core';
import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, type Transaction } from '@tiptap/pm/state';
import { ReplaceStep, StepMap } from '@tiptap/pm/transform';
import { ySyncPluginKey } from '@tiptap/y-tiptap';
import { newBlockId } from '../../domain/document/block-id.ts';
import { blocksWithId } from '../../domain/document/extensions.ts';

const typesWithId = new Set(blocksWithId);

/**
 * Assigns ids to new blocks and new ids to copies; comparison, checks and comments find blocks by them. A change inside
 * one text block checks that block and its ancestors only, to keep typing fast. Structural changes (split, paste, drop,
 * lift) search the document once for duplicate ids.
 *
 * Remote changes are never followed by an edit: the other editor assigns the ids, and two clients that both do would
 * diverge.
 */
export const BlockIds = Extension.create({
  name: 'blockIds',
  addProseMirrorPlugins() {
    return [
      new Plugin({
        appendTransaction: (transactions, _oldState, state) => {
          if (!transactions.some((transaction) => transaction.docChanged)) return null;
          if (transactions.some(isFromYjs)) return null;
          return withIds(transactions, state);
        },
      }),
    ];
  },
});

/** Whether the transaction comes from Yjs: a remote edit, undo and redo, or the first rendering. */
export function isFromYjs(transaction: Transaction): boolean {
  const meta: unknown = transaction.getMeta(ySyncPluginKey);
  return (
    typeof meta === 'object' && meta !== null && 'isChangeOrigin' in meta && meta.isChangeOrigin === true
  );
}

type Block = { node: Node; pos: number };

function withIds(transactions: readonly Transaction[], state: EditorState): Transaction | null {
  const changed = changedBlocks(transactions, state.doc);
  const isStructural = transactions.some((transaction) => !staysInOneTextblock(transaction));
  const usedIds = isStructural ? idsOutside(changed, state.doc) : new Set<string>();
  const { tr } = state;
  const assign = (pos: number, id: string) => tr.setNodeAttribute(pos, 'id', id);
  for (const [index, { node, pos }] of changed.entries()) {
    const next = changed[index + 1];
    const id: unknown = node.attrs.id;
    if (isStructural && next && isSplitBefore(node, pos, next)) {
      // Enter at the start of a block: the id stays with the text, the empty block before it is new.
      assign(pos, newBlockId());
      assign(next.pos, String(id));
      usedIds.add(String(id));
      changed.splice(index + 1, 1);
    } else if (typeof id !== 'string' || usedIds.has(id)) {
      assign(pos, newBlockId());
    } else if (isStructural) usedIds.add(id);
  }
  if (tr.steps.length === 0) return null;
  return tr.setStoredMarks(state.storedMarks);
}

/** The distinct blocks in and around the changed ranges, in document order. */
function changedBlocks(transactions: readonly Transaction[], doc: Node): Block[] {
  const blocks = new Map<number, Block>();
  for (const [index, transaction] of transactions.entries()) {
    for (const [stepIndex, map] of transaction.mapping.maps.entries()) {
      map.forEach((_oldFrom, _oldTo, newFrom, newTo) => {
        const rest = transaction.mapping.slice(stepIndex + 1);
        const later = transactions.slice(index + 1);
        const forward = (pos: number, side: number) =>
          later.reduce((at, next) => next.mapping.map(at, side), rest.map(pos, side));
        const from = Math.max(0, forward(newFrom, -1));
        const to = Math.min(doc.content.size, Math.max(from, forward(newTo, 1)));
        // One wider on each side, to include blocks that begin or end at the change.
        doc.nodesBetween(Math.max(0, from - 1), Math.min(doc.content.size, to + 1), (node, pos) => {
          if (typesWithId.has(node.type.name)) blocks.set(pos, { node, pos });
          return !node.isTextblock;
        });
      });
    }
  }
  return Array.from(blocks.values()).sort((a, b) => a.pos - b.pos);
}

/** Whether the transaction changes only inline content inside one text block. */
function staysInOneTextblock(transaction: Transaction): boolean {
  return transaction.steps.every((step, index) => {
    if (!(step instanceof ReplaceStep)) return step.getMap() === StepMap.empty;
    const { slice, from, to } = step;
    if (slice.openStart > 0 || slice.openEnd > 0) return false;
    for (let at = 0; at < slice.content.childCount; at += 1)
      if (!slice.content.child(at).isInline) return false;
    const doc = transaction.docs[index];
    if (!doc) return false;
    const $from = doc.resolve(from);
    return $from.parent.isTextblock && to <= $from.end();
  });
}

function idsOutside(changed: Block[], doc: Node): Set<string> {
  const inside = new Set(changed.map(({ pos }) => pos));
  const ids = new Set<string>();
  doc.descendants((node, pos) => {
    if (typeof node.attrs.id === 'string' && !inside.has(pos)) ids.add(node.attrs.id);
    return !node.isTextblock;
  });
  return ids;
}

function isSplitBefore(node: Node, pos: number, next: Block): boolean {
  return (
    typeof node.attrs.id === 'string' &&
    node.isTextblock &&
    node.content.size === 0 &&
    next.pos === pos + node.nodeSize &&
    (next.node.attrs.id === null || next.node.attrs.id === node.attrs.id) &&
    next.node.isTextblock &&
    next.node.content.size > 0
  );
}
