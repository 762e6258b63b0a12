import { lazy, Suspense } from 'react';
import { useToastsWanted } from '../lib/notify.ts';

const Notifications = lazy(async () => {
  const [{ Notifications }] = await Promise.all([
    import('@mantine/notifications'),
    import('@mantine/notifications/styles.layer.css'),
  ]);
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
