import { loadTexts } from '../lib/i18n.ts';
import { loadToasts } from '../lib/notify.ts';
import { importFilterDropdown } from '../ui/filters/filter-pill.tsx';

/*
 * Modules that are needed offline, or after an update has removed them from the server: the article list, local drafts,
 * the menus, the sign-in and sign-out dialogs, toasts.
 */

export const importArticlesPage = () =>
  Promise.all([
    import('../features/articles/articles-page.tsx'),
    import('../features/articles/articles-loader.ts'),
  ]);
export const importEditingPage = () => import('../features/editing/editing-page.tsx');
export const importUserMenuDropdown = () => import('./user-menu-dropdown.tsx');
export const importMenuSheet = () => import('./menu-sheet.tsx');
export const importSignInDialog = () => import('../features/sign-in/sign-in-dialog.tsx');
export const importRequiredSecondFactorPage = () =>
  import('../features/account/required-second-factor-page.tsx');
export const importReauthenticationDialog = () => import('../features/sign-in/reauthentication-dialog.tsx');
export const importLocalDraftsPage = () => import('../features/local-drafts/local-drafts-page.tsx');
const importSignOutDialog = () => import('../features/local-drafts/sign-out-dialog.tsx');

/** Never rejects: a module that failed to load is imported again when it is needed. */
export async function prefetchModules(): Promise<void> {
  const parts = [
    // So that opening an article waits for the article alone.
    importEditingPage,
    importArticlesPage,
    importLocalDraftsPage,
    importUserMenuDropdown,
    // In one chunk with the other popups of the list.
    importFilterDropdown,
    importMenuSheet,
    importSignInDialog,
    importSignOutDialog,
  ];
  await Promise.allSettled([loadTexts(), loadToasts(), ...parts.map((part) => part())]);
}
