import type { Editor } from '@tiptap/core';
import { fold } from '../../../domain/vietnamese.ts';
import { type BlockName, blockNames } from '../commands.ts';

/** An entry of the menu: what it makes, its name in the reader's language, and other words that find it. */
export type SlashItem = { name: BlockName; label: string; words: string };

/**
 * The entries that a query finds, best first: those whose name begins with it, then those where one of its words
 * begins with it, then those found by another word. Folded, so `anh` finds `Ảnh`.
 */
export function findItems(items: readonly SlashItem[], query: string): SlashItem[] {
  const wanted = fold(query);
  if (wanted === '') return [...items];
  const rank = ({ label, words }: SlashItem) => {
    const name = fold(label);
    if (name.startsWith(wanted)) return 0;
    if (` ${name}`.includes(` ${wanted}`)) return 1;
    return ` ${fold(words)}`.includes(` ${wanted}`) ? 2 : 3;
  };
  return items
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .filter(({ rank }) => rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ item }) => item);
}

/** What may stand where the caret is: in a list, a quote or a table cell only some of the blocks may. */
export function possibleBlocks(editor: Editor): BlockName[] {
  const { $from } = editor.state.selection;
  const container = $from.depth > 1 ? $from.node(-1).type.name : 'doc';
  if (container === 'doc') return [...blockNames];
  if (container === 'tableCell' || container === 'tableHeader') return ['bulletList', 'orderedList'];
  if (container === 'listItem') return ['bulletList', 'orderedList'];
  return [];
}
