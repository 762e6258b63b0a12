import { expect, test } from 'vitest';
import { keyLabel } from './shortcuts.ts';

test.each([
  ['Mod-b', 'Ctrl+B', '⌘B'],
  ['Mod-Shift-8', 'Ctrl+Shift+8', '⌘⇧8'],
  ['Alt-F10', 'Alt+F10', '⌥F10'],
  ['Mod-/', 'Ctrl+/', '⌘/'],
  ['Mod--', 'Ctrl+-', '⌘-'],
])('%s reads %s, and %s where there is a command key', (keys, elsewhere, apple) => {
  expect(keyLabel(keys, false)).toBe(elsewhere);
  expect(keyLabel(keys, true)).toBe(apple);
});
