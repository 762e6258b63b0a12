import { type Command, NodeSelection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { selectAdjacent, selectFigure } from './figure-commands.ts';
import {
  adjacentBlock,
  type BlockAt,
  blockEdge,
  type Direction,
  type FigurePart,
  isAtBlockEdge,
  isFigureBlock,
  partAt,
  partOf,
  partOfSelection,
  selectedBlock,
} from './figure-positions.ts';

type Axis = 'horiz' | 'vert';

/**
 * Moves the caret through figures in reading order: text, the figure as a node selection, caption, credit, text.
 * Vertically, caption and credit are one line: down enters at the caption, up at the position above the caret.
 */
export function arrow(axis: Axis, dir: Direction): Command {
  return (state, dispatch, view) => {
    const block = selectedBlock(state);
    if (block) {
      dispatch?.(leaveNodeSelection(state.tr, block, dir));
      return true;
    }
    const { selection } = state;
    if (!(selection instanceof TextSelection) || !selection.empty) return false;
    const part = partAt(selection.$from);
    if (axis === 'horiz')
      return part ? horizInPart(part, dir)(state, dispatch) : horizInText(dir)(state, dispatch);
    return part ? vertInPart(part, dir)(state, dispatch, view) : vertInText(dir)(state, dispatch, view);
  };
}

function leaveNodeSelection(tr: Transaction, { node, pos }: BlockAt, dir: Direction): Transaction {
  if (dir === -1) return selectAdjacent(tr, pos, -1);
  if (node.type.name === 'upload') return selectAdjacent(tr, pos + node.nodeSize, 1);
  return tr.setSelection(TextSelection.create(tr.doc, partOf(node, pos, 'caption').start)).scrollIntoView();
}

function horizInPart(part: FigurePart, dir: Direction): Command {
  return (state, dispatch) => {
    if (state.selection.from !== (dir === 1 ? part.end : part.start)) return false;
    const { figure, figurePos } = part;
    if (part.name === 'caption' && dir === -1) return selectFigure(state, dispatch);
    if (part.name === 'credit' && dir === 1) {
      dispatch?.(selectAdjacent(state.tr, figurePos + figure.nodeSize, 1));
      return true;
    }
    const pos =
      dir === 1 ? partOf(figure, figurePos, 'credit').start : partOf(figure, figurePos, 'caption').end;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, pos)).scrollIntoView());
    return true;
  };
}

function horizInText(dir: Direction): Command {
  return (state, dispatch) => {
    const { $from } = state.selection;
    if (!isAtBlockEdge($from, dir)) return false;
    const edge = blockEdge($from, dir);
    if (!isFigureBlock(adjacentBlock(state.doc, edge, dir)?.node)) return false;
    dispatch?.(selectAdjacent(state.tr, edge, dir));
    return true;
  };
}

function vertInPart(part: FigurePart, dir: Direction): Command {
  return (state, dispatch, view) => {
    if (!view || !isOnEdgeLine(view, part, state.selection.from, dir)) return false;
    if (dir === -1) return selectFigure(state, dispatch);
    const end = part.figurePos + part.figure.nodeSize;
    const tr = selectAdjacent(state.tr, end, 1);
    const next = adjacentBlock(state.doc, end, 1);
    if (next?.node.isTextblock) {
      const { left } = view.coordsAtPos(state.selection.from);
      tr.setSelection(TextSelection.create(tr.doc, firstLinePosAt(view, next, left)));
    }
    dispatch?.(tr);
    return true;
  };
}

function vertInText(dir: Direction): Command {
  return (state, dispatch, view) => {
    const { $from } = state.selection;
    if (!view || $from.depth === 0) return false;
    // From anywhere in the first or last text block of the top-level block.
    if (!isAtBlockEdge(state.doc.resolve(dir === 1 ? $from.end() : $from.start()), dir)) return false;
    const block = adjacentBlock(state.doc, blockEdge($from, dir), dir);
    if (!block || !isFigureBlock(block.node) || !view.endOfTextblock(dir === 1 ? 'down' : 'up')) return false;
    const selection =
      dir === -1 && block.node.type.name === 'figure'
        ? TextSelection.create(state.doc, lastLinePosAt(view, block, view.coordsAtPos($from.pos).left))
        : NodeSelection.create(state.doc, block.pos);
    dispatch?.(state.tr.setSelection(selection).scrollIntoView());
    return true;
  };
}

/**
 * Home and End in a caption or credit: moves to that edge of it when the edge is on the caret's line. Otherwise the
 * browser goes to the edge of the line.
 */
export function lineBoundary(dir: Direction): Command {
  return (state, dispatch, view) => {
    const part = partOfSelection(state.selection);
    if (!part || !view) return false;
    const target = dir === 1 ? part.end : part.start;
    const head = view.coordsAtPos(state.selection.head);
    const edge = view.coordsAtPos(target);
    if (Math.abs(edge.top - head.top) > (head.bottom - head.top) / 2) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, target)).scrollIntoView());
    return true;
  };
}

/** Whether `pos` is on the first (-1) or last (1) line of the figcaption. */
function isOnEdgeLine(view: EditorView, part: FigurePart, pos: number, dir: Direction): boolean {
  const dom = view.nodeDOM(part.figurePos);
  const figcaption = dom instanceof HTMLElement && dom.querySelector('figcaption');
  if (!figcaption) return true;
  const caret = view.coordsAtPos(pos);
  const range = document.createRange();
  range.selectNodeContents(figcaption);
  const box = range.getBoundingClientRect();
  const distance = dir === -1 ? caret.top - box.top : box.bottom - caret.bottom;
  return distance < (caret.bottom - caret.top) / 2;
}

/** The position in the last line of the figcaption that is nearest to `left` (viewport pixels). */
function lastLinePosAt(view: EditorView, { node, pos }: BlockAt, left: number): number {
  const credit = partOf(node, pos, 'credit');
  const caption = partOf(node, pos, 'caption');
  const found = posInLineAt(view, credit.end, left);
  return found >= caption.start && found <= caption.end ? found : clamp(found, credit.start, credit.end);
}

/** The same in the first line of a text block. */
function firstLinePosAt(view: EditorView, { node, pos }: BlockAt, left: number): number {
  const start = pos + 1;
  return clamp(posInLineAt(view, start, left), start, start + node.content.size);
}

function posInLineAt(view: EditorView, linePos: number, left: number): number {
  const { top, bottom } = view.coordsAtPos(linePos);
  return view.posAtCoords({ left, top: (top + bottom) / 2 })?.pos ?? linePos;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
