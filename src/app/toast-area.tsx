import { lazy, Suspense, useEffect } from 'react';
import { loadToasts, networkMended, useHasToasts } from '../lib/notify.ts';

const Notifications = lazy(async () => {
  const { Notifications } = await loadToasts();
  return { default: Notifications };
});

/** Renders toasts. Imported with the first one. */
export function ToastArea() {
  const hasToasts = useHasToasts();
  // Reaches the browser's connection.
  useEffect(() => {
    addEventListener('online', networkMended);
    return () => removeEventListener('online', networkMended);
  }, []);
  return hasToasts ? (
    <Suspense>
      <Notifications position="bottom-right" limit={3} />
    </Suspense>
  ) : null;
}
