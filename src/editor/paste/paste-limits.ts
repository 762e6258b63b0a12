import type { Fragment, Node, Slice } from '@tiptap/pm/model';
import type { EditorState } from '@tiptap/pm/state';
import { limits } from '../../../domain/limits.ts';

/** Why a paste was refused: the size that it has, or that the article would have, and the limit. */
export type PasteRefusal = { kind: 'cells' | 'blocks' | 'depth' | 'bytes'; size: number; max: number };

const exceeds = (kind: PasteRefusal['kind'], size: number, max: number): PasteRefusal | null =>
  size > max ? { kind, size, max } : null;

/** Judges pasted HTML before anything is built from it, which would take seconds. */
export function refusedHtml(source: Document): PasteRefusal | null {
  return (
    exceeds('cells', source.body.querySelectorAll('td, th').length, limits.pasteMaxCells) ??
    exceeds('bytes', byteLength(source.body.textContent ?? ''), limits.documentMaxBytes)
  );
}

export function refusedText(text: string): PasteRefusal | null {
  const lines = text.split(/\n+/).length;
  return (
    exceeds('blocks', lines, limits.pasteMaxBlocks) ??
    exceeds('bytes', byteLength(text), limits.documentMaxBytes)
  );
}

/** Checks the limits of the server, which would refuse the whole change later. */
export function refusedSlice(slice: Slice, state: EditorState): PasteRefusal | null {
  const counts = { cells: 0, blocks: 0 };
  slice.content.descendants((node) => {
    // Line breaks cost as much as blocks.
    if (!node.isText) counts.blocks += 1;
    if (/^table(Cell|Header)$/.test(node.type.name)) counts.cells += 1;
  });
  const around = Math.max(0, state.selection.$from.depth - slice.openStart);
  return (
    exceeds('cells', counts.cells, limits.pasteMaxCells) ??
    exceeds('blocks', counts.blocks, limits.pasteMaxBlocks) ??
    exceeds('depth', around + depthOf(slice.content), limits.documentMaxDepth) ??
    exceeds('bytes', bytesAfter(slice, state), limits.documentMaxBytes)
  );
}

/** Upper bound of the article's bytes after the paste. A block gets its id afterwards. */
function bytesAfter(slice: Slice, { doc, selection }: EditorState): number {
  const replaced = selection.empty ? 0 : bytesOf(selection.content().content);
  return bytesOf(doc.content) - replaced + bytesOf(slice.content);
}

const idBytes = 12;

function bytesOf(content: Fragment): number {
  let blocks = 0;
  content.descendants((node: Node) => {
    if (node.attrs.id === null) blocks += 1;
    return !node.isTextblock;
  });
  return byteLength(JSON.stringify(content.toJSON() ?? [])) + blocks * idBytes;
}

/** Levels of nodes, text included. Iterative, because a pasted list can be nested deeper than the stack. */
function depthOf(content: Fragment): number {
  let depth = 0;
  for (let level = [content]; level.length > 0; depth += 1) {
    level = level
      .flatMap((fragment) => fragment.content.map((node) => node.content))
      .filter(({ size }) => size > 0);
  }
  return depth;
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
