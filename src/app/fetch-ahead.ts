import { fetchToasts } from '../lib/notify.ts';

/*
 * What is wanted when the network has gone, and so has to come while there is one: the lists to which a writer goes
 * back, what this device keeps, and what signing out may have to ask.
 */

export const importArticlesPage = () =>
  Promise.all([
    import('../features/articles/articles-page.tsx'),
    import('../features/articles/articles-loader.ts'),
  ]);
export const importKeptPage = () => import('../features/device/kept-page.tsx');
export const importSignOutDialog = () => import('../features/device/sign-out-dialog.tsx');

/** Never rejects: whoever comes to need one of them asks for it again. */
export async function fetchAhead(): Promise<void> {
  await Promise.allSettled([importArticlesPage(), importKeptPage(), importSignOutDialog(), fetchToasts()]);
}
