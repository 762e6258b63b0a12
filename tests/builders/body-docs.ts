import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state';
import { bodySchema } from '../../domain/document/extensions.ts';

/*
 * Bodies as one line of text, to write and to read: `Trước|[tau: Chú thích~Nguồn]|Sau` is a paragraph, a figure of the
 * picture `tau`, a paragraph; `{a}` is the placeholder of upload `a`, `#Tiêu đề` a heading. `^` marks the caret,
 * `^` twice a selection, `^` before a bracket or brace the whole figure or placeholder.
 */

/** Builds the state that the line describes. Blocks get the ids `b0`, `b1`… */
export function bodyState(line: string): EditorState {
  const blocks = line.split('|').map((text, index) => blockOf(text.replaceAll('^', ''), `b${index}`));
  const doc = bodySchema.node('doc', null, blocks);
  return EditorState.create({ doc, selection: selectionOf(line, doc) });
}

/** Runs a command on what the line describes. @returns the line after it, or null when the command does not apply. */
export function after(line: string, command: Command): string | null {
  const state = bodyState(line);
  let next: EditorState | null = null;
  const applies = command(state, (tr) => {
    next = state.apply(tr);
  });
  if (!applies) return null;
  return bodyLine(next ?? state);
}

/** Describes a state as a line. */
export function bodyLine({ doc, selection }: EditorState): string {
  const marks = new Map<number, number>();
  const mark = (pos: number) => marks.set(pos, (marks.get(pos) ?? 0) + 1);
  if (selection instanceof NodeSelection) mark(selection.from);
  else for (const pos of new Set([selection.from, selection.to])) mark(pos);
  const caret = (pos: number) => '^'.repeat(marks.get(pos) ?? 0);
  const textOf = (node: Node, start: number) => {
    let text = '';
    for (let offset = 0; offset <= node.content.size; offset += 1) {
      text += caret(start + offset) + (node.textContent[offset] ?? '');
    }
    return text;
  };
  const lines: string[] = [];
  doc.forEach((node, pos) => {
    const whole = caret(pos);
    if (node.type.name === 'figure') {
      const [caption, credit] = [node.child(0), node.child(1)];
      const [captionText, creditText] = [
        textOf(caption, pos + 2),
        textOf(credit, pos + 2 + caption.nodeSize),
      ];
      lines.push(`${whole}[${node.attrs.mediaId}: ${captionText}~${creditText}]`);
    } else if (node.type.name === 'upload') lines.push(`${whole}{${node.attrs.uploadId}}`);
    else lines.push(`${node.type.name === 'heading' ? '#' : ''}${textOf(node, pos + 1)}`);
  });
  return lines.join('|');
}

function blockOf(text: string, id: string): Node {
  const inline = (value: string) => (value === '' ? [] : [bodySchema.text(value)]);
  const figure = /^\[([\w-]+): ?([^~]*)~([^\]]*)\]$/.exec(text);
  if (figure) {
    const [, mediaId, caption = '', credit = ''] = figure;
    return bodySchema.node('figure', { id, mediaId }, [
      bodySchema.node('caption', null, inline(caption)),
      bodySchema.node('credit', null, inline(credit)),
    ]);
  }
  const upload = /^\{([\w-]+)\}$/.exec(text);
  if (upload) return bodySchema.node('upload', { id, uploadId: upload[1] });
  if (text.startsWith('#')) return bodySchema.node('heading', { id, level: 2 }, inline(text.slice(1)));
  return bodySchema.node('paragraph', { id }, inline(text));
}

function selectionOf(line: string, doc: Node): Selection {
  const places: number[] = [];
  let pos = 0;
  for (const [index, text] of line.split('|').entries()) {
    const node = doc.child(index);
    if (/^\^[[{]/.test(text)) return NodeSelection.create(doc, pos);
    let at = node.type.name === 'figure' ? pos + 2 : pos + 1;
    const shown =
      node.type.name === 'figure'
        ? text
            .slice(text.indexOf(':') + 1)
            .replace(/^ /, '')
            .slice(0, -1)
        : text.replace(/^#/, '');
    for (const char of shown) {
      if (char === '^') places.push(at);
      else at += char === '~' && node.type.name === 'figure' ? 2 : 1;
    }
    pos += node.nodeSize;
  }
  const [anchor, head] = places;
  if (anchor === undefined) throw new Error(`No caret in ${line}`);
  return TextSelection.create(doc, anchor, head ?? anchor);
}
