import type { MiddlewareHandler } from 'hono';
import { digestOf } from '../portal/assets.ts';
import { matchesIfNoneMatch } from './conditional-requests.ts';

const isPublicRead = (method: string, path: string): boolean =>
  (method === 'GET' || method === 'HEAD') && path.startsWith('/api/portal/');

/**
 * What `/api/portal` answers to a GET is the same for everybody: it is made without looking at who asks, any site's
 * script may read it, and what the procedure allows to be kept carries an ETag. The rest of the API is for whoever
 * asked alone, and kept nowhere. Every answer names the request.
 */
export function stampedAnswers(): MiddlewareHandler<{ Variables: { requestId: string } }> {
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
    const body = await c.res.clone().text();
    const etag = `"${await digestOf(body)}"`;
    const headers = new Headers(c.res.headers);
    headers.set('etag', etag);
    if (!matchesIfNoneMatch(c.req.header('if-none-match'), etag)) {
      c.res.headers.set('etag', etag);
      return;
    }
    headers.delete('content-type');
    headers.delete('content-length');
    c.res = undefined;
    c.res = new Response(null, { status: 304, headers });
  };
}

/** Not made out of the request itself: a host's own Request class need not be one that `Request` can copy. */
function withoutSession({ url, method, headers, signal }: Request): Request {
  const kept = new Headers(headers);
  kept.delete('cookie');
  kept.delete('authorization');
  return new Request(url, { method, headers: kept, signal });
}
