import type { Auth } from '../server/auth/auth.ts';

/**
 * Serializes calls of better-auth. Its request context is in an AsyncLocalStorage, which browsers lack; the substitute
 * mixes up concurrent requests.
 */
export function serializeAuth(auth: Auth): Auth {
  let last: Promise<unknown> = Promise.resolve();
  const api = new Proxy(auth.api, {
    get(target, name, receiver) {
      const endpoint: unknown = Reflect.get(target, name, receiver);
      if (typeof endpoint !== 'function') return endpoint;
      return (...args: unknown[]) => {
        const result = last.then(() => Reflect.apply(endpoint, target, args));
        last = result.catch(() => undefined);
        return result;
      };
    },
  });
  return { ...auth, api };
}
