import type { ContentJson, NodeJson } from './content.ts';

/** The text of a node with its descendants; blocks are separated by a line break. */
export function blockText(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? '';
  const isInlineParent = node.content?.some((child) => child.type === 'text') ?? false;
  return (node.content ?? []).map(blockText).join(isInlineParent ? '' : '\n');
}

/** The text of an article, captions and credits included: for search, word counts and comparison. */
export function contentText(content: ContentJson): string {
  return [content.title, content.lead, blockText(content.body)].join('\n');
}
