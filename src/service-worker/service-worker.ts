/// <reference lib="webworker" />
import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  type PrecacheEntry,
  precacheAndRoute,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { activateMessage } from '../lib/activate-message.ts';

/*
 * Keeps the desk's own files on this device, so that a screen opens without the network. Data are not cached here: see
 * src/lib/stored-queries.ts. A new version waits until a page sends `activateMessage`, or until no page is open.
 */

declare const self: ServiceWorkerGlobalScope;
/** Every file of the build that a screen may need: `scripts/build-service-worker.ts`. */
declare const precachedFiles: PrecacheEntry[];

precacheAndRoute(precachedFiles, { cleanURLs: false });
cleanupOutdatedCaches();

/** As `createHttpServer` decides it. One-time links keep the server's headers, which hide their address from others. */
const otherPages = [/^\/(?:api|media|portal|q)(?:\/|$)/, /^\/(?:invite|reset)$/, /\.[^/]+$/];
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: otherPages }));

self.addEventListener('message', ({ data }) => {
  if (data === activateMessage) void self.skipWaiting();
});
// The first version serves the page that installed it; a later one is activated by one.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
