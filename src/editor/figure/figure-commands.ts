import type { Node, Schema } from '@tiptap/pm/model';
import { type Command, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { newBlockId } from '../../../domain/document/block-id.ts';
import {
  adjacentBlock,
  type BlockAt,
  currentFigure,
  type Direction,
  isEmptyParagraph,
  isFigureBlock,
  partOf,
} from './figure-positions.ts';

/** An empty paragraph that already has its id, so that no further transaction has to be appended. */
export function newParagraph(schema: Schema): Node {
  const paragraph = schema.nodes.paragraph;
  if (!paragraph) throw new Error('The schema has no paragraph');
  return paragraph.create({ id: newBlockId() });
}

/** Moves the caret into the empty paragraph at `pos`, inserting one when there is none. */
export function caretInParagraphAt(tr: Transaction, pos: number): Transaction {
  if (!isEmptyParagraph(tr.doc.resolve(pos).nodeAfter)) tr.insert(pos, newParagraph(tr.doc.type.schema));
  return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
}

/**
 * Moves the selection from a block edge into the block next to it, or into a new paragraph at that end of the
 * document. A figure is entered from the front as a node selection, from behind at the end of its credit.
 */
export function selectAdjacent(tr: Transaction, pos: number, dir: Direction): Transaction {
  const block = adjacentBlock(tr.doc, pos, dir);
  if (!block) return caretInParagraphAt(tr, pos);
  return tr.setSelection(entrySelection(tr.doc, block, pos, dir)).scrollIntoView();
}

function entrySelection(doc: Node, { node, pos }: BlockAt, edge: number, dir: Direction): Selection {
  if (!isFigureBlock(node)) return Selection.near(doc.resolve(edge), dir);
  return dir === -1 && node.type.name === 'figure'
    ? TextSelection.create(doc, partOf(node, pos, 'credit').end)
    : NodeSelection.create(doc, pos);
}

/**
 * Deletes a figure or placeholder. The caret goes into the text in direction `dir`, else into the text on the other
 * side. Between two figures an empty paragraph is inserted instead: a key that is held down must not delete the next
 * figure or its caption.
 */
export function removeBlock(tr: Transaction, { node, pos }: BlockAt, dir: Direction): Transaction {
  const end = pos + node.nodeSize;
  const hasTextBefore = canHoldCaret(tr.doc.resolve(pos).nodeBefore);
  const hasTextAfter = canHoldCaret(tr.doc.resolve(end).nodeAfter);
  if (!hasTextBefore && !hasTextAfter) {
    tr.replaceWith(pos, end, newParagraph(tr.doc.type.schema));
    return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
  }
  tr.delete(pos, end);
  const bias = dir === -1 ? (hasTextBefore ? -1 : 1) : hasTextAfter ? 1 : -1;
  return tr.setSelection(Selection.near(tr.doc.resolve(pos), bias)).scrollIntoView();
}

function canHoldCaret(node: Node | null): boolean {
  return node !== null && !isFigureBlock(node) && node.type.name !== 'horizontalRule';
}

export const deleteFigure: Command = (state, dispatch) => {
  const figure = currentFigure(state);
  if (!figure) return false;
  dispatch?.(removeBlock(state.tr, figure, 1));
  return true;
};

export function setFigureLayout(layout: FigureLayout): Command {
  return setFigureAttributes({ layout });
}

function setFigureAttributes(attributes: Record<string, unknown>): Command {
  return (state, dispatch) => {
    const figure = currentFigure(state);
    if (!figure) return false;
    const { tr } = state;
    for (const [name, value] of Object.entries(attributes)) {
      if (figure.node.attrs[name] !== value) tr.setNodeAttribute(figure.pos, name, value);
    }
    if (tr.docChanged) dispatch?.(tr);
    return true;
  };
}

/** Moves the current figure past the block next to it and selects it. */
export function moveFigure(dir: Direction): Command {
  return (state, dispatch) => {
    const figure = currentFigure(state);
    if (!figure) return false;
    const { node, pos } = figure;
    const end = pos + node.nodeSize;
    const other = adjacentBlock(state.doc, dir === -1 ? pos : end, dir);
    if (!other) return false;
    if (dispatch) {
      const target = dir === -1 ? other.pos : pos + other.node.nodeSize;
      const tr = state.tr.delete(pos, end).insert(target, node);
      dispatch(tr.setSelection(NodeSelection.create(tr.doc, target)).scrollIntoView());
    }
    return true;
  };
}

export const selectFigure: Command = (state, dispatch) => {
  const figure = currentFigure(state);
  if (!figure) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, figure.pos)).scrollIntoView());
  return true;
};
