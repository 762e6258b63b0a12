import { createContext, type KeyboardEvent, type ReactNode, useContext, useState } from 'react';

/*
 * One stop for the Tab key in a whole toolbar; the arrow keys, Home and End move inside it (the toolbar pattern of the
 * ARIA authoring practices).
 */

type Roving = { current: string; setCurrent: (id: string) => void };

const RovingContext = createContext<Roving>({ current: '', setCurrent: () => {} });

type RovingToolbarProps = {
  label: string;
  /** The item that Tab reaches first. */
  first: string;
  /** Asked for by Esc: gives the focus back to the text. */
  onLeave: () => void;
  className: string | undefined;
  ref?: React.Ref<HTMLDivElement>;
  children: ReactNode;
};

export function RovingToolbar({ label, first, onLeave, className, ref, children }: RovingToolbarProps) {
  const [current, setCurrent] = useState(first);
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // An open menu is drawn elsewhere, but its keys come up here too.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    // On the way down: on the way up a tooltip would take Esc for itself.
    if (event.key === 'Escape' && event.target.closest('[data-roving]')) {
      event.preventDefault();
      onLeave();
      return;
    }
    const items = Array.from(event.currentTarget.querySelectorAll<HTMLElement>('[data-roving]'));
    const at = items.indexOf(document.activeElement as HTMLElement);
    const target = at < 0 ? undefined : items[nextIndex(event.key, at, items.length)];
    if (!target) return;
    event.preventDefault();
    target.focus();
  };
  return (
    <RovingContext value={{ current, setCurrent }}>
      <div ref={ref} role="toolbar" aria-label={label} className={className} onKeyDownCapture={handleKeyDown}>
        {children}
      </div>
    </RovingContext>
  );
}

/** What an item of the toolbar needs on its button. */
export function useRovingItem(id: string) {
  const { current, setCurrent } = useContext(RovingContext);
  return { 'data-roving': id, tabIndex: current === id ? 0 : -1, onFocus: () => setCurrent(id) };
}

/** Gives the focus to the item of the toolbar that Tab would reach. */
export function focusToolbar(toolbar: HTMLElement | null): void {
  toolbar?.querySelector<HTMLElement>('[data-roving][tabindex="0"]')?.focus();
}

function nextIndex(key: string, at: number, length: number): number {
  if (key === 'ArrowRight') return (at + 1) % length;
  if (key === 'ArrowLeft') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
