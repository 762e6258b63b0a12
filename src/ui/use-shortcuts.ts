import { type HotkeyItem, useHotkeys } from '@mantine/hooks';

type ShortcutOptions = {
  /** Whether they also work while a text field has the focus; for keys with a modifier. */
  inText?: boolean;
};

/**
 * Keys of a page. They rest while a dialog, a menu or a list of options is open: what is typed then belongs to that, also
 * in the moment before it has the focus.
 */
export function useShortcuts(shortcuts: HotkeyItem[], { inText = false }: ShortcutOptions = {}): void {
  useHotkeys(
    shortcuts.map(([keys, handle, { preventDefault = true, ...options } = {}]) => [
      keys,
      (event) => {
        if (event.defaultPrevented || isSomethingOpen() || (!inText && isInField(event))) return;
        if (preventDefault) event.preventDefault();
        handle(event);
      },
      { ...options, preventDefault: false },
    ]),
    [],
    true,
  );
}

/** Whether a key event belongs to a field. */
export function isInField({ target }: KeyboardEvent): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}

/** Whether a dialog, menu or list of options is open, or pressed and still loading; hidden ones may stay in the document. */
export function isSomethingOpen(): boolean {
  const opened = document.querySelectorAll(
    '[role="dialog"], [role="menu"], [role="listbox"], [data-popup="opening"]',
  );
  return Array.from(opened).some((element) => element.checkVisibility());
}
