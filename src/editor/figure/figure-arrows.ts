import { type Command, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { leaveBackward, leaveForward, selectFigure } from './figure-commands.ts';
import { afterSelected, selectPicture } from './figure-keys.ts';
import {
  type BlockAt,
  blockAfter,
  blockBefore,
  type FigurePart,
  isAtEndOfBlock,
  isAtStartOfBlock,
  partAt,
  partOf,
  partOfSelection,
  selectedBlock,
} from './figure-places.ts';

/*
 * Keys that depend on where the lines are: up, down, Home, End. Caption and credit are set as one line, so a browser
 * left to itself would jump between them, or past the picture.
 */

/** Arrow up: text → (last line of the caption) → figure → text. */
export const upAtFigure: Command = (state, dispatch, view) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(leaveBackward(state.tr, block.pos));
    return true;
  }
  const { selection } = state;
  if (!view || !(selection instanceof TextSelection) || !selection.empty) return false;
  const part = partAt(selection.$from);
  if (part) return isOnEdgeLine(view, part, selection.from, 'top') && selectFigure(state, dispatch);
  if (!isAtTopEdge(selection)) return false;
  const before = blockBefore(state.doc, selection.$from.before(1));
  if (before?.node.type.name !== 'figure') {
    return before?.node.type.name === 'upload' && view.endOfTextblock('up')
      ? selectPicture(state, dispatch, before)
      : false;
  }
  if (!view.endOfTextblock('up')) return false;
  const pos = captionPosAt(view, before, view.coordsAtPos(selection.from).left);
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, pos)).scrollIntoView());
  return true;
};

/** Arrow down: text → figure → caption → text. */
export const downAtFigure: Command = (state, dispatch, view) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(afterSelected(state, block.node, block.pos));
    return true;
  }
  const { selection } = state;
  if (!view || !(selection instanceof TextSelection) || !selection.empty) return false;
  const part = partAt(selection.$from);
  if (part) {
    if (!isOnEdgeLine(view, part, selection.from, 'bottom')) return false;
    const end = part.figurePos + part.figure.nodeSize;
    const tr = leaveForward(state.tr, end);
    const next = blockAfter(state.doc, end);
    if (next?.node.isTextblock) {
      const { left } = view.coordsAtPos(selection.from);
      tr.setSelection(TextSelection.create(tr.doc, firstLinePosAt(view, next, left)));
    }
    dispatch?.(tr);
    return true;
  }
  if (!isAtBottomEdge(selection) || !view.endOfTextblock('down')) return false;
  return selectPicture(state, dispatch, blockAfter(state.doc, selection.$from.after(1)));
};

/** Home in a caption or credit goes to its start when that is on this line, else to the start of the line. */
export const homeInPart: Command = (state, dispatch, view) => toPartEdge('start')(state, dispatch, view);

/** End: the same towards the end. */
export const endInPart: Command = (state, dispatch, view) => toPartEdge('end')(state, dispatch, view);

function toPartEdge(edge: 'start' | 'end'): Command {
  return (state, dispatch, view) => {
    const part = partOfSelection(state.selection);
    if (!part || !view) return false;
    const target = part[edge];
    const here = view.coordsAtPos(state.selection.head);
    const there = view.coordsAtPos(target);
    if (Math.abs(there.top - here.top) > (here.bottom - here.top) / 2) return false;
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, target)).scrollIntoView());
    return true;
  };
}

/** Whether the caret is on the first or last line of the text under the picture. */
function isOnEdgeLine(view: EditorView, part: FigurePart, pos: number, edge: 'top' | 'bottom'): boolean {
  const dom = view.nodeDOM(part.figurePos);
  const line = dom instanceof HTMLElement && dom.querySelector('figcaption');
  if (!line) return true;
  const caret = view.coordsAtPos(pos);
  const range = document.createRange();
  range.selectNodeContents(line);
  const box = range.getBoundingClientRect();
  const height = caret.bottom - caret.top;
  return edge === 'top' ? caret.top - box.top < height / 2 : box.bottom - caret.bottom < height / 2;
}

function isAtTopEdge({ $from }: TextSelection): boolean {
  // From anywhere in the first text block of its top-level block.
  return $from.depth > 0 && isAtStartOfBlock($from.doc.resolve($from.start()));
}

function isAtBottomEdge({ $from }: TextSelection): boolean {
  return $from.depth > 0 && isAtEndOfBlock($from.doc.resolve($from.end()));
}

/** The position in the last line under a picture that is nearest to `left` (viewport pixels). */
function captionPosAt(view: EditorView, { node, pos }: BlockAt, left: number): number {
  const credit = partOf(node, pos, 'credit');
  const caption = partOf(node, pos, 'caption');
  const { bottom, top } = view.coordsAtPos(credit.end);
  const hit = view.posAtCoords({ left, top: (top + bottom) / 2 })?.pos ?? credit.end;
  return hit >= caption.start && hit <= caption.end ? hit : Math.min(Math.max(hit, credit.start), credit.end);
}

function firstLinePosAt(view: EditorView, { node, pos }: BlockAt, left: number): number {
  const start = pos + 1;
  const { top, bottom } = view.coordsAtPos(start);
  const hit = view.posAtCoords({ left, top: (top + bottom) / 2 })?.pos ?? start;
  return Math.min(Math.max(hit, start), start + node.content.size);
}
