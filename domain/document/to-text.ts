import { countWords } from '../vietnamese.ts';
import type { ContentJson, NodeJson } from './content.ts';

/** The text of a node with its descendants; blocks, and lines of one block, are separated by a line break. */
export function blockText(node: NodeJson): string {
  if (isInline(node)) return inlineText([node]);
  const content = node.content ?? [];
  return content.some(isInline) ? inlineText(content) : content.map(blockText).join('\n');
}

/** The text of inline nodes, in which a line break is one character, as in every count of positions in a block. */
export function inlineText(nodes: readonly NodeJson[]): string {
  return nodes.map(({ type, text = '' }) => (type === lineBreak ? '\n' : text)).join('');
}

/** The node type of a line break inside a block. */
export const lineBreak = 'hardBreak';

export const isInline = ({ type }: NodeJson): boolean => type === 'text' || type === lineBreak;

/** The text of an article, captions and credits included: for search, word counts and comparison. */
export function contentText(content: ContentJson): string {
  return [content.title, content.lead, blockText(content.body)].join('\n');
}

const blockWordCounts = new WeakMap<NodeJson, number>();

/** The words of `contentText`. Blocks that have been counted are not counted again: they must not be changed in place. */
export function contentWordCount({ title, lead, body }: ContentJson): number {
  return (body.content ?? []).reduce((sum, block) => {
    const count = blockWordCounts.get(block) ?? countWords(blockText(block));
    blockWordCounts.set(block, count);
    return sum + count;
  }, countWords(title) + countWords(lead));
}
