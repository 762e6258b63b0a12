import { useQueryClient } from '@tanstack/react-query';
import { type PointerEvent, useEffect, useRef } from 'react';
import { prefetchState } from '../../editor/collaboration/server-state.ts';
import { api } from '../../lib/api.ts';
import { currentAccountId } from '../../lib/session.ts';

/** A pointer that stays this long is not passing by. */
const dwellMs = 65;

/**
 * Handlers for the link to an article: its fields and its document are requested as soon as somebody seems about to open
 * it. A finger on the list gives no sign before the tap.
 */
export function usePrefetchOnIntent(articleId: string) {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const cancel = () => clearTimeout(timer.current);
  useEffect(() => () => clearTimeout(timer.current), []);

  const prefetch = () => {
    cancel();
    const userId = currentAccountId();
    if (userId === null) return;
    prefetchState(articleId, userId);
    void queryClient.prefetchQuery(api.articles.get.queryOptions({ input: { id: articleId } }));
  };
  const dwell = () => {
    cancel();
    timer.current = setTimeout(prefetch, dwellMs);
  };
  return {
    onPointerEnter: ({ pointerType }: PointerEvent) => pointerType !== 'touch' && dwell(),
    onPointerLeave: cancel,
    onPointerDown: ({ pointerType, button }: PointerEvent) =>
      pointerType !== 'touch' && button === 0 && prefetch(),
    onFocus: dwell,
    onBlur: cancel,
  };
}
