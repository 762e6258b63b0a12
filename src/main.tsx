// Before Mantine's styles: the order in which layers are named is their order of strength.
import './lib/global.css';
import '@mantine/core/styles.layer.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createBrowserRouter, isRouteErrorResponse } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Providers } from './app/providers.tsx';
import { createRoutes } from './app/routes.tsx';
import { startI18n } from './lib/i18n.ts';
import { ApiProblem } from './lib/problem.ts';
import { createQueryClient } from './lib/query-client.ts';

async function start(): Promise<void> {
  // The whole backend in the page, for developing and trying without a server. Production builds leave it out.
  if (import.meta.env.MODE === 'development' || import.meta.env.MODE === 'mock') {
    const { startMock } = await import('../mocks/browser.ts');
    if ((await startMock()) === 'handled') return;
  }
  await startI18n();

  const root = document.getElementById('root');
  if (!root) throw new Error('index.html has no #root');
  const queryClient = createQueryClient();
  const router = createBrowserRouter(createRoutes(queryClient));
  createRoot(root, { onCaughtError: reportFault }).render(
    <StrictMode>
      <Providers queryClient={queryClient}>
        <RouterProvider router={router} onError={reportFault} />
      </Providers>
    </StrictMode>,
  );
}

/** A refusal of the API has become a page that says so; everything else that a boundary caught is a fault. */
function reportFault(error: unknown): void {
  if (!(error instanceof ApiProblem) && !isRouteErrorResponse(error)) reportError(error);
}

void start();
