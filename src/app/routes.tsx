import type { QueryClient } from '@tanstack/react-query';
import { type RouteObject, redirect } from 'react-router';
import { api } from '../lib/api.ts';
import { toProblem } from '../lib/problem.ts';
import { sessionStarted } from '../lib/session.ts';
import { Desk } from './desk.tsx';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { Opening } from './opening.tsx';
import { paths } from './paths.ts';
import { Shell } from './shell.tsx';

/** Every address of the desk. Screens are fetched when they are first opened. */
export function createRoutes(queryClient: QueryClient): RouteObject[] {
  return [
    {
      path: '/sign-in',
      errorElement: <ErrorPage />,
      HydrateFallback: Opening,
      lazy: async () => {
        const { SignInPage } = await import('../features/sign-in/sign-in-page.tsx');
        return { Component: SignInPage };
      },
    },
    {
      path: '/setup',
      errorElement: <ErrorPage />,
      HydrateFallback: Opening,
      lazy: async () => {
        const { SetupPage } = await import('../features/sign-in/setup-page.tsx');
        return { Component: SetupPage };
      },
    },
    {
      Component: Desk,
      errorElement: <ErrorPage />,
      HydrateFallback: Opening,
      loader: ({ request }) => requireViewer(queryClient, new URL(request.url)),
      children: [
        {
          Component: Shell,
          children: [
            { path: '/', loader: () => redirect(paths.articles()) },
            {
              path: '/articles',
              errorElement: <ErrorPage isInShell />,
              lazy: async () => {
                const [{ ArticlesPage }, { prefetchArticles }] = await Promise.all([
                  import('../features/articles/articles-page.tsx'),
                  import('../features/articles/articles-loader.ts'),
                ]);
                return {
                  Component: ArticlesPage,
                  loader: ({ request }: { request: Request }) =>
                    prefetchArticles(queryClient, new URL(request.url)),
                };
              },
            },
            { path: '*', Component: NotFoundPage },
          ],
        },
        {
          path: '/articles/:id',
          errorElement: <ErrorPage />,
          lazy: async () => {
            const { EditingPage } = await import('../features/editing/editing-page.tsx');
            return { Component: EditingPage };
          },
        },
        {
          path: '/articles/:id/review',
          errorElement: <ErrorPage />,
          lazy: async () => {
            const { ReviewPage } = await import('../features/review/review-page.tsx');
            return { Component: ReviewPage };
          },
        },
      ],
    },
  ];
}

/** Nobody sees the desk without a session. Once it is known, its end is met by the dialog, not by this. */
async function requireViewer(queryClient: QueryClient, url: URL): Promise<Response | null> {
  try {
    const viewer = await queryClient.ensureQueryData(api.session.me.queryOptions({ staleTime: Infinity }));
    sessionStarted(viewer);
    return null;
  } catch (error) {
    if (toProblem(error).code !== 'unauthenticated') throw error;
    return redirect(paths.signIn(url.pathname === '/' ? undefined : url.pathname + url.search));
  }
}
