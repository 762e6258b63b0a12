import { startTransition, useEffect, useState } from 'react';
import type { Doc } from 'yjs';
import type { ContentJson } from '../../domain/document/content.ts';
import { contentOf, observeContent } from './content-of.ts';

/**
 * The article's content, read when nothing has changed for `delayMs` and the browser is idle, so that it does not delay
 * typing. The same object until the content changes. `ydoc` must not change while mounted.
 */
export function useContent(ydoc: Doc, delayMs: number): ContentJson {
  const [content, setContent] = useState(() => contentOf(ydoc));

  // Reaches the document's update events.
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let cancelIdle = () => {};
    const { read, stop } = observeContent(ydoc);
    const handleUpdate = () => {
      clearTimeout(timer);
      cancelIdle();
      timer = setTimeout(() => {
        // A transition: rendering checks and counts yields to the next keypress.
        cancelIdle = whenIdle(() => startTransition(() => setContent(read())));
      }, delayMs);
    };
    ydoc.on('update', handleUpdate);
    return () => {
      clearTimeout(timer);
      cancelIdle();
      ydoc.off('update', handleUpdate);
      stop();
    };
  }, [ydoc, delayMs]);

  return content;
}

/** Runs the task when idle, after a second at the latest. @returns cancel. */
function whenIdle(task: () => void): () => void {
  if (typeof requestIdleCallback === 'undefined') {
    const timer = setTimeout(task);
    return () => clearTimeout(timer);
  }
  const handle = requestIdleCallback(task, { timeout: 1000 });
  return () => cancelIdleCallback(handle);
}
