import { render } from '@testing-library/react';
import { createMemoryRouter } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { Providers } from '../../src/app/providers.tsx';
import { createRoutes } from '../../src/app/routes.tsx';
import { i18n, startI18n } from '../../src/lib/i18n.ts';
import { createQueryClient } from '../../src/lib/query-client.ts';
import { forgetSession } from '../../src/lib/session.ts';
import { setUpUser } from './set-up-user.ts';

/** Opens the desk at an address, as a browser would: every provider, every route, in Vietnamese. */
export async function renderDesk(path: string) {
  if (!i18n.isInitialized) await startI18n('vi');
  forgetSession();
  const queryClient = createQueryClient();
  const router = createMemoryRouter(createRoutes(queryClient), { initialEntries: [path] });
  const user = setUpUser();
  const view = render(
    <Providers queryClient={queryClient} env="test">
      <RouterProvider router={router} />
    </Providers>,
  );
  const address = () => router.state.location.pathname + router.state.location.search;
  return { ...view, user, router, queryClient, address };
}
