import { loadToasts } from '../lib/notify.ts';

/*
 * What is wanted when the network has gone, or when an update has taken it off the server, and so has to come while it
 * is there: the lists to which a writer goes back, what this device keeps, the menu of a phone, the dialog that asks
 * for the password again, and what signing out may have to ask.
 */

export const importArticlesPage = () =>
  Promise.all([
    import('../features/articles/articles-page.tsx'),
    import('../features/articles/articles-loader.ts'),
  ]);
export const importMenuSheet = () => import('./menu-sheet.tsx');
export const importSignInDialog = () => import('../features/sign-in/sign-in-dialog.tsx');
export const importLocalDraftsPage = () => import('../features/local-drafts/local-drafts-page.tsx');
export const importSignOutDialog = () => import('../features/local-drafts/sign-out-dialog.tsx');

/** Never rejects: whoever comes to need one of them asks for it again. */
export async function prefetchModules(): Promise<void> {
  const parts = [
    importArticlesPage,
    importLocalDraftsPage,
    importMenuSheet,
    importSignInDialog,
    importSignOutDialog,
  ];
  await Promise.allSettled([loadToasts(), ...parts.map((part) => part())]);
}
