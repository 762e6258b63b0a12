import type { KeyboardEvent } from 'react';

/** Moves the focus through the items of a list: arrows, Home and End. `current` is the focused index. */
export function moveFocus(event: KeyboardEvent, items: readonly HTMLElement[], current: number): void {
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const next = { ArrowDown: current + 1, ArrowUp: current - 1, Home: 0, End: items.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const item = items[Math.min(Math.max(next, 0), items.length - 1)];
  item?.focus({ preventScroll: true });
  item?.closest('li')?.scrollIntoView({ block: 'nearest' });
}
