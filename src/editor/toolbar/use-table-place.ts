import type { Editor } from '@tiptap/core';
import { useEditorState } from '@tiptap/react';
import { type RefObject, useLayoutEffect, useRef } from 'react';

/** Positions an element over the table around the caret, inside `[data-editor-room]`, which scrolls with the text. */
export function useTablePlace(editor: Editor): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  const pos = useEditorState({
    editor,
    selector: ({ editor: { state } }) => {
      const { $from } = state.selection;
      return $from.depth > 0 && $from.node(1).type.name === 'table' ? $from.before(1) : null;
    },
  });
  // Reaches the layout of the table.
  useLayoutEffect(() => {
    const element = place.current;
    const room = element?.closest('[data-editor-room]');
    if (!element || !room || pos === null || editor.isDestroyed) return;
    const table = editor.view.nodeDOM(pos);
    if (!(table instanceof HTMLElement)) return;
    const update = () => {
      const [box, outer] = [table.getBoundingClientRect(), room.getBoundingClientRect()];
      element.style.top = `${Math.round(box.top - outer.top)}px`;
      element.style.height = `${Math.round(box.height)}px`;
    };
    update();
    const observer = new ResizeObserver(update);
    observer.observe(table);
    observer.observe(room);
    return () => observer.disconnect();
  }, [editor, pos]);
  return place;
}
