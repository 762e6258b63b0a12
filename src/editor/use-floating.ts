import type { Editor } from '@tiptap/core';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Positions an element beside a range of the text, inside `[data-editor-room]`, which scrolls with the text.
 *
 * @param range document positions; the element is repositioned when they change.
 */
export function useFloating(
  editor: Editor,
  range: { from: number; to: number } | null,
  side: 'above' | 'below',
): RefObject<HTMLDivElement | null> {
  const floating = useRef<HTMLDivElement>(null);
  const from = range?.from;
  const to = range?.to;
  // Reaches the layout of the text, for the coordinates of positions.
  useLayoutEffect(() => {
    const element = floating.current;
    const room = element?.closest('[data-editor-room]');
    if (!element || !room || from === undefined || to === undefined || editor.isDestroyed) return;
    const place = () => {
      const end = Math.min(to, editor.state.doc.content.size);
      const start = editor.view.coordsAtPos(Math.min(from, end));
      const last = editor.view.coordsAtPos(end, -1);
      const box = room.getBoundingClientRect();
      const { offsetWidth: width, offsetHeight: height } = element;
      const isOneLine = Math.abs(start.top - last.top) < 4;
      const middle = isOneLine ? (start.left + last.right) / 2 : (box.left + box.right) / 2;
      const left = side === 'above' ? middle - width / 2 : start.left - 8;
      const above = start.top - height - gapPx;
      const below = last.bottom + gapPx;
      // Above, unless the toolbar or the edge of the window is in the way.
      const isRoomAbove = above > ceilingOf(room);
      const top = side === 'above' && isRoomAbove ? above : below;
      element.style.left = `${Math.round(Math.max(8, Math.min(left - box.left, box.width - width - 8)))}px`;
      element.style.top = `${Math.round(top - box.top)}px`;
      element.style.visibility = 'visible';
    };
    place();
    const observer = new ResizeObserver(place);
    observer.observe(room);
    return () => observer.disconnect();
  }, [editor, from, to, side]);
  return floating;
}

const gapPx = 8;

/** The bottom of the sticky toolbar; 0 on a phone, where it is at the bottom of the page. */
function ceilingOf(room: Element): number {
  const bar = room.parentElement?.querySelector('[role="toolbar"]')?.getBoundingClientRect();
  return bar && bar.top < window.innerHeight / 2 ? bar.bottom : 0;
}
