import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { notify } from '../lib/notify.ts';
import { reloadUpdated } from '../lib/reload-updated.ts';
import styles from './updates.module.css';

const checkIntervalMs = 3_600_000;

/**
 * Registers the service worker, which opens the desk without the network. A new version of the desk never replaces a page
 * in use: a toast says that there is one.
 */
export async function watchForUpdates(): Promise<void> {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return;
  const wasControlled = serviceWorker.controller !== null;
  // Another tab has activated a new version.
  serviceWorker.addEventListener('controllerchange', () => wasControlled && announce());
  // Settings of the browser may forbid it; the desk then needs the network to open.
  const registration = await serviceWorker.register('/service-worker.js').catch(() => undefined);
  if (!registration) return;
  if (registration.waiting && wasControlled) announce();
  registration.addEventListener('updatefound', () => {
    const { installing } = registration;
    installing?.addEventListener('statechange', () => {
      if (installing.state === 'installed' && serviceWorker.controller) announce();
    });
  });
  // A pinned tab may stay open for weeks.
  setInterval(() => void registration.update().catch(() => undefined), checkIntervalMs);
}

function announce(): void {
  void notify({ id: 'update', message: <UpdateToast />, isSticky: true });
}

function UpdateToast() {
  const { t } = useTranslation('shell');
  return (
    <span className={styles.toast}>
      {t('update.text')}
      <Button size="compact-sm" variant="default" onClick={() => void reloadUpdated()}>
        {t('update.action')}
      </Button>
    </span>
  );
}
