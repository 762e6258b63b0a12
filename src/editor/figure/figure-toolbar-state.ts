import type { Editor } from '@tiptap/core';
import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { editAltEvent } from '../go-to-check.ts';
import { adjacentBlock, currentFigure } from './figure-positions.ts';

type ToolbarPluginState = { isAltOpen: boolean };

const key = new PluginKey<ToolbarPluginState>('figureToolbar');

/** Whether the alternative text of the current figure is open; closes when the selection leaves the figure. */
export function figureToolbarPlugin(): Plugin<ToolbarPluginState> {
  return new Plugin<ToolbarPluginState>({
    key,
    state: {
      init: () => ({ isAltOpen: false }),
      apply(tr, value, oldState, newState) {
        const meta: unknown = tr.getMeta(key);
        if (typeof meta === 'boolean') return { isAltOpen: meta };
        if (!value.isAltOpen || !tr.selectionSet) return value;
        const [previous, current] = [currentFigure(oldState), currentFigure(newState)];
        return previous && current && previous.node.attrs.id === current.node.attrs.id
          ? value
          : { isAltOpen: false };
      },
    },
    props: {
      handleDOMEvents: {
        [editAltEvent]: (view: EditorView) => {
          view.dispatch(setAltOpen(view.state.tr, true));
          return true;
        },
      },
    },
  });
}

export function setAltOpen(tr: Transaction, isOpen: boolean): Transaction {
  return tr.setMeta(key, isOpen).setMeta('addToHistory', false);
}

/** The toolbar's view of the current figure. Compared field by field, so that typing does not rerender it. */
export type FigureToolbarState = {
  id: string;
  mediaId: string;
  alt: string;
  layout: FigureLayout;
  canMoveUp: boolean;
  canMoveDown: boolean;
  isAltOpen: boolean;
  /** The element of the figure's node view that holds the toolbar. */
  container: Element;
};

/** @returns null when no figure is current, or nothing can be edited. */
export function figureToolbarState(editor: Editor): FigureToolbarState | null {
  if (editor.isDestroyed || !editor.isEditable) return null;
  const { state, view } = editor;
  const figure = currentFigure(state);
  if (!figure) return null;
  const dom = view.nodeDOM(figure.pos);
  const container = dom instanceof HTMLElement ? dom.querySelector('[data-figure-tools]') : null;
  if (!container) return null;
  const { id, mediaId, alt, layout } = figure.node.attrs;
  return {
    id,
    mediaId,
    alt,
    layout,
    canMoveUp: adjacentBlock(state.doc, figure.pos, -1) !== null,
    canMoveDown: adjacentBlock(state.doc, figure.pos + figure.node.nodeSize, 1) !== null,
    isAltOpen: isAltOpen(state),
    container,
  };
}

function isAltOpen(state: EditorState): boolean {
  return key.getState(state)?.isAltOpen ?? false;
}

export function isSameToolbarState(a: FigureToolbarState | null, b: FigureToolbarState | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.id === b.id &&
    a.mediaId === b.mediaId &&
    a.alt === b.alt &&
    a.layout === b.layout &&
    a.canMoveUp === b.canMoveUp &&
    a.canMoveDown === b.canMoveDown &&
    a.isAltOpen === b.isAltOpen &&
    a.container === b.container
  );
}
