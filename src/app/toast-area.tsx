import { lazy, Suspense } from 'react';
import { fetchToasts, useToastsWanted } from '../lib/notify.ts';

const Notifications = lazy(async () => {
  const { Notifications } = await fetchToasts();
  return { default: Notifications };
});

/** Where toasts appear. It is fetched with the first one. */
export function ToastArea() {
  return useToastsWanted() ? (
    <Suspense>
      <Notifications position="bottom-right" limit={3} />
    </Suspense>
  ) : null;
}
