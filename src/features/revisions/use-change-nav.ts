import { type RefObject, useEffect, useState } from 'react';
import { useShortcuts } from '../../ui/use-shortcuts.ts';

/**
 * Moves between changes: the elements with `data-change` inside the container, in document order. The focused one is the
 * current one.
 *
 * @param shown the comparison; a new one resets the position.
 */
export function useChangeNav(container: RefObject<HTMLElement | null>, shown: unknown) {
  const [place, setPlace] = useState({ index: 0, count: 0 });

  // Reaches the DOM: counts the rendered changes.
  useEffect(() => {
    setPlace({ index: 0, count: shown ? changesIn(container.current).length : 0 });
  }, [container, shown]);

  const go = (step: 1 | -1) => {
    const changes = changesIn(container.current);
    const current = changes.findIndex((change) => change.contains(document.activeElement));
    // Without a focused change, continue from the last one.
    const from = current === -1 ? place.index - 1 : current;
    const index = Math.min(Math.max(from + step, 0), changes.length - 1);
    const change = changes[index];
    if (!change) return;
    change.focus({ preventScroll: true });
    change.scrollIntoView({ block: 'nearest' });
    setPlace({ index: index + 1, count: changes.length });
  };

  useShortcuts([
    ['alt+ArrowDown', () => go(1)],
    ['alt+ArrowUp', () => go(-1)],
  ]);
  return { ...place, next: () => go(1), previous: () => go(-1) };
}

function changesIn(container: HTMLElement | null): HTMLElement[] {
  return Array.from(container?.querySelectorAll<HTMLElement>('[data-change]') ?? []);
}
