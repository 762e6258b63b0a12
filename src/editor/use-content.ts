import { useCallback, useRef, useSyncExternalStore } from 'react';
import type { Doc } from 'yjs';
import type { ContentJson } from '../../domain/document/content.ts';
import { contentOf } from './content-of.ts';

/**
 * The article's words, a little late: read once nothing has changed for `delayMs` and the browser has nothing better
 * to do, so that typing never waits for it. The same object until the words change.
 */
export function useContent(ydoc: Doc, delayMs: number): ContentJson {
  const held = useRef<{ ydoc: Doc; content: ContentJson } | null>(null);
  const read = useCallback(() => {
    if (held.current?.ydoc !== ydoc) held.current = { ydoc, content: contentOf(ydoc) };
    return held.current.content;
  }, [ydoc]);
  const subscribe = useCallback(
    (onChange: () => void) => {
      let timer: ReturnType<typeof setTimeout> | undefined;
      let cancelIdle = () => {};
      const handleUpdate = () => {
        clearTimeout(timer);
        cancelIdle();
        timer = setTimeout(() => {
          cancelIdle = whenIdle(() => {
            held.current = { ydoc, content: contentOf(ydoc) };
            onChange();
          });
        }, delayMs);
      };
      ydoc.on('update', handleUpdate);
      return () => {
        clearTimeout(timer);
        cancelIdle();
        ydoc.off('update', handleUpdate);
      };
    },
    [ydoc, delayMs],
  );
  return useSyncExternalStore(subscribe, read);
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
