import type { Editor } from '@tiptap/core';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Keeps an element beside a range of the text. It is positioned inside `[data-editor-room]`, the box that scrolls with
 * the text, so that nothing has to be done while scrolling.
 *
 * @param range positions in the document; the element is placed again whenever they change.
 */
export function useFloating(
  editor: Editor,
  range: { from: number; to: number } | null,
  side: 'above' | 'below',
): RefObject<HTMLDivElement | null> {
  const floating = useRef<HTMLDivElement>(null);
  const from = range?.from;
  const to = range?.to;
  // Reaches the drawn text: where a position stands is known only to the browser.
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
      // Above, unless the toolbar or the window's edge is there.
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

/** Where the toolbar ends that stands over the text; on a phone it stands at the bottom. */
function ceilingOf(room: Element): number {
  const bar = room.parentElement?.querySelector('[role="toolbar"]')?.getBoundingClientRect();
  return bar && bar.top < window.innerHeight / 2 ? bar.bottom : 0;
}
