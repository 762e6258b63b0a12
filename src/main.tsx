// Before Mantine's styles: the first mention of a cascade layer decides its order.
import './lib/global.css';
import './lib/mantine.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, isRouteErrorResponse } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/providers.tsx';
import { createRoutes } from './app/routes.tsx';
import { guardDrops } from './lib/drop-guard.ts';
import { startI18n } from './lib/i18n.ts';
import { hasPageResponses } from './lib/page-data.ts';
import { ApiProblem } from './lib/problem.ts';
import { createQueryClient } from './lib/query-client.ts';
import { confirmAccount, restoreQueries, storeQueries } from './lib/stored-queries.ts';

/** Leaves the network to the first screen. */
const updatesDelayMs = 2_000;

async function start(): Promise<void> {
  // Runs the backend in the page, without a server. Left out of production builds.
  if (import.meta.env.MODE === 'development' || import.meta.env.MODE === 'mock') {
    const { startMock } = await import('../mocks/browser.ts');
    if ((await startMock()) === 'handled') return;
  }
  guardDrops();
  await startI18n(undefined, 'first-screen');

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const queryClient = createQueryClient();
  // Tabs of the mock have sessions of their own.
  if (import.meta.env.MODE === 'production') {
    // What comes with the page is newer.
    if (!hasPageResponses() && restoreQueries(queryClient)) void confirmAccount(queryClient);
    storeQueries(queryClient);
  }
  const router = createBrowserRouter(createRoutes(queryClient));
  createRoot(root, { onCaughtError: reportFault }).render(
    <StrictMode>
      <Providers queryClient={queryClient}>
        <RouterProvider router={router} onError={reportFault} />
      </Providers>
    </StrictMode>,
  );
  if (import.meta.env.MODE === 'production') {
    setTimeout(
      // Without the network there is no update.
      () =>
        void import('./app/updates.tsx').then(
          ({ watchForUpdates }) => watchForUpdates(),
          () => undefined,
        ),
      updatesDelayMs,
    );
  }
}

/** Reports caught errors, except the API's, which have their own error pages. */
function reportFault(error: unknown): void {
  if (!(error instanceof ApiProblem) && !isRouteErrorResponse(error)) reportError(error);
}

void start();
