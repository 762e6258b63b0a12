import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SlashItem } from './slash-items.ts';

/** The open menu: its items, the index of the active one, and the element positioned at the caret. */
export type SlashState = {
  items: SlashItem[];
  active: number;
  element: HTMLElement;
  choose: (item: SlashItem) => void;
};

/** Connects the editor's plugin, which knows when the menu is open, to the component that renders it. Null: closed. */
export type SlashStore = StoreApi<SlashState | null>;

export function createSlashStore(): SlashStore {
  return createStore<SlashState | null>()(() => null);
}
