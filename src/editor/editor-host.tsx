import type { Editor } from '@tiptap/core';
import { useLayoutEffect, useRef } from 'react';
import { setFocusAction } from '../lib/return-focus.ts';

/**
 * Mounts an editor's element. Tiptap's `EditorContent` also sets up React node views, which are not used here and make
 * it render the whole document three times when an article is opened.
 */
export function EditorHost({ editor }: { editor: Editor }) {
  const host = useRef<HTMLDivElement>(null);
  // Reaches the editor's element, which React does not render.
  useLayoutEffect(() => {
    if (editor.isDestroyed) return;
    const { dom } = editor.view;
    host.current?.append(dom);
    setFocusAction(dom, () => editor.view.focus());
    return () => dom.remove();
  }, [editor]);
  return <div ref={host} />;
}
