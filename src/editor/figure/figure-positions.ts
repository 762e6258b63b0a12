import type { Node, ResolvedPos } from '@tiptap/pm/model';
import {
  type EditorState,
  NodeSelection,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';

/*
 * Queries about positions and selections in relation to figures. Figures and upload placeholders are top-level
 * blocks; a figure holds exactly one caption and one credit, both text blocks.
 */

/** Towards the start (-1) or the end (1) of the document. */
export type Direction = -1 | 1;

export type FigurePartName = 'caption' | 'credit';

/** A caption or credit. `start` and `end` delimit its content in the document. */
export type FigurePart = {
  name: FigurePartName;
  node: Node;
  start: number;
  end: number;
  figure: Node;
  /** The position before the figure. */
  figurePos: number;
};

/** A top-level block with the position before it. */
export type BlockAt = { node: Node; pos: number };

/** The caption or credit around a position; null outside of figures. */
export function partAt($pos: ResolvedPos): FigurePart | null {
  const name = $pos.parent.type.name;
  if ($pos.depth < 2 || (name !== 'caption' && name !== 'credit')) return null;
  return {
    name,
    node: $pos.parent,
    start: $pos.start(),
    end: $pos.end(),
    figure: $pos.node($pos.depth - 1),
    figurePos: $pos.before($pos.depth - 1),
  };
}

/** The caption or credit of the figure at `figurePos`. */
export function partOf(figure: Node, figurePos: number, name: FigurePartName): FigurePart {
  const caption = figure.child(0);
  const node = name === 'caption' ? caption : figure.child(1);
  const start = name === 'caption' ? figurePos + 2 : figurePos + 2 + caption.nodeSize;
  return { name, node, start, end: start + node.content.size, figure, figurePos };
}

/** Moves the caret to the end of a caption or credit. */
export function selectPartEnd(
  tr: Transaction,
  figure: Node,
  figurePos: number,
  name: FigurePartName,
): Transaction {
  const { end } = partOf(figure, figurePos, name);
  return tr.setSelection(TextSelection.create(tr.doc, end)).scrollIntoView();
}

/** The caption or credit that contains the whole selection; null when there is none. */
export function partOfSelection(selection: Selection): FigurePart | null {
  if (!(selection instanceof TextSelection) || !selection.$from.sameParent(selection.$to)) return null;
  return partAt(selection.$from);
}

/** The figure or placeholder of a node selection. */
export function selectedBlock(state: EditorState): BlockAt | null {
  const { selection } = state;
  return selection instanceof NodeSelection && isFigureBlock(selection.node)
    ? { node: selection.node, pos: selection.from }
    : null;
}

/** The figure that is selected, or whose caption or credit contains the selection. */
export function currentFigure(state: EditorState): BlockAt | null {
  const block = selectedBlock(state);
  if (block) return block.node.type.name === 'figure' ? block : null;
  const part = partOfSelection(state.selection);
  return part && { node: part.figure, pos: part.figurePos };
}

/** Whether the node is a figure, or the placeholder of one. */
export function isFigureBlock(node: Node | null | undefined): boolean {
  return node?.type.name === 'figure' || node?.type.name === 'upload';
}

export function isEmptyParagraph(node: Node | null | undefined): boolean {
  return node?.type.name === 'paragraph' && node.content.size === 0;
}

/** The top-level block that ends (-1) or begins (1) at `pos`. */
export function adjacentBlock(doc: Node, pos: number, dir: Direction): BlockAt | null {
  const $pos = doc.resolve(pos);
  const node = dir === 1 ? $pos.nodeAfter : $pos.nodeBefore;
  return node && { node, pos: dir === 1 ? pos : pos - node.nodeSize };
}

/** The position before (-1) or after (1) the top-level block around `$pos`. */
export function blockEdge($pos: ResolvedPos, dir: Direction): number {
  return dir === 1 ? $pos.after(1) : $pos.before(1);
}

/** Whether only node boundaries lie between `$pos` and that edge of its top-level block. */
export function isAtBlockEdge($pos: ResolvedPos, dir: Direction): boolean {
  return $pos.depth > 0 && Math.abs(blockEdge($pos, dir) - $pos.pos) === $pos.depth;
}

/** The top-level figure or placeholder whose `attribute` has the given value. */
export function findBlock(
  doc: Node,
  type: 'figure' | 'upload',
  attribute: string,
  value: string,
): BlockAt | null {
  let found: BlockAt | null = null;
  doc.forEach((node, pos) => {
    if (!found && node.type.name === type && node.attrs[attribute] === value) found = { node, pos };
  });
  return found;
}
