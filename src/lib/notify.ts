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
  /** Stays until it is closed, by the person or by `dismissToast`. */
  isSticky?: boolean;
  /** For `dismissToast`. */
  id?: string;
  /** A question: stays until it is answered or closed, which calls this. */
  onClose?: () => void;
};

const hasToasts = createStore<boolean>()(() => false);
let loading: ReturnType<typeof importToasts> | null = null;

export async function notify(toast: Toast): Promise<void> {
  const { title, message, tone = 'good', isSticky = false, id, onClose } = toast;
  // Offline, the code may be unavailable. A toast is never the only place where something is reported.
  const toasts = await loadToasts().catch(() => null);
  if (!toasts) return;
  hasToasts.setState(true);
  const { notifications } = toasts;
  // Shown anew: its text, or the time that it stays, may differ.
  if (id) notifications.hide(id);
  notifications.show({
    ...(id && { id }),
    ...(title && { title }),
    message,
    color: tone === 'good' ? 'var(--state-published)' : 'var(--state-returned)',
    ...(onClose && { onClose }),
    autoClose: isSticky || onClose ? false : tone === 'good' ? 5_000 : 9_000,
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

/** Closes a toast whose action is no longer possible, or whose cause is gone. */
export async function dismissToast(id: string): Promise<void> {
  if (!hasToasts.getState()) return;
  const { notifications } = await loadToasts();
  notifications.hide(id);
}

/** The toasts of errors by what failed, see `failureToastId`. */
const failures = new WeakMap<object, string>();
const offlineToasts = new Set<string>();

/** Records what failed with an error, so that its toast closes when the same succeeds: `failureMended`. */
export function failureRecorded(error: unknown, cause: string): void {
  if (typeof error === 'object' && error !== null) failures.set(error, cause);
}

export function failureMended(cause: string): void {
  void dismissToast(failureToastId(cause));
}

/** Closes the toasts of failures that were due to the network. */
export function networkMended(): void {
  for (const id of offlineToasts) void dismissToast(id);
  offlineToasts.clear();
}

const failureToastId = (cause: string) => `failed ${cause}`;

/** Shows the error of a mutation until that succeeds. To be called where `mutate` is called. */
export function notifyProblem(thrown: unknown, title?: string): void {
  const problem = toProblem(thrown);
  const cause = typeof thrown === 'object' && thrown !== null ? failures.get(thrown) : undefined;
  const id = failureToastId(cause ?? problem.code);
  if (problem.code === 'offline') offlineToasts.add(id);
  void notify({
    id,
    ...(title && { title }),
    message: i18n.t(`errors:${problem.code}`),
    tone: 'bad',
  });
}

export function useHasToasts(): boolean {
  return useStore(hasToasts);
}
