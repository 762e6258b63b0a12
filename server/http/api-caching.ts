import type { MiddlewareHandler } from 'hono';
import { etagOf, matchesIfNoneMatch } from './conditional-requests.ts';

const isPublicRead = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && path.startsWith('/api/portal/');

/**
 * Sets the caching headers of API responses. Reads of `/api/portal` are public: they ignore the session, allow any
 * origin, and have an ETag where the procedure allows caching. All other responses are `no-store`. Each response
 * carries `x-request-id`.
 */
export function apiCaching(): MiddlewareHandler<{ Variables: { requestId: string } }> {
  return async (c, next) => {
    const isPublic = isPublicRead(c.req.method, c.req.path);
    if (isPublic) c.req.raw = withoutSession(c.req.raw);
    await next();
    c.res.headers.set('x-request-id', c.get('requestId'));
    if (!isPublic) {
      c.res.headers.set('cache-control', 'no-store');
      return;
    }
    c.res.headers.set('access-control-allow-origin', '*');
    c.res.headers.set('cross-origin-resource-policy', 'cross-origin');
    if (c.res.status !== 200 || !c.res.headers.has('cache-control')) {
      c.res.headers.set('cache-control', 'no-store');
      return;
    }
    const etag = await etagOf(await c.res.clone().text());
    c.res.headers.set('etag', etag);
    if (!matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return;
    const headers = new Headers(c.res.headers);
    headers.delete('content-type');
    headers.delete('content-length');
    c.res = undefined;
    c.res = new Response(null, { status: 304, headers });
  };
}

/** Built from parts: a host's own Request class may not be one that `new Request(request)` can copy. */
function withoutSession({ url, method, headers, signal }: Request): Request {
  const publicHeaders = new Headers(headers);
  publicHeaders.delete('cookie');
  publicHeaders.delete('authorization');
  return new Request(url, { method, headers: publicHeaders, signal });
}
