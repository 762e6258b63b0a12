import { setupWorker } from 'msw/browser';
import { createBackend } from '../server/backend.ts';
import { readDemo } from '../server/demo.ts';
import { indexedDbFiles } from '../server/files/indexed-db-files.ts';
import { canvasImages } from '../server/images/canvas-images.ts';
import { noLinkCheck } from '../server/link-check.ts';
import { createFaults, type Faults, parseFaults } from './faults.ts';
import { createHandlers } from './handlers.ts';
import { deleteNewsrooms, filesName, newsroomName, openPageDatabase } from './page-database.ts';
import { pageLogger } from './page-logger.ts';
import { portalFiles } from './page-portal-files.ts';
import { pageSecret, pageSession } from './page-session.ts';
import { showPortalPage } from './portal-page.ts';
import { serializeAuth } from './serialize-auth.ts';
import { createTabChannel } from './tab-channel.ts';

declare global {
  interface Window {
    /** For the browser's console, in builds with the mock only. */
    toasoan?: {
      /** `toasoan.faults.set('slow', true)`; initially set by `?fault=slow,offline` in the address. */
      faults: Faults;
      /** Deletes the newsroom of this browser and reloads with a new one. */
      reset(): Promise<void>;
    };
  }
}

/**
 * Starts the backend in the page, behind MSW's service worker. The data stays in this browser.
 *
 * @returns `handled` when the address is a page of the portal, which is shown instead of the desk.
 */
export async function startMock(): Promise<'ready' | 'handled'> {
  const name = await newsroomName();
  const db = await openPageDatabase(name);
  const faults = createFaults(parseFaults(new URLSearchParams(location.search).get('fault') ?? ''));
  const backend = createBackend({
    db,
    files: indexedDbFiles(filesName(name)),
    images: canvasImages(),
    links: noLinkCheck,
    portalFiles,
    clock: () => new Date(),
    logger: pageLogger,
    demo: await readDemo(db),
    sessionTransport: 'bearer',
    secret: pageSecret,
    allowedOrigins: [],
    guardAuth: serializeAuth,
    channel: createTabChannel(name),
  });
  addEventListener('pagehide', backend.collab.leave);
  const worker = setupWorker(
    ...createHandlers({ origin: location.origin, backend, sessions: pageSession(), faults }),
  );
  await worker.start({ quiet: true, onUnhandledFrame: 'bypass' });
  window.toasoan = {
    faults,
    async reset() {
      await deleteNewsrooms();
      location.assign('/');
    },
  };
  void deleteNewsrooms(name);

  if (!/^\/(portal(\/|$)|q\/)/.test(location.pathname)) return 'ready';
  // `fetch` hides the target of a redirect, so a QR code is resolved by the backend itself.
  const isCode = location.pathname.startsWith('/q/');
  const target = isCode && (await backend.api.fetch(new Request(location.href))).headers.get('location');
  if (target) location.replace(target);
  else await showPortalPage();
  return 'handled';
}
