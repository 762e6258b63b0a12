import type { Editor } from '@tiptap/core';
import { fold } from '../../../domain/vietnamese.ts';
import { type BlockName, blockNames } from '../commands.ts';

/** A menu entry: the block it inserts, its translated label, and further search terms. */
export type SlashItem = { name: BlockName; label: string; terms: string };

/**
 * The entries that match a query, ranked: label prefix, prefix of a word of the label, prefix of a search term. Folded,
 * so `anh` finds `Ảnh`.
 */
export function findItems(items: readonly SlashItem[], query: string): SlashItem[] {
  const folded = fold(query);
  if (folded === '') return [...items];
  const rank = ({ label, terms }: SlashItem) => {
    const name = fold(label);
    if (name.startsWith(folded)) return 0;
    if (` ${name}`.includes(` ${folded}`)) return 1;
    return ` ${fold(terms)}`.includes(` ${folded}`) ? 2 : 3;
  };
  return items
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);
}

/** The blocks that the schema allows at the caret: fewer in lists, quotes and table cells. */
export function possibleBlocks(editor: Editor): BlockName[] {
  const { $from } = editor.state.selection;
  const container = $from.depth > 1 ? $from.node(-1).type.name : 'doc';
  if (container === 'doc') return [...blockNames];
  if (container === 'tableCell' || container === 'tableHeader') return ['bulletList', 'orderedList'];
  if (container === 'listItem') return ['bulletList', 'orderedList'];
  return [];
}
