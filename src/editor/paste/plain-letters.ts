import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { hasStyledLetters, plainRuns } from '../../../domain/styled-letters.ts';

/** Replaces letters that only look formatted by plain ones, and their boldness by the mark where it is allowed. */
export function withPlainLetters(slice: Slice): Slice {
  const { content, openStart, openEnd } = slice;
  if (!hasStyledLetters(content.textBetween(0, content.size, ' '))) return slice;
  return new Slice(plainFragment(content, null), openStart, openEnd);
}

function plainFragment(content: Fragment, parent: Node | null): Fragment {
  const nodes: Node[] = [];
  content.forEach((node) => {
    if (node.isText) nodes.push(...plainText(node, parent));
    else nodes.push(node.copy(plainFragment(node.content, node)));
  });
  return Fragment.fromArray(nodes);
}

function plainText(node: Node, parent: Node | null): Node[] {
  const { schema } = node.type;
  // A heading is bold without a mark.
  const mark = parent?.type.name === 'heading' ? undefined : schema.marks.bold;
  const isAllowed = mark && (parent === null || parent.type.allowsMarkType(mark));
  return plainRuns(node.text ?? '').map(({ text, isBold }) =>
    schema.text(text, isBold && isAllowed ? mark.create().addToSet(node.marks) : node.marks),
  );
}
