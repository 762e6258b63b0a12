import type { SessionStore } from './handlers.ts';

/** Not confidential: the whole newsroom is in this browser. */
export const pageSecret = 'it never leaves this browser, where everything can be read anyway';

const key = 'toa-soan.mock.session';

/**
 * Each tab has its own session, so that one browser can act as several users. A new tab inherits the latest session, as
 * with a cookie, unless it opens on the sign-in page.
 */
export function pageSession(): SessionStore {
  if (!sessionStorage.getItem(key) && location.pathname !== '/sign-in') {
    const last = localStorage.getItem(key);
    if (last) sessionStorage.setItem(key, last);
  }
  return {
    read: () => sessionStorage.getItem(key),
    write(token) {
      for (const storage of [sessionStorage, localStorage]) {
        if (token === null) storage.removeItem(key);
        else storage.setItem(key, token);
      }
    },
  };
}
