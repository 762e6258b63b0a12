import type { Node, ResolvedPos } from '@tiptap/pm/model';
import {
  type Command,
  type EditorState,
  Plugin,
  type Selection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { newParagraph } from './figure-commands.ts';
import { isAtEndOfBlock, isAtStartOfBlock, isPictureBlock, partAt } from './figure-places.ts';

/*
 * A selection never covers half a figure. One that begins in a caption or credit ends there; one that begins outside
 * takes a figure whole or not at all. So deleting, cutting and typing over a selection can leave no figure without
 * its caption, and no caption without its picture.
 */

/** Keeps selections that the browser makes (mouse, touch, shift and arrows) from covering half a figure. */
export function wholeFigureSelections(): Plugin {
  let isDragging = false;
  return new Plugin({
    props: {
      createSelectionBetween: (view, $anchor, $head) =>
        $anchor.pos === $head.pos ? null : wholeSelection($anchor, $head, view.state.selection, isDragging),
      handleDOMEvents: {
        mousedown: () => {
          isDragging = true;
          const release = () => {
            isDragging = false;
            document.removeEventListener('mouseup', release, true);
          };
          document.addEventListener('mouseup', release, true);
          return false;
        },
      },
    },
  });
}

/**
 * The selection that should stand for `$anchor`–`$head`; null when that one is right as it is.
 *
 * @param previous the selection until now: it tells in which direction the keyboard extends.
 */
export function wholeSelection(
  $anchor: ResolvedPos,
  $head: ResolvedPos,
  previous: Selection,
  isDragging = false,
): Selection | null {
  const own = partAt($anchor);
  if (own) {
    const head = Math.min(Math.max($head.pos, own.start), own.end);
    return head === $head.pos ? null : TextSelection.create($anchor.doc, $anchor.pos, head);
  }
  const part = partAt($head);
  if (!part) return null;
  const figureEnd = part.figurePos + part.figure.nodeSize;
  const isForward = $anchor.pos < $head.pos;
  const wasBehind = previous.head >= figureEnd;
  const wasBefore = previous.head <= part.figurePos;
  const takesFigure = isDragging || (isForward ? !wasBehind : !wasBefore);
  const wantsBehind = isForward === takesFigure;
  const doc = $anchor.doc;
  const wanted = textEdge(doc, wantsBehind ? figureEnd : part.figurePos, wantsBehind ? 1 : -1);
  const other = textEdge(doc, wantsBehind ? part.figurePos : figureEnd, wantsBehind ? -1 : 1);
  const head = wanted ?? other;
  return TextSelection.create(doc, $anchor.pos, head ?? $anchor.pos);
}

/** The nearest caret place outside of pictures, from a position between two top-level blocks; null when there is none. */
function textEdge(doc: Node, pos: number, direction: -1 | 1): number | null {
  const $pos = doc.resolve(pos);
  let node: Node | null = direction === 1 ? $pos.nodeAfter : $pos.nodeBefore;
  if (!node) return null;
  if (isPictureBlock(node) || node.isLeaf) return textEdge(doc, pos + direction * node.nodeSize, direction);
  let at = pos;
  while (node && !node.isTextblock) {
    at += direction;
    node = direction === 1 ? node.firstChild : node.lastChild;
  }
  return node ? at + direction : null;
}

/** Shift and arrow right or left at the edge of a text beside pictures: takes them whole into the selection. */
export function extendOverPictures(direction: -1 | 1): Command {
  return (state, dispatch) => {
    const { selection, doc } = state;
    if (!(selection instanceof TextSelection) || partAt(selection.$head)) return false;
    const { $head } = selection;
    if (!(direction === 1 ? isAtEndOfBlock($head) : isAtStartOfBlock($head))) return false;
    const pos = direction === 1 ? $head.after(1) : $head.before(1);
    const neighbour = direction === 1 ? doc.resolve(pos).nodeAfter : doc.resolve(pos).nodeBefore;
    if (!isPictureBlock(neighbour)) return false;
    const head = textEdge(doc, pos, direction);
    if (head !== null) {
      dispatch?.(state.tr.setSelection(TextSelection.create(doc, selection.anchor, head)).scrollIntoView());
    }
    return true;
  };
}

/** Whether the selection begins or ends inside a figure and leaves that caption or credit. */
export function crossesFigure({ $from, $to }: Selection): boolean {
  return !$from.sameParent($to) && (partAt($from) !== null || partAt($to) !== null);
}

/**
 * Empties a selection that covers half a figure after all (after somebody else's edit, say): whole blocks go, of the
 * blocks at both ends only the selected words. The caret stays at the start.
 */
export function eraseAcrossFigures(tr: Transaction, { $from, $to }: Selection): Transaction {
  const firstEnd = $from.depth > 0 ? $from.after(1) : $from.pos;
  const lastStart = $to.depth > 0 ? $to.before(1) : $to.pos;
  if (firstEnd > lastStart) {
    // Both ends in one figure: caption and credit.
    tr.delete($to.start(), $to.pos).delete($from.pos, $from.end());
  } else {
    tr.delete(partAt($to) || $to.parent.isTextblock ? $to.start() : $to.pos, $to.pos);
    tr.delete(firstEnd, lastStart);
    tr.delete($from.pos, $from.end());
  }
  if (tr.doc.childCount === 0) tr.insert(0, newParagraph(tr.doc.type.schema));
  return tr.setSelection(TextSelection.near(tr.doc.resolve($from.pos)));
}

/** Clears such a selection in the view, so that what is typed or pasted next has a caret to go to. */
export function clearCrossing(view: EditorView, state: EditorState = view.state): boolean {
  if (!crossesFigure(state.selection)) return false;
  view.dispatch(eraseAcrossFigures(state.tr, state.selection).scrollIntoView());
  return true;
}
