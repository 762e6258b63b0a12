import { Extension } from '@tiptap/core';
import { type Command, NodeSelection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { focusAltLine } from './alt-line.ts';
import { acceptTextAtCaret, confirmKeys } from './confirm-texts.ts';
import { arrow, lineBoundary } from './figure-arrows.ts';
import { caretInParagraphAt, removeBlock, selectFigure } from './figure-commands.ts';
import {
  adjacentBlock,
  blockEdge,
  type Direction,
  isEmptyParagraph,
  isFigureBlock,
  partAt,
  partOfSelection,
  selectedBlock,
  selectPartEnd,
} from './figure-positions.ts';
import { deletePartialSelection, shiftArrow } from './figure-selection.ts';

/** The keys of figures. They precede all other keymaps, because each applies only in or beside a figure. */
export const FigureKeymap = Extension.create({
  name: 'figureKeymap',
  priority: 1_100,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => {
      const { view } = this.editor;
      // The input method handles keys while composing.
      if (view.composing) return false;
      return command(view.state, view.dispatch, view);
    };
    const erase = (dir: Direction) => () => {
      const { view } = this.editor;
      return (!view.composing && deletePartialSelection(view)) || run(deleteAcross(dir))();
    };
    return {
      Enter: run(enterInFigure),
      'Shift-Enter': run(enterInFigure),
      Tab: run(tabInFigure(1)),
      'Shift-Tab': run(tabInFigure(-1)),
      [confirmKeys]: run((_state, _dispatch, view) => view !== undefined && acceptTextAtCaret(view)),
      Escape: run(selectParentFigure),
      'Mod-a': run(selectPart),
      Backspace: erase(-1),
      'Mod-Backspace': erase(-1),
      'Alt-Backspace': erase(-1),
      'Shift-Backspace': erase(-1),
      Delete: erase(1),
      'Mod-Delete': erase(1),
      'Alt-Delete': erase(1),
      ArrowLeft: run(arrow('horiz', -1)),
      ArrowRight: run(arrow('horiz', 1)),
      ArrowUp: run(arrow('vert', -1)),
      ArrowDown: run(arrow('vert', 1)),
      'Shift-ArrowLeft': run(shiftArrow(-1)),
      'Shift-ArrowRight': run(shiftArrow(1)),
      Home: run(lineBoundary(-1)),
      End: run(lineBoundary(1)),
      'Alt-F10': () => focusFigureToolbar(this.editor.view),
    };
  },
});

/** Enter: caption → credit → paragraph after the figure; on a node selection: paragraph after it. */
export const enterInFigure: Command = (state, dispatch) => {
  const block = selectedBlock(state);
  if (block) {
    dispatch?.(caretInParagraphAt(state.tr, block.pos + block.node.nodeSize));
    return true;
  }
  const part = partAt(state.selection.$head);
  if (!part) return false;
  if (part.name === 'caption') {
    dispatch?.(selectPartEnd(state.tr, part.figure, part.figurePos, 'credit'));
  } else {
    dispatch?.(caretInParagraphAt(state.tr, part.figurePos + part.figure.nodeSize));
  }
  return true;
};

/** Tab (1) and Shift+Tab (-1): caption, credit, alternative text. */
export function tabInFigure(dir: Direction): Command {
  return (state, dispatch, view) => {
    const part = partOfSelection(state.selection);
    if (!part) return false;
    const { figure, figurePos } = part;
    if (part.name === 'credit' && dir === 1) {
      if (dispatch && view) focusAltLine(view, figurePos);
      return true;
    }
    const target = dir === 1 ? 'credit' : 'caption';
    // Shift+Tab leaves the caption as in any other field.
    if (part.name === target) return false;
    dispatch?.(selectPartEnd(state.tr, figure, figurePos, target));
    return true;
  };
}

/** Escape: from caption or credit to the figure. */
export const selectParentFigure: Command = (state, dispatch) =>
  partOfSelection(state.selection) ? selectFigure(state, dispatch) : false;

/** Select all in a caption or credit selects its content only, also when pressed again. */
export const selectPart: Command = (state, dispatch) => {
  const part = partOfSelection(state.selection);
  if (!part) return false;
  dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, part.start, part.end)));
  return true;
};

/**
 * Backspace (-1) and Delete (1): an adjacent figure is selected first and deleted by the second press. Nothing is
 * joined across the edges of a caption or credit.
 */
export function deleteAcross(dir: Direction): Command {
  return (state, dispatch) => {
    const block = selectedBlock(state);
    if (block) {
      dispatch?.(removeBlock(state.tr, block, dir));
      return true;
    }
    const { selection } = state;
    if (!(selection instanceof TextSelection) || !selection.empty) return false;
    const { $from } = selection;
    const part = partAt($from);
    if (part) return $from.pos === (dir === -1 ? part.start : part.end);
    if ($from.depth !== 1 || $from.pos !== (dir === -1 ? $from.start() : $from.end())) return false;
    const adjacent = adjacentBlock(state.doc, blockEdge($from, dir), dir);
    if (!adjacent || !isFigureBlock(adjacent.node)) return false;
    if (dispatch) {
      const { tr } = state;
      // The last block stays, as a place to continue writing.
      if (isEmptyParagraph($from.parent) && $from.after() < state.doc.content.size)
        tr.delete($from.before(), $from.after());
      const pos = tr.mapping.map(adjacent.pos);
      dispatch(tr.setSelection(NodeSelection.create(tr.doc, pos)).scrollIntoView());
    }
    return true;
  };
}

/** Focuses the toolbar of the selected figure. @returns false when no figure is selected. */
function focusFigureToolbar(view: EditorView): boolean {
  const figure = selectedBlock(view.state);
  const dom = figure && view.nodeDOM(figure.pos);
  if (!(dom instanceof HTMLElement)) return false;
  const button = dom.querySelector('[data-figure-tools] [tabindex="0"]');
  if (!(button instanceof HTMLElement)) return false;
  button.focus();
  return true;
}
