import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { createPortal } from 'react-dom';
import type { Media } from '../../../domain/contract/media.ts';
import type { FigureLayout } from '../../../domain/document/attributes.ts';
import type { Confirmations } from './confirmations.ts';
import { isAltOpen } from './figure-panel.ts';
import { blockAfter, blockBefore, currentFigure } from './figure-places.ts';
import { FigureTools } from './figure-tools.tsx';

export type FigureToolbarProps = {
  /** The body's editor. */
  editor: Editor;
  confirmations: Confirmations;
  /** The article's cover, to show which figure it is. */
  coverMediaId?: string | null;
  onUseAsCover?: ((mediaId: string) => void) | undefined;
  /** Lets somebody choose another picture; null when they do not. Without it pictures cannot be replaced. */
  pickMedia?: (() => Promise<Media | null>) | undefined;
};

/** What the toolbar shows. Compared field by field: it is drawn anew only when one of them differs. */
export type FigureFacts = {
  id: string;
  mediaId: string;
  alt: string;
  layout: FigureLayout;
  canMoveUp: boolean;
  canMoveDown: boolean;
  isAltOpen: boolean;
  place: Element;
};

/** The toolbar of the figure that is selected, or in whose caption the caret is. It stands in that figure's own element. */
export function FigureToolbar({ editor, ...props }: FigureToolbarProps) {
  const figure = useEditorState({ editor, selector: () => factsOf(editor), equalityFn: sameFacts });
  const hasFocus = useFocusWithin(editor);
  if (!figure || (!hasFocus && !figure.isAltOpen)) return null;
  return createPortal(
    <FigureTools key={figure.id} editor={editor} figure={figure} {...props} />,
    figure.place,
  );
}

function factsOf(editor: Editor): FigureFacts | null {
  if (editor.isDestroyed || !editor.isEditable) return null;
  const { state, view } = editor;
  const figure = currentFigure(state);
  if (!figure) return null;
  const dom = view.nodeDOM(figure.pos);
  const place = dom instanceof HTMLElement ? dom.querySelector('[data-figure-tools]') : null;
  if (!place) return null;
  const { id, mediaId, alt, layout } = figure.node.attrs;
  return {
    id,
    mediaId,
    alt,
    layout,
    canMoveUp: blockBefore(state.doc, figure.pos) !== null,
    canMoveDown: blockAfter(state.doc, figure.pos + figure.node.nodeSize) !== null,
    isAltOpen: isAltOpen(state),
    place,
  };
}

function sameFacts(a: FigureFacts | null, b: FigureFacts | null): boolean {
  if (!a || !b) return a === b;
  return (Object.keys(a) as (keyof FigureFacts)[]).every((name) => a[name] === b[name]);
}

/** Whether the focus is in the text or in the toolbar, which stands inside it. */
function useFocusWithin(editor: Editor): boolean {
  const [store] = useState(() => focusStore(editor));
  useEffect(() => store.check(), [store]);
  return useSyncExternalStore(store.subscribe, store.get);
}

function focusStore(editor: Editor) {
  let isWithin = false;
  const listeners = new Set<() => void>();
  const check = () => {
    const next = !editor.isDestroyed && editor.view.dom.contains(document.activeElement);
    if (next === isWithin) return;
    isWithin = next;
    for (const listener of listeners) listener();
  };
  // Between leaving one element and entering the next, nothing has the focus.
  const checkSoon = () => setTimeout(check);
  return {
    check,
    get: () => isWithin,
    subscribe(listener: () => void) {
      listeners.add(listener);
      document.addEventListener('focusin', check);
      document.addEventListener('focusout', checkSoon);
      return () => {
        listeners.delete(listener);
        document.removeEventListener('focusin', check);
        document.removeEventListener('focusout', checkSoon);
      };
    },
  };
}
