import type { ContentJson, NodeJson } from './content.ts';

/** The text of one block with everything inside it; blocks are separated by a line break. */
export function blockText(node: NodeJson): string {
  if (node.type === 'text') return node.text ?? '';
  const isInlineParent = node.content?.some((child) => child.type === 'text') ?? false;
  return (node.content ?? []).map(blockText).join(isInlineParent ? '' : '\n');
}

/** All words of an article, captions and credits included: for search, counts and comparison. */
export function contentText(content: ContentJson): string {
  return [content.title, content.lead, blockText(content.body)].join('\n');
}
