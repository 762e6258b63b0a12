import type { Editor } from '@tiptap/core';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import { adjacentBlock, currentFigure } from './figure-positions.ts';

/** The toolbar's view of the current figure. Compared field by field, so that typing does not rerender it. */
export type FigureToolbarState = {
  id: string;
  mediaId: string;
  layout: FigureLayout;
  canMoveUp: boolean;
  canMoveDown: boolean;
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
  const { id, mediaId, layout } = figure.node.attrs;
  return {
    id,
    mediaId,
    layout,
    canMoveUp: adjacentBlock(state.doc, figure.pos, -1) !== null,
    canMoveDown: adjacentBlock(state.doc, figure.pos + figure.node.nodeSize, 1) !== null,
    container,
  };
}

export function isSameToolbarState(a: FigureToolbarState | null, b: FigureToolbarState | null): boolean {
  if (!a || !b) return a === b;
  return (
    a.id === b.id &&
    a.mediaId === b.mediaId &&
    a.layout === b.layout &&
    a.canMoveUp === b.canMoveUp &&
    a.canMoveDown === b.canMoveDown &&
    a.container === b.container
  );
}
