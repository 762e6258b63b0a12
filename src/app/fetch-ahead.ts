import { fetchToasts } from '../lib/notify.ts';

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
export const importKeptPage = () => import('../features/device/kept-page.tsx');
export const importSignOutDialog = () => import('../features/device/sign-out-dialog.tsx');

/** Never rejects: whoever comes to need one of them asks for it again. */
export async function fetchAhead(): Promise<void> {
  const parts = [
    importArticlesPage,
    importKeptPage,
    importMenuSheet,
    importSignInDialog,
    importSignOutDialog,
  ];
  await Promise.allSettled([fetchToasts(), ...parts.map((part) => part())]);
}
