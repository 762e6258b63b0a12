import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { i18n } from './i18n.ts';
import { toProblem } from './problem.ts';

/* Toasts. Their code is loaded with the first one, because most visits show none. `ToastArea` (src/app) renders them. */

type Toast = {
  title?: string;
  message: ReactNode;
  tone?: 'good' | 'bad';
  /** For `dismissToast`. */
  id?: string;
};

const hasToasts = createStore<boolean>()(() => false);
let loading: ReturnType<typeof importToasts> | null = null;

export async function notify({ title, message, tone = 'good', id }: Toast): Promise<void> {
  // Offline, the code may be unavailable. A toast is never the only place where something is reported.
  const toasts = await loadToasts().catch(() => null);
  if (!toasts) return;
  hasToasts.setState(true);
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

/** Also called ahead by screens that show toasts offline. Rejects without a network. */
export function loadToasts(): ReturnType<typeof importToasts> {
  loading ??= importToasts().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function importToasts() {
  const [toasts] = await Promise.all([
    import('@mantine/notifications'),
    import('@mantine/notifications/styles.layer.css'),
  ]);
  return toasts;
}

/** Closes a toast whose action is no longer possible. */
export async function dismissToast(id: string): Promise<void> {
  const { notifications } = await import('@mantine/notifications');
  notifications.hide(id);
}

/** Shows the error of a mutation. To be called where `mutate` is called. */
export function notifyProblem(thrown: unknown, title?: string): void {
  const problem = toProblem(thrown);
  void notify({ ...(title && { title }), message: i18n.t(`errors:${problem.code}`), tone: 'bad' });
}

export function useHasToasts(): boolean {
  return useStore(hasToasts);
}
