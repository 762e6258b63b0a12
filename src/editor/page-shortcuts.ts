import { Extension } from '@tiptap/core';

/** Actions of the page that keys in the text trigger. */
export type PageActions = { focusToolbar: () => void; editLink: () => void; showShortcuts: () => void };

/** Keys that leave the text. Each prevents the browser's default even where it does nothing (Ctrl+K in a title). */
export const PageShortcuts = Extension.create<PageActions>({
  name: 'pageShortcuts',
  priority: 1100,
  addOptions() {
    return { focusToolbar: () => {}, editLink: () => {}, showShortcuts: () => {} };
  },
  addKeyboardShortcuts() {
    const { focusToolbar, editLink, showShortcuts } = this.options;
    const handled = (action: () => void) => () => {
      action();
      return true;
    };
    return { 'Alt-F10': handled(focusToolbar), 'Mod-k': handled(editLink), 'Mod-/': handled(showShortcuts) };
  },
});
