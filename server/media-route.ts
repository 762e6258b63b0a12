import { type Context, Hono } from 'hono';
import { resolveActor } from './auth.ts';
import type { ApiDeps } from './context.ts';
import { isPublicMedia } from './db/queries/media.ts';
import { sniff } from './images/sniff.ts';
import { renditionKey } from './images/store-picture.ts';
import { problemResponse } from './problem.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'auth' | 'clock'>;

/**
 * The pictures by address: `/media/{id}/{width}.webp`. The desk gets every picture, readers those of what is
 * published now; everything else does not exist.
 *
 * The bytes behind an address never change, but who may have them does. So a shared cache may keep a public picture
 * for an hour and no longer: an article that is withdrawn takes its pictures along. After that the ETag saves the
 * transfer. What only the desk may see stays in the browser that asked.
 */
export function mediaRoute(deps: Deps): Hono {
  const app = new Hono();

  app.get('/media/:id/:name{[1-9][0-9]{0,4}\\.webp}', async (c) => {
    const { id, name } = c.req.param();
    if (!uuid.test(id)) return problemResponse('not-found');
    const isPublic = await isPublicMedia(deps.db, id, deps.clock());
    if (!isPublic && !(await resolveActor(deps.auth, deps.db, c.req.raw.headers))) {
      return problemResponse('not-found');
    }
    return picture(c, id, Number.parseInt(name, 10), isPublic);
  });

  async function picture(c: Context, id: string, width: number, isPublic: boolean): Promise<Response> {
    const etag = `"${id}-${width}"`;
    const headers = {
      etag,
      'cache-control': isPublic ? 'public, max-age=3600' : 'private, max-age=3600',
      // A shared cache that kept the answer to a signed-in person must not keep the refusal for the next one.
      ...(!isPublic && { vary: 'Cookie, Authorization' }),
    };
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    const bytes = await deps.files.get(renditionKey(id, width));
    if (!bytes) return problemResponse('not-found');
    return c.body(bytes, 200, {
      ...headers,
      // A browser without a WebP encoder, where the mock runs, makes PNG.
      'content-type': sniff(bytes) ?? 'application/octet-stream',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    });
  }

  return app;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function matches(ifNoneMatch: string | undefined, etag: string): boolean {
  const tags = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, '')) ?? [];
  return tags.includes('*') || tags.includes(etag);
}
