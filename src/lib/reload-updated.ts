import { activateMessage } from './activate-message.ts';

/** A service worker that does not answer must not keep the page from reloading. */
const activationMaxMs = 5_000;

/** Reloads the page in the newest version of the desk, which replaces the one on this device for every tab. */
export async function reloadUpdated(): Promise<void> {
  await Promise.race([activateUpdate().catch(() => undefined), inTime()]);
  location.reload();
}

async function activateUpdate(): Promise<void> {
  const { serviceWorker } = navigator;
  const registration = await serviceWorker?.getRegistration();
  await registration?.update();
  const update = registration?.installing ?? registration?.waiting;
  if (!update) return;
  await reached(update, 'installed');
  update.postMessage(activateMessage);
  await reached(update, 'activated');
}

function reached(worker: ServiceWorker, state: ServiceWorkerState): Promise<void> {
  return new Promise((resolve, reject) => {
    const check = () => {
      if (worker.state === state) resolve();
      else if (worker.state === 'redundant') reject(new Error('The update was replaced'));
    };
    worker.addEventListener('statechange', check);
    check();
  });
}

const inTime = () => new Promise((resolve) => setTimeout(resolve, activationMaxMs));
