import type { Auth } from '../server/auth/auth.ts';

/**
 * better-auth keeps track of a request in an AsyncLocalStorage. Browsers have none, and what it takes instead mixes
 * up two requests that run side by side. So in a page they queue.
 */
export function serializeAuth(auth: Auth): Auth {
  let last: Promise<unknown> = Promise.resolve();
  const api = new Proxy(auth.api, {
    get(target, name, receiver) {
      const endpoint: unknown = Reflect.get(target, name, receiver);
      if (typeof endpoint !== 'function') return endpoint;
      return (...given: unknown[]) => {
        const turn = last.then(() => Reflect.apply(endpoint, target, given));
        last = turn.catch(() => undefined);
        return turn;
      };
    },
  });
  return { ...auth, api };
}
