import { type Editor, Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { isFromYjs } from '../block-ids.ts';
import { insertBlock, type PictureSource } from '../commands.ts';
import { findItems, possibleBlocks, type SlashItem } from './slash-items.ts';

/** The open menu; `element` is positioned at the caret. */
export type SlashState = {
  items: SlashItem[];
  active: number;
  element: HTMLElement;
  choose: (item: SlashItem) => void;
};

/** Connects the editor's plugin to the component that renders the menu; null while it is closed. */
export type SlashStore = StoreApi<SlashState | null>;

export function createSlashStore(): SlashStore {
  return createStore<SlashState | null>(() => null);
}

type Options = {
  store: SlashStore | null;
  items: () => SlashItem[];
  onInsertPictures: (editor: Editor, source: PictureSource) => void;
};

const key = new PluginKey<{ active: boolean }>('slash');

/**
 * The menu opened by `/` at the start of a paragraph; elsewhere a slash is text. While nothing matches, the menu is
 * hidden and handles no keys.
 */
export const SlashCommands = Extension.create<Options>({
  name: 'slashCommands',
  addOptions() {
    return { store: null, items: () => [], onInsertPictures: () => {} };
  },
  addProseMirrorPlugins() {
    const { store, items, onInsertPictures } = this.options;
    const { editor } = this;
    if (!store) return [];
    return [
      Suggestion<SlashItem, SlashItem>({
        editor,
        pluginKey: key,
        char: '/',
        allowSpaces: true,
        startOfLine: true,
        decorationClass: 'slash-query',
        placement: 'bottom-start',
        allow: ({ state, range }) => {
          const $from = state.doc.resolve(range.from);
          return $from.parentOffset === 0 && $from.parent.type.name === 'paragraph' && editor.view.hasFocus();
        },
        // A remote user's slash opens no menu here.
        shouldShow: ({ transaction }) =>
          key.getState(editor.state)?.active === true || !isFromYjs(transaction),
        items: ({ query }) => {
          const possible = possibleBlocks(editor);
          return findItems(
            items().filter(({ name }) => possible.includes(name)),
            query,
          );
        },
        command: ({ range, props }) => {
          editor.chain().focus().deleteRange(range).run();
          insertBlock(editor, props.name, (source) => onInsertPictures(editor, source));
        },
        render: () => menuRenderer(store, editor),
      }),
    ];
  },
});

function menuRenderer(store: SlashStore, editor: Editor) {
  let unmount: (() => void) | null = null;
  const close = () => {
    unmount?.();
    unmount = null;
    store.setState(null);
    setActiveOption(editor, null);
  };
  const show = (props: SuggestionProps<SlashItem, SlashItem>) => {
    // Each update comes twice; the first time without items.
    if (props.loading) return;
    if (props.items.length === 0) {
      close();
      return;
    }
    let state = store.getState();
    if (!state) {
      const element = document.createElement('div');
      element.className = 'slash-anchor';
      unmount = props.mount(element);
      state = { items: [], active: 0, element, choose: props.command };
    }
    const activeName = state.items[state.active]?.name;
    const index = props.items.findIndex(({ name }) => name === activeName);
    store.setState({ ...state, items: props.items, active: Math.max(0, index), choose: props.command });
    setActiveOption(editor, props.items[Math.max(0, index)] ?? null);
  };
  return {
    onStart: show,
    onUpdate: show,
    onExit: close,
    onKeyDown: ({ event }: { event: KeyboardEvent }) => {
      const state = store.getState();
      if (!state) return false;
      const move = (active: number) => {
        store.setState({ ...state, active });
        setActiveOption(editor, state.items[active] ?? null);
        return true;
      };
      const { length } = state.items;
      if (event.key === 'ArrowDown') return move((state.active + 1) % length);
      if (event.key === 'ArrowUp') return move((state.active - 1 + length) % length);
      if (event.key === 'Enter' || event.key === 'Tab') {
        const item = state.items[state.active];
        if (item) state.choose(item);
        return item !== undefined;
      }
      return false;
    },
  };
}

export const slashListId = 'slash-menu';

export function slashOptionId(item: SlashItem): string {
  return `${slashListId}-${item.name}`;
}

/** Exposes the active option on the editor's element, which has the focus. */
function setActiveOption(editor: Editor, item: SlashItem | null): void {
  if (editor.isDestroyed) return;
  const { dom } = editor.view;
  if (item) {
    dom.setAttribute('aria-controls', slashListId);
    dom.setAttribute('aria-activedescendant', slashOptionId(item));
  } else {
    dom.removeAttribute('aria-controls');
    dom.removeAttribute('aria-activedescendant');
  }
}
