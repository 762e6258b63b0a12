import type { Node, ResolvedPos } from '@tiptap/pm/model';
import { type Command, Plugin, type Selection, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { newParagraph } from './figure-commands.ts';
import { blockEdge, type Direction, isAtBlockEdge, isFigureBlock, partAt } from './figure-positions.ts';

/*
 * A selection never covers part of a figure: one that starts in a caption or credit ends there, one that starts
 * outside covers whole figures. So deleting, cutting and typing over a selection cannot leave a figure without its
 * caption or a caption without its image.
 */

/** Normalizes selections made by the browser (mouse, touch, Shift and arrows). */
export function figureSelectionPlugin(): Plugin {
  let isDragging = false;
  return new Plugin({
    props: {
      createSelectionBetween: (view, $anchor, $head) =>
        $anchor.pos === $head.pos
          ? null
          : normalizeSelection($anchor, $head, view.state.selection, isDragging),
      handleDOMEvents: {
        mousedown: () => {
          isDragging = true;
          const handleMouseUp = () => {
            isDragging = false;
            document.removeEventListener('mouseup', handleMouseUp, true);
          };
          document.addEventListener('mouseup', handleMouseUp, true);
          return false;
        },
      },
    },
  });
}

/**
 * The selection to use instead of `$anchor`–`$head`; null when that one needs no change.
 *
 * @param previous the selection before, which determines the direction in which the keyboard extends.
 */
export function normalizeSelection(
  $anchor: ResolvedPos,
  $head: ResolvedPos,
  previous: Selection,
  isDragging = false,
): Selection | null {
  const anchorPart = partAt($anchor);
  if (anchorPart) {
    const head = Math.min(Math.max($head.pos, anchorPart.start), anchorPart.end);
    return head === $head.pos ? null : TextSelection.create($anchor.doc, $anchor.pos, head);
  }
  const part = partAt($head);
  if (!part) return null;
  const figureEnd = part.figurePos + part.figure.nodeSize;
  const isForward = $anchor.pos < $head.pos;
  const wasAfter = previous.head >= figureEnd;
  const wasBefore = previous.head <= part.figurePos;
  const coversFigure = isDragging || (isForward ? !wasAfter : !wasBefore);
  const dir: Direction = isForward === coversFigure ? 1 : -1;
  const doc = $anchor.doc;
  const edge = dir === 1 ? figureEnd : part.figurePos;
  const otherEdge = dir === 1 ? part.figurePos : figureEnd;
  const head = nearestTextPos(doc, edge, dir) ?? nearestTextPos(doc, otherEdge, dir === 1 ? -1 : 1);
  return TextSelection.create(doc, $anchor.pos, head ?? $anchor.pos);
}

/** The nearest text position outside of figures, from a position between top-level blocks; null when there is none. */
function nearestTextPos(doc: Node, pos: number, dir: Direction): number | null {
  const $pos = doc.resolve(pos);
  let node: Node | null = dir === 1 ? $pos.nodeAfter : $pos.nodeBefore;
  if (!node) return null;
  if (isFigureBlock(node) || node.isLeaf) return nearestTextPos(doc, pos + dir * node.nodeSize, dir);
  let at = pos;
  while (node && !node.isTextblock) {
    at += dir;
    node = dir === 1 ? node.firstChild : node.lastChild;
  }
  return node ? at + dir : null;
}

/** Shift and a horizontal arrow at the edge of a text beside figures: extends the selection over whole figures. */
export function shiftArrow(dir: Direction): Command {
  return (state, dispatch) => {
    const { selection, doc } = state;
    if (!(selection instanceof TextSelection) || partAt(selection.$head)) return false;
    const { $head } = selection;
    if (!isAtBlockEdge($head, dir)) return false;
    const pos = blockEdge($head, dir);
    const $edge = doc.resolve(pos);
    if (!isFigureBlock(dir === 1 ? $edge.nodeAfter : $edge.nodeBefore)) return false;
    const head = nearestTextPos(doc, pos, dir);
    if (head !== null) {
      dispatch?.(state.tr.setSelection(TextSelection.create(doc, selection.anchor, head)).scrollIntoView());
    }
    return true;
  };
}

/** Whether the selection has one end in a caption or credit and the other outside of it. */
export function coversPartialFigure({ $from, $to }: Selection): boolean {
  return !$from.sameParent($to) && (partAt($from) !== null || partAt($to) !== null);
}

/**
 * Deletes a selection that covers part of a figure (after a remote edit, for instance): the blocks between both ends
 * go, the blocks at the ends lose only their selected text. The caret stays at the start.
 */
export function deleteAroundFigures(tr: Transaction, { $from, $to }: Selection): Transaction {
  const firstEnd = $from.depth > 0 ? $from.after(1) : $from.pos;
  const lastStart = $to.depth > 0 ? $to.before(1) : $to.pos;
  if (firstEnd > lastStart) {
    // Both ends are in one figure: caption and credit.
    tr.delete($to.start(), $to.pos).delete($from.pos, $from.end());
  } else {
    tr.delete(partAt($to) || $to.parent.isTextblock ? $to.start() : $to.pos, $to.pos);
    tr.delete(firstEnd, lastStart);
    tr.delete($from.pos, $from.end());
  }
  if (tr.doc.childCount === 0) tr.insert(0, newParagraph(tr.doc.type.schema));
  return tr.setSelection(TextSelection.near(tr.doc.resolve($from.pos)));
}

/** Deletes such a selection of the view, to make room for typed or pasted text. @returns whether there was one. */
export function deletePartialSelection(view: EditorView): boolean {
  const { state } = view;
  if (!coversPartialFigure(state.selection)) return false;
  view.dispatch(deleteAroundFigures(state.tr, state.selection).scrollIntoView());
  return true;
}
