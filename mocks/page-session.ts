import type { SessionStore } from './handlers.ts';

/** Signs sessions and seals the audit log of a newsroom that never leaves this browser, where everything can be read anyway. */
export const pageSecret = 'it never leaves this browser, where everything can be read anyway';

const key = 'toa-soan.mock.session';

/**
 * Each tab has its own session, so that one browser can be several people. A new tab takes over the session that was
 * started last, as a cookie would; one that opens on the sign-in page begins as nobody.
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
