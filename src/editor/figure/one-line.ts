import { Fragment, type Node, type NodeType, type Slice } from '@tiptap/pm/model';
import { normalizeText } from '../../../domain/vietnamese.ts';

/** Brings text to one line in stored form: NFC, every run of white space one space, none at the ends. */
export function oneLine(text: string): string {
  return normalizeText(text).replace(/\s+/gu, ' ').trim();
}

/**
 * What was pasted as the inline content of one line: blocks follow each other with a space between, pictures and all
 * else that is no text falls away, marks stay where `target` allows them.
 */
export function sliceAsLine(slice: Slice, target: NodeType): Fragment {
  const pieces: Node[] = [];
  let endsWithSpace = true;
  const push = (text: string, node: Node | null) => {
    const line = normalizeText(text).replace(/\s+/gu, ' ');
    const rest = endsWithSpace ? line.trimStart() : line;
    if (rest === '') return;
    endsWithSpace = rest.endsWith(' ');
    const marks = node ? target.allowedMarks(node.marks) : [];
    pieces.push(target.schema.text(rest, marks));
  };
  slice.content.descendants((node) => {
    if (node.isText) push(node.text ?? '', node);
    else if (node.isTextblock || node.type.name === 'hardBreak') push(' ', null);
    return true;
  });
  const last = pieces.at(-1);
  if (last?.text?.endsWith(' ')) {
    const text = last.text.trimEnd();
    pieces.pop();
    if (text !== '') pieces.push(target.schema.text(text, last.marks));
  }
  return Fragment.fromArray(pieces);
}
