import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';

/**
 * Puts an editor's element into the page. Tiptap's own `EditorContent` also sets up React node views, of which there
 * are none here, and for that draws the whole document a second and a third time when an article is opened.
 */
export function EditorHost({ editor }: { editor: Editor }) {
  const host = useRef<HTMLDivElement>(null);
  // Reaches the editor's element, which React did not make.
  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    host.current?.append(dom);
    return () => dom.remove();
  }, [editor]);
  return <div ref={host} />;
}
