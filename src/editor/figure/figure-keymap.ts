import { Extension } from '@tiptap/core';
import type { Command } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { downAtFigure, endInPart, homeInPart, upAtFigure } from './figure-arrows.ts';
import {
  backspaceAtFigure,
  deleteAtFigure,
  enterInFigure,
  escapeToFigure,
  leftAtFigure,
  rightAtFigure,
  selectAllInPart,
} from './figure-keys.ts';
import { selectedBlock } from './figure-places.ts';
import { clearCrossing, extendOverPictures } from './figure-selection.ts';

/** The keys of figures. Before all others: each of them applies only in or beside a figure. */
export const FigureKeymap = Extension.create({
  name: 'figureKeymap',
  priority: 1_100,
  addKeyboardShortcuts() {
    const run = (command: Command) => () => {
      const { view } = this.editor;
      // A key that belongs to an input method is not ours.
      if (view.composing) return false;
      return command(view.state, view.dispatch, view);
    };
    const erase = (command: Command) => () => {
      const { view } = this.editor;
      return (!view.composing && clearCrossing(view)) || run(command)();
    };
    return {
      Enter: run(enterInFigure),
      'Shift-Enter': run(enterInFigure),
      Escape: run(escapeToFigure),
      'Mod-a': run(selectAllInPart),
      Backspace: erase(backspaceAtFigure),
      'Mod-Backspace': erase(backspaceAtFigure),
      'Alt-Backspace': erase(backspaceAtFigure),
      'Shift-Backspace': erase(backspaceAtFigure),
      Delete: erase(deleteAtFigure),
      'Mod-Delete': erase(deleteAtFigure),
      'Alt-Delete': erase(deleteAtFigure),
      ArrowRight: run(rightAtFigure),
      ArrowLeft: run(leftAtFigure),
      ArrowUp: run(upAtFigure),
      ArrowDown: run(downAtFigure),
      'Shift-ArrowRight': run(extendOverPictures(1)),
      'Shift-ArrowLeft': run(extendOverPictures(-1)),
      Home: run(homeInPart),
      End: run(endInPart),
      'Alt-F10': () => focusFigureTools(this.editor.view),
    };
  },
});

/** Puts the focus on the toolbar of the figure that is selected as a whole. @returns false when none is. */
function focusFigureTools(view: EditorView): boolean {
  const figure = selectedBlock(view.state);
  const dom = figure && view.nodeDOM(figure.pos);
  if (!(dom instanceof HTMLElement)) return false;
  const tool = dom.querySelector('[data-figure-tools] [tabindex="0"]');
  if (!(tool instanceof HTMLElement)) return false;
  tool.focus();
  return true;
}
