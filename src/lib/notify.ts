import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { i18n } from './i18n.ts';
import { toProblem } from './problem.ts';

/*
 * Toasts. Their code is fetched with the first one, because most visits show none. `ToastArea` (src/app) draws them.
 */

type Toast = {
  title?: string;
  message: ReactNode;
  tone?: 'good' | 'bad';
  /** To take it back with `dismissToast`. */
  id?: string;
};

const toastsWanted = createStore<boolean>()(() => false);
let fetching: ReturnType<typeof importToasts> | null = null;

export async function notify({ title, message, tone = 'good', id }: Toast): Promise<void> {
  // Without a network they cannot be fetched. What a toast says is never the only sign of it.
  const toasts = await fetchToasts().catch(() => null);
  if (!toasts) return;
  toastsWanted.setState(true);
  const { notifications } = toasts;
  notifications.show({
    ...(id && { id }),
    ...(title && { title }),
    message,
    color: tone === 'good' ? 'var(--state-published)' : 'var(--state-returned)',
    autoClose: tone === 'good' ? 5_000 : 9_000,
    role: tone === 'good' ? 'status' : 'alert',
    closeButtonProps: { 'aria-label': i18n.t('close') },
  });
}

/** Also for screens that may be without a network when they have something to say. Rejects where it has gone already. */
export function fetchToasts(): ReturnType<typeof importToasts> {
  fetching ??= importToasts().catch((error: unknown) => {
    fetching = null;
    throw error;
  });
  return fetching;
}

async function importToasts() {
  const [toasts] = await Promise.all([
    import('@mantine/notifications'),
    import('@mantine/notifications/styles.layer.css'),
  ]);
  return toasts;
}

/** Takes a toast away before its time: what it offers can no longer be done. */
export async function dismissToast(id: string): Promise<void> {
  const { notifications } = await import('@mantine/notifications');
  notifications.hide(id);
}

/** Says what went wrong with a mutation. To be called where `mutate` is called. */
export function notifyProblem(thrown: unknown, title?: string): void {
  const problem = toProblem(thrown);
  void notify({ ...(title && { title }), message: i18n.t(`errors:${problem.code}`), tone: 'bad' });
}

export function useToastsWanted(): boolean {
  return useStore(toastsWanted);
}
