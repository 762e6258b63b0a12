import type { Node, Schema } from '@tiptap/pm/model';
import { type Command, NodeSelection, Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { newBlockId } from '../../../domain/document/block-id.ts';
import {
  type BlockAt,
  blockAfter,
  blockBefore,
  currentFigure,
  isEmptyParagraph,
  isPictureBlock,
  partOf,
} from './figure-places.ts';

/*
 * What can be done with a figure, as ProseMirror commands: each answers whether it applies, and does it when it is
 * given `dispatch`.
 */

/** An empty paragraph that already has its id, so that nothing has to be appended to the transaction. */
export function newParagraph(schema: Schema): Node {
  const paragraph = schema.nodes.paragraph;
  if (!paragraph) throw new Error('The schema has no paragraph');
  return paragraph.create({ id: newBlockId() });
}

/** Puts the caret into the paragraph that begins at `pos`: an empty one that is there already, or a new one. */
export function caretInParagraphAt(tr: Transaction, pos: number): Transaction {
  if (!isEmptyParagraph(tr.doc.resolve(pos).nodeAfter)) tr.insert(pos, newParagraph(tr.doc.type.schema));
  return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
}

/** Puts the caret where one goes on when leaving a block: into the next text, onto the next picture, or into a new paragraph at the end. */
export function leaveForward(tr: Transaction, pos: number): Transaction {
  const next = blockAfter(tr.doc, pos);
  if (!next) return caretInParagraphAt(tr, pos);
  const selection = isPictureBlock(next.node)
    ? NodeSelection.create(tr.doc, pos)
    : Selection.near(tr.doc.resolve(pos), 1);
  return tr.setSelection(selection).scrollIntoView();
}

/** The same towards the beginning. A figure is entered from behind, at the end of its credit. */
export function leaveBackward(tr: Transaction, pos: number): Transaction {
  const previous = blockBefore(tr.doc, pos);
  if (!previous) return caretInParagraphAt(tr, pos);
  return tr.setSelection(endOf(tr.doc, previous)).scrollIntoView();
}

function endOf(doc: Node, { node, pos }: BlockAt): Selection {
  if (node.type.name === 'figure') return TextSelection.create(doc, partOf(node, pos, 'credit').end);
  if (node.type.name === 'upload') return NodeSelection.create(doc, pos);
  return Selection.near(doc.resolve(pos + node.nodeSize), -1);
}

/**
 * Takes a figure or placeholder away. The caret goes into the text on that side (`-1` before, `1` after), else into
 * the text on the other side; between two pictures an empty paragraph takes the place, so that a key which is held
 * down does not eat the next picture or its caption.
 */
export function removeBlock(tr: Transaction, { node, pos }: BlockAt, side: -1 | 1): Transaction {
  const end = pos + node.nodeSize;
  const before = hasTextPlace(tr.doc.resolve(pos).nodeBefore);
  const after = hasTextPlace(tr.doc.resolve(end).nodeAfter);
  if (!before && !after) {
    tr.replaceWith(pos, end, newParagraph(tr.doc.type.schema));
    return tr.setSelection(TextSelection.create(tr.doc, pos + 1)).scrollIntoView();
  }
  tr.delete(pos, end);
  const direction = side === -1 ? (before ? -1 : 1) : after ? 1 : -1;
  return tr.setSelection(Selection.near(tr.doc.resolve(pos), direction)).scrollIntoView();
}

function hasTextPlace(node: Node | null): boolean {
  return node !== null && !isPictureBlock(node) && node.type.name !== 'horizontalRule';
}

/** Deletes the current figure from the toolbar. */
export const deleteFigure: Command = (state, dispatch) => {
  const figure = currentFigure(state);
  if (!figure) return false;
  dispatch?.(removeBlock(state.tr, figure, 1));
  return true;
};

export function setFigureLayout(layout: FigureLayout): Command {
  return setFigureAttributes({ layout });
}

/** Sets the alternative text of the current figure; it is stored in NFC. */
export function setFigureAlt(alt: string): Command {
  return setFigureAttributes({ alt: alt.normalize('NFC') });
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

/** Moves the current figure past the block before (`-1`) or after it (`1`) and leaves it selected. */
export function moveFigure(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const figure = currentFigure(state);
    if (!figure) return false;
    const { node, pos } = figure;
    const end = pos + node.nodeSize;
    const other = direction === -1 ? blockBefore(state.doc, pos) : blockAfter(state.doc, end);
    if (!other) return false;
    if (dispatch) {
      const target = direction === -1 ? other.pos : pos + other.node.nodeSize;
      const tr = state.tr.delete(pos, end).insert(target, node);
      dispatch(tr.setSelection(NodeSelection.create(tr.doc, target)).scrollIntoView());
    }
    return true;
  };
}

/** Selects the current figure as a whole. */
export const selectFigure: Command = (state, dispatch) => {
  const figure = currentFigure(state);
  if (!figure) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, figure.pos)).scrollIntoView());
  return true;
};
