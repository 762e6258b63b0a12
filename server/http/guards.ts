import type { MiddlewareHandler } from 'hono';
import { partType } from '../../domain/contract/uploads.ts';
import { problemResponse } from './problem.ts';

/** Methods that change nothing (RFC 9110, section 9.2.1). */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * CSRF protection by `Sec-Fetch-Site` and `Origin`, which scripts cannot forge. Clients other than browsers send
 * neither and pass.
 */
export function rejectCrossOrigin(allowedOrigins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const { method, headers, url } = c.req.raw;
    const origin = headers.get('origin');
    if (safeMethods.has(method) || (origin && allowedOrigins.includes(origin))) return next();
    const site = headers.get('sec-fetch-site');
    const isOwn = site
      ? site === 'same-origin' || site === 'none'
      : // Only the host is compared: behind a proxy that ends TLS the scheme differs.
        !origin || hostOf(origin) === (headers.get('host') ?? new URL(url).host);
    return isOwn ? next() : problemResponse('not-permitted', { detail: 'sent by another site' });
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** A picture as `multipart/form-data`. */
export const isUpload = (method: string, path: string) => method === 'POST' && path === '/api/media';

/** A tus PATCH request: appends bytes to an upload and changes nothing else. */
export const isUploadPart = (method: string, path: string) =>
  method === 'PATCH' && path.startsWith('/api/uploads/');

/** Accepts JSON bodies, and multipart or binary ones for uploads. */
export function checkContentType(): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type');
    if (safeMethods.has(c.req.method) || type === undefined) return next();
    const expected = bodyType(c.req.method, c.req.path);
    if (type.split(';')[0]?.trim().toLowerCase() === expected) return next();
    return problemResponse('malformed', { detail: `content-type is not ${expected}` });
  };
}

function bodyType(method: string, path: string): string {
  if (isUpload(method, path)) return 'multipart/form-data';
  return isUploadPart(method, path) ? partType : 'application/json';
}
