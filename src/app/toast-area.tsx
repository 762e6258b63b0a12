import { lazy, Suspense } from 'react';
import { loadToasts, useHasToasts } from '../lib/notify.ts';

const Notifications = lazy(async () => {
  const { Notifications } = await loadToasts();
  return { default: Notifications };
});

/** Renders toasts. Imported with the first one. */
export function ToastArea() {
  return useHasToasts() ? (
    <Suspense>
      <Notifications position="bottom-right" limit={3} />
    </Suspense>
  ) : null;
}
