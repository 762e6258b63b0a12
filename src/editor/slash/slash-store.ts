import type { SlashItem } from './slash-items.ts';

/** The open menu: its entries, which one is chosen, and the element that is kept at the caret. */
export type SlashState = {
  items: SlashItem[];
  active: number;
  element: HTMLElement;
  choose: (item: SlashItem) => void;
};

/** Joins the editor's plugin, which knows when the menu is open, to the component that draws it. */
export type SlashStore = {
  get: () => SlashState | null;
  set: (state: SlashState | null) => void;
  subscribe: (listener: () => void) => () => void;
};

export function createSlashStore(): SlashStore {
  let state: SlashState | null = null;
  const listeners = new Set<() => void>();
  return {
    get: () => state,
    set: (next) => {
      state = next;
      for (const listener of listeners) listener();
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
