import type { MiddlewareHandler } from 'hono';

/** The security headers of every response that has no stricter ones of its own, on every host. */
export const baselineHeaders: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'permissions-policy': 'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
  'cross-origin-opener-policy': 'same-origin',
};

/** A year of HTTPS only (RFC 6797). Where the public address is `http://` it would lock readers out. */
export const strictTransportSecurity = 'max-age=31536000';

export function setBaselineHeaders(): MiddlewareHandler {
  return async (c, next) => {
    await next();
    // Not `c.header`, which replaces the response: its bytes may be prepared, see `prebuilt-body.ts`.
    for (const [name, value] of Object.entries(baselineHeaders)) {
      if (!c.res.headers.has(name)) c.res.headers.set(name, value);
    }
  };
}
