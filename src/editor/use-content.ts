import { startTransition, useEffect, useState } from 'react';
import type { Doc } from 'yjs';
import type { ContentJson } from '../../domain/document/content.ts';
import { contentOf } from './content-of.ts';

/**
 * The article's words, a little late: read once nothing has changed for `delayMs` and the browser has nothing better
 * to do, so that typing never waits for it. The same object until the words change.
 * The document stays the same for as long as the component is mounted.
 */
export function useContent(ydoc: Doc, delayMs: number): ContentJson {
  const [content, setContent] = useState(() => contentOf(ydoc));

  // Reaches the document, which tells of its changes.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancelIdle = () => {};
    const handleUpdate = () => {
      clearTimeout(timer);
      cancelIdle();
      timer = setTimeout(() => {
        // What is drawn from it, the checks and counts, waits for the next keypress if that comes first.
        cancelIdle = whenIdle(() => startTransition(() => setContent(contentOf(ydoc))));
      }, delayMs);
    };
    ydoc.on('update', handleUpdate);
    return () => {
      clearTimeout(timer);
      cancelIdle();
      ydoc.off('update', handleUpdate);
    };
  }, [ydoc, delayMs]);

  return content;
}

/** At latest after a second, so that a busy page still gets its checks. @returns the way to call it off. */
function whenIdle(work: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(work);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(work, { timeout: 1000 });
  return () => cancelIdleCallback(handle);
}
