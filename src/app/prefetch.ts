import { loadToasts } from '../lib/notify.ts';

/*
 * Modules that are needed offline, or after an update has removed them from the server: the article list, local drafts,
 * the phone's menu, the sign-in and sign-out dialogs, toasts.
 */

export const importArticlesPage = () =>
  Promise.all([
    import('../features/articles/articles-page.tsx'),
    import('../features/articles/articles-loader.ts'),
  ]);
export const importMenuSheet = () => import('./menu-sheet.tsx');
export const importSignInDialog = () => import('../features/sign-in/sign-in-dialog.tsx');
export const importRequiredSecondFactorPage = () =>
  import('../features/account/required-second-factor-page.tsx');
export const importReauthenticationDialog = () => import('../features/sign-in/reauthentication-dialog.tsx');
export const importLocalDraftsPage = () => import('../features/local-drafts/local-drafts-page.tsx');
export const importSignOutDialog = () => import('../features/local-drafts/sign-out-dialog.tsx');

/** Never rejects: a module that failed to load is imported again when it is needed. */
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
