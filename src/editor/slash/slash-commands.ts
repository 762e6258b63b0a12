import { type Editor, Extension } from '@tiptap/core';
import { PluginKey } from '@tiptap/pm/state';
import { Suggestion, type SuggestionProps } from '@tiptap/suggestion';
import { isFromYjs } from '../block-ids.ts';
import { insertBlock, type PictureSource } from '../commands.ts';
import { findItems, possibleBlocks, type SlashItem } from './slash-items.ts';
import type { SlashStore } from './slash-store.ts';

type Options = {
  store: SlashStore | null;
  items: () => SlashItem[];
  onInsertPictures: (editor: Editor, source: PictureSource) => void;
};

const key = new PluginKey<{ active: boolean }>('slash');

/**
 * The menu that `/` opens at the start of a block, and nowhere else: a slash between words stays a slash. While
 * nothing matches it is hidden and takes no keys, so that what was typed just stays text.
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
        // Somebody else's slash opens nothing here.
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
    announceChoice(editor, null);
  };
  const show = (props: SuggestionProps<SlashItem, SlashItem>) => {
    // The entries come in a second call; between the two the menu stays as it was.
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
    const chosen = state.items[state.active]?.name;
    const stays = props.items.findIndex(({ name }) => name === chosen);
    store.setState({ ...state, items: props.items, active: Math.max(0, stays), choose: props.command });
    announceChoice(editor, props.items[Math.max(0, stays)] ?? null);
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
        announceChoice(editor, state.items[active] ?? null);
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

/** The focus stays in the text; the chosen entry is told to screen readers from there. */
function announceChoice(editor: Editor, item: SlashItem | null): void {
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
