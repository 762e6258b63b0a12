import type { QueryClient } from '@tanstack/react-query';
import { type RouteObject, redirect } from 'react-router';
import { singleSignOnLanding } from '../../domain/single-sign-on.ts';
import { api } from '../lib/api.ts';
import { loadTexts } from '../lib/i18n.ts';
import { paths } from '../lib/paths.ts';
import { sessionEndOf, toProblem } from '../lib/problem.ts';
import { sessionFound } from '../lib/session.ts';
import { AdminLayout } from './admin-layout.tsx';
import { AuthenticatedLayout } from './authenticated-layout.tsx';
import { ErrorPage, NotFoundPage } from './error-page.tsx';
import { LoadingFallback } from './loading-fallback.tsx';
import { importArticlesPage, importEditingPage, importLocalDraftsPage, prefetchModules } from './prefetch.ts';
import { Shell } from './shell.tsx';

/** Every route of the desk. Screens are imported when they are first opened. */
export function createRoutes(queryClient: QueryClient): RouteObject[] {
  return [
    {
      path: '/sign-in',
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
      lazy: screen(async () => {
        const { SignInPage } = await import('../features/sign-in/sign-in-page.tsx');
        return { Component: SignInPage };
      }),
    },
    {
      path: '/forgotten',
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
      lazy: screen(async () => {
        const { ForgottenPasswordPage } = await import('../features/sign-in/forgotten-password-page.tsx');
        return { Component: ForgottenPasswordPage };
      }),
    },
    {
      path: singleSignOnLanding,
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
      lazy: screen(async () => {
        const { SingleSignOnPage, singleSignOnLoader } = await import(
          '../features/sign-in/single-sign-on-page.tsx'
        );
        return {
          Component: SingleSignOnPage,
          loader: ({ request }: { request: Request }) =>
            singleSignOnLoader(queryClient, new URL(request.url)),
        };
      }),
    },
    {
      path: '/setup',
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
      lazy: screen(async () => {
        const { SetupPage } = await import('../features/sign-in/setup-page.tsx');
        return { Component: SetupPage };
      }),
    },
    ...['/invite', '/reset'].map((path) => ({
      path,
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
      lazy: screen(async () => {
        const { AccountLinkPage } = await import('../features/sign-in/account-link-page.tsx');
        return { Component: AccountLinkPage };
      }),
    })),
    {
      Component: AuthenticatedLayout,
      errorElement: <ErrorPage />,
      HydrateFallback: LoadingFallback,
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
                const [{ ArticlesPage }, { prefetchArticles }] = await importArticlesPage();
                return {
                  Component: ArticlesPage,
                  loader: ({ request }: { request: Request }) =>
                    prefetchArticles(queryClient, new URL(request.url)),
                };
              },
            },
            {
              Component: AdminLayout,
              errorElement: <ErrorPage isInShell />,
              children: [
                {
                  path: '/categories',
                  lazy: screen(async () => {
                    const { CategoriesPage } = await import('../features/categories/categories-page.tsx');
                    return { Component: CategoriesPage };
                  }),
                },
                {
                  path: '/fanpages',
                  lazy: screen(async () => {
                    const { FanpagesPage } = await import('../features/fanpages/fanpages-page.tsx');
                    return { Component: FanpagesPage };
                  }),
                },
                {
                  path: '/people',
                  lazy: screen(async () => {
                    const { PeoplePage } = await import('../features/people/people-page.tsx');
                    return { Component: PeoplePage };
                  }),
                },
                {
                  path: '/audit',
                  lazy: screen(async () => {
                    const { AuditPage } = await import('../features/audit/audit-page.tsx');
                    return { Component: AuditPage };
                  }),
                },
                {
                  path: '/newsroom',
                  lazy: screen(async () => {
                    const { NewsroomPage } = await import('../features/newsroom/newsroom-page.tsx');
                    return { Component: NewsroomPage };
                  }),
                },
              ],
            },
            {
              path: '/account',
              errorElement: <ErrorPage isInShell />,
              lazy: screen(async () => {
                const { AccountPage } = await import('../features/account/account-page.tsx');
                return { Component: AccountPage };
              }),
            },
            {
              path: '/kept',
              errorElement: <ErrorPage isInShell />,
              lazy: screen(async () => {
                const { LocalDraftsPage } = await importLocalDraftsPage();
                return { Component: LocalDraftsPage };
              }),
            },
            { path: '*', Component: NotFoundPage },
          ],
        },
        {
          path: '/articles/:id',
          errorElement: <ErrorPage />,
          loader: ({ params }) => prefetchArticle(queryClient, params.id ?? ''),
          lazy: screen(async () => {
            const { EditingPage } = await importEditingPage();
            // The network may be gone while somebody writes.
            void prefetchModules();
            return { Component: EditingPage };
          }),
        },
        {
          path: '/articles/:id/review',
          errorElement: <ErrorPage />,
          lazy: screen(async () => {
            const { ReviewPage } = await import('../features/review/review-page.tsx');
            return { Component: ReviewPage };
          }),
        },
        {
          path: '/articles/:id/revisions',
          errorElement: <ErrorPage />,
          lazy: screen(async () => {
            const { RevisionsPage } = await import('../features/revisions/revisions-page.tsx');
            return { Component: RevisionsPage };
          }),
        },
        {
          path: '/articles/:id/compare',
          errorElement: <ErrorPage />,
          lazy: screen(async () => {
            const { ComparePage } = await import('../features/revisions/compare-page.tsx');
            return { Component: ComparePage };
          }),
        },
        {
          path: '/articles/:id/preview',
          errorElement: <ErrorPage />,
          lazy: screen(async () => {
            const { PreviewPage } = await import('../features/preview/preview-page.tsx');
            return { Component: PreviewPage };
          }),
        },
      ],
    },
  ];
}

/** Imports a screen and the texts that the first one does not need. */
function screen<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    const [module] = await Promise.all([load(), loadTexts()]);
    return module;
  };
}

/** Prefetches the article while its page is imported. Errors are left to the page, which queries again. */
function prefetchArticle(queryClient: QueryClient, id: string): null {
  queryClient.ensureQueryData(api.session.me.queryOptions()).then(
    () => void queryClient.prefetchQuery(api.articles.get.queryOptions({ input: { id } })),
    () => undefined,
  );
  return null;
}

/** Redirects to the sign-in page without a session. A session that ends later shows a bar instead. */
async function requireViewer(queryClient: QueryClient, url: URL): Promise<Response | null> {
  try {
    const viewer = await queryClient.ensureQueryData(api.session.me.queryOptions({ staleTime: Infinity }));
    sessionFound(viewer);
    return null;
  } catch (error) {
    if (toProblem(error).code !== 'unauthenticated') throw error;
    const ended = sessionEndOf(error);
    const next = url.pathname === '/' ? undefined : url.pathname + url.search;
    return redirect(paths.signIn(next, ended === 'none' ? {} : { ended }));
  }
}
