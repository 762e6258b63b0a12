import { createContext, type KeyboardEvent, type ReactNode, useContext, useState } from 'react';

/* Roving tabindex: a toolbar is one tab stop, arrows, Home and End move inside it (ARIA authoring practices). */

type Roving = { current: string; setCurrent: (id: string) => void };

const RovingContext = createContext<Roving>({ current: '', setCurrent: () => {} });

type RovingToolbarProps = {
  label: string;
  /** The item with `tabindex=0` at first. */
  first: string;
  /** Called on Escape: returns the focus to the text. */
  onLeave: () => void;
  className: string | undefined;
  ref?: React.Ref<HTMLDivElement>;
  children: ReactNode;
};

export function RovingToolbar({ label, first, onLeave, className, ref, children }: RovingToolbarProps) {
  const [current, setCurrent] = useState(first);
  const handleKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    // Events of a menu in a portal bubble through the React tree.
    if (!(event.target instanceof Element) || !event.currentTarget.contains(event.target)) return;
    // In the capture phase, because a tooltip handles Escape in the bubble phase.
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

/** Props for the button of a toolbar item. */
export function useRovingItem(id: string) {
  const { current, setCurrent } = useContext(RovingContext);
  return { 'data-roving': id, tabIndex: current === id ? 0 : -1, onFocus: () => setCurrent(id) };
}

/** Focuses the toolbar's current tab stop. */
export function focusToolbar(toolbar: HTMLElement | null): void {
  toolbar?.querySelector<HTMLElement>('[data-roving][tabindex="0"]')?.focus();
}

function nextIndex(key: string, at: number, length: number): number {
  if (key === 'ArrowRight') return (at + 1) % length;
  if (key === 'ArrowLeft') return (at - 1 + length) % length;
  if (key === 'Home') return 0;
  return key === 'End' ? length - 1 : -1;
}
