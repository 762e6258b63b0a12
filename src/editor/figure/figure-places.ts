import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, type Selection, TextSelection } from '@tiptap/pm/state';

/*
 * Where a selection stands in relation to figures. Figures and upload placeholders are top-level blocks; a figure
 * holds exactly one caption and one credit, both text.
 */

export type FigurePartName = 'caption' | 'credit';

/** A caption or credit. `start` and `end` are the positions of its text in the document. */
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

/** The caption or credit around a position, or null outside of figures. */
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

/** The caption or credit of the figure that begins at `figurePos`. */
export function partOf(figure: Node, figurePos: number, name: FigurePartName): FigurePart {
  const caption = figure.child(0);
  const node = name === 'caption' ? caption : figure.child(1);
  const start = name === 'caption' ? figurePos + 2 : figurePos + 2 + caption.nodeSize;
  return { name, node, start, end: start + node.content.size, figure, figurePos };
}

/** The caption or credit that the whole selection lies in; null when it lies in several blocks or in none. */
export function partOfSelection(selection: Selection): FigurePart | null {
  if (!(selection instanceof TextSelection) || !selection.$from.sameParent(selection.$to)) return null;
  return partAt(selection.$from);
}

/** The figure or placeholder that is selected as a whole. */
export function selectedBlock(state: EditorState): BlockAt | null {
  const { selection } = state;
  return selection instanceof NodeSelection && isPictureBlock(selection.node)
    ? { node: selection.node, pos: selection.from }
    : null;
}

/** The figure that is selected, or in whose caption or credit the selection lies. */
export function currentFigure(state: EditorState): BlockAt | null {
  const block = selectedBlock(state);
  if (block) return block.node.type.name === 'figure' ? block : null;
  const part = partOfSelection(state.selection);
  return part && { node: part.figure, pos: part.figurePos };
}

/** A figure, or the placeholder of one. */
export function isPictureBlock(node: Node | null | undefined): boolean {
  return node?.type.name === 'figure' || node?.type.name === 'upload';
}

export function isEmptyParagraph(node: Node | null | undefined): boolean {
  return node?.type.name === 'paragraph' && node.content.size === 0;
}

/** The top-level block that ends at `pos`. */
export function blockBefore(doc: Node, pos: number): BlockAt | null {
  const node = doc.resolve(pos).nodeBefore;
  return node && { node, pos: pos - node.nodeSize };
}

/** The top-level block that begins at `pos`. */
export function blockAfter(doc: Node, pos: number): BlockAt | null {
  const node = doc.resolve(pos).nodeAfter;
  return node && { node, pos };
}

/** The top-level block of that type whose `attribute` has this value. */
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

/** Whether nothing but ends of blocks lies between the position and the end of its top-level block. */
export function isAtEndOfBlock($pos: ResolvedPos): boolean {
  return $pos.depth > 0 && $pos.after(1) - $pos.pos === $pos.depth;
}

/** Whether nothing but beginnings of blocks lies between the start of its top-level block and the position. */
export function isAtStartOfBlock($pos: ResolvedPos): boolean {
  return $pos.depth > 0 && $pos.pos - $pos.before(1) === $pos.depth;
}
