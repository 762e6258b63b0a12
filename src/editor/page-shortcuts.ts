import { Extension } from '@tiptap/core';

/** What the page around the text does when asked for by a key in it. */
export type PageActions = { focusToolbar: () => void; editLink: () => void; showShortcuts: () => void };

/** The keys that lead out of the text. Each is taken from the browser even where it does nothing (Ctrl+K in a title). */
export const PageShortcuts = Extension.create<PageActions>({
  name: 'pageKeys',
  priority: 1100,
  addOptions() {
    return { focusToolbar: () => {}, editLink: () => {}, showShortcuts: () => {} };
  },
  addKeyboardShortcuts() {
    const { focusToolbar, editLink, showShortcuts } = this.options;
    const taken = (action: () => void) => () => {
      action();
      return true;
    };
    return { 'Alt-F10': taken(focusToolbar), 'Mod-k': taken(editLink), 'Mod-/': taken(showShortcuts) };
  },
});
