import type { Node } from '@tiptap/pm/model';
import {
  type Command,
  type EditorState,
  NodeSelection,
  TextSelection,
  type Transaction,
} from '@tiptap/pm/state';
import {
  caretInParagraphAt,
  leaveBackward,
  leaveForward,
  removeBlock,
  selectFigure,
} from './figure-commands.ts';
import {
  blockAfter,
  blockBefore,
  isAtEndOfBlock,
  isAtStartOfBlock,
  isEmptyParagraph,
  isPictureBlock,
  partAt,
  partOf,
  partOfSelection,
  selectedBlock,
} from './figure-places.ts';

/*
 * The keys in and around figures that need nothing but the document; `figure-arrows.ts` has those that ask where the
 * lines are. Reading order is: text before, the figure as a whole, caption, credit, text after.
 */

/** Enter: caption → credit → paragraph after the figure. On a selected picture: paragraph after it. */
export const enterInFigure: Command = (state, dispatch) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(caretInParagraphAt(state.tr, block.pos + block.node.nodeSize));
    return true;
  }
  const part = partAt(state.selection.$head);
  if (!part) return false;
  if (part.name === 'caption') {
    const credit = partOf(part.figure, part.figurePos, 'credit');
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, credit.end)).scrollIntoView());
  } else {
    dispatch?.(caretInParagraphAt(state.tr, part.figurePos + part.figure.nodeSize));
  }
  return true;
};

/** Esc: from caption or credit to the figure. */
export const escapeToFigure: Command = (state, dispatch) =>
  partOfSelection(state.selection) ? selectFigure(state, dispatch) : false;

/** Ctrl+A in a caption or credit selects that text alone, however often it is pressed. */
export const selectAllInPart: Command = (state, dispatch) => {
  const part = partOfSelection(state.selection);
  if (!part) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, part.start, part.end)));
  return true;
};

/**
 * Backspace: a picture before the caret is first selected, then deleted; nothing is joined across the edge of a
 * caption or credit.
 */
export const backspaceAtFigure: Command = (state, dispatch) => eraseAtFigure(state, dispatch, -1);

/** Delete: the same towards the end. */
export const deleteAtFigure: Command = (state, dispatch) => eraseAtFigure(state, dispatch, 1);

function eraseAtFigure(state: EditorState, dispatch: ((tr: Transaction) => void) | undefined, side: -1 | 1) {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(removeBlock(state.tr, block, side));
    return true;
  }
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  const { $from } = selection;
  const part = partAt($from);
  if (part) return $from.pos === (side === -1 ? part.start : part.end);
  if ($from.depth !== 1 || $from.pos !== (side === -1 ? $from.start() : $from.end())) return false;
  const neighbour =
    side === -1 ? blockBefore(state.doc, $from.before()) : blockAfter(state.doc, $from.after());
  if (!neighbour || !isPictureBlock(neighbour.node)) return false;
  if (dispatch) {
    const { tr } = state;
    // An empty paragraph goes, unless it is the last block: there must be a place to go on writing.
    if (isEmptyParagraph($from.parent) && $from.after() < state.doc.content.size)
      tr.delete($from.before(), $from.after());
    const pos = tr.mapping.map(neighbour.pos);
    dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView());
  }
  return true;
}

/** Arrow right at an edge: text → figure → caption → credit → text. */
export const rightAtFigure: Command = (state, dispatch) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(afterSelected(state, block.node, block.pos));
    return true;
  }
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  const { $from } = selection;
  const part = partAt($from);
  if (part) {
    if ($from.pos !== part.end) return false;
    if (part.name === 'caption') {
      const credit = partOf(part.figure, part.figurePos, 'credit');
      dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, credit.start)).scrollIntoView());
    } else dispatch?.(leaveForward(state.tr, part.figurePos + part.figure.nodeSize));
    return true;
  }
  if (!isAtEndOfBlock($from)) return false;
  return selectPicture(state, dispatch, blockAfter(state.doc, $from.after(1)));
};

/** Arrow left at an edge: text → credit → caption → figure → text. */
export const leftAtFigure: Command = (state, dispatch) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(leaveBackward(state.tr, block.pos));
    return true;
  }
  const { selection } = state;
  if (!(selection instanceof TextSelection) || !selection.empty) return false;
  const { $from } = selection;
  const part = partAt($from);
  if (part) {
    if ($from.pos !== part.start) return false;
    if (part.name === 'caption') return selectFigure(state, dispatch);
    const caption = partOf(part.figure, part.figurePos, 'caption');
    dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, caption.end)).scrollIntoView());
    return true;
  }
  if (!isAtStartOfBlock($from)) return false;
  const before = blockBefore(state.doc, $from.before(1));
  if (!before || !isPictureBlock(before.node)) return false;
  dispatch?.(leaveBackward(state.tr, $from.before(1)));
  return true;
};

/** Where one goes on from a picture that is selected as a whole. */
export function afterSelected(state: EditorState, node: Node, pos: number): Transaction {
  if (node.type.name === 'upload') return leaveForward(state.tr, pos + node.nodeSize);
  const caption = partOf(node, pos, 'caption');
  return state.tr.setSelection(TextSelection.create(state.doc, caption.start)).scrollIntoView();
}

/** Selects the block if it is a picture. */
export function selectPicture(
  state: EditorState,
  dispatch: ((tr: Transaction) => void) | undefined,
  block: { node: Node; pos: number } | null,
): boolean {
  if (!block || !isPictureBlock(block.node)) return false;
  dispatch?.(state.tr.setSelection(NodeSelection.create(state.doc, block.pos)).scrollIntoView());
  return true;
}
