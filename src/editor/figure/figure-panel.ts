import { type EditorState, Plugin, PluginKey, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { editAltEvent } from '../go-to-check.ts';
import { currentFigure } from './figure-places.ts';

type PanelState = { isAltOpen: boolean };

const key = new PluginKey<PanelState>('figurePanel');

/** Whether the alternative text of the current figure is open; it closes when another figure is selected, or none. */
export function figurePanel(): Plugin<PanelState> {
  return new Plugin<PanelState>({
    key,
    state: {
      init: () => ({ isAltOpen: false }),
      apply(tr, panel, before, after) {
        const told: unknown = tr.getMeta(key);
        if (typeof told === 'boolean') return { isAltOpen: told };
        if (!panel.isAltOpen || !tr.selectionSet) return panel;
        const [previous, current] = [currentFigure(before), currentFigure(after)];
        return previous && current && previous.node.attrs.id === current.node.attrs.id
          ? panel
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

export function isAltOpen(state: EditorState): boolean {
  return key.getState(state)?.isAltOpen ?? false;
}

export function setAltOpen(tr: Transaction, isOpen: boolean): Transaction {
  return tr.setMeta(key, isOpen).setMeta('addToHistory', false);
}
