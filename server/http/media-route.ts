import { type Context, Hono } from 'hono';
import { renditionWidthsOf } from '../../domain/document/to-html.ts';
import { resolveActor } from '../auth/auth.ts';
import type { ApiDeps } from '../context.ts';
import { findMedia, isPublicMedia } from '../db/queries/media.ts';
import { cardSize } from '../images/image-tools.ts';
import { sniff } from '../images/sniff.ts';
import { cardKey, renditionKey } from '../images/store-picture.ts';
import { matchesIfNoneMatch } from './conditional-requests.ts';
import { problemResponse } from './problem.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'images' | 'auth' | 'clock'>;

/**
 * The pictures by address: `/media/{id}/{width}.webp`, and the crop for cards on other sites, `/media/{id}/og.jpg`,
 * which is made when it is first asked for. The desk gets every picture, readers those of what is
 * published now; everything else does not exist.
 *
 * The bytes behind an address never change, but who may have them does. So a shared cache may keep a public picture
 * for an hour and no longer: an article that is withdrawn takes its pictures along. After that the ETag saves the
 * transfer. What only the desk may see stays in the browser that asked.
 */
export function mediaRoute(deps: Deps): Hono {
  const app = new Hono();

  app.get('/media/:id/:name{[1-9][0-9]{0,4}\\.webp|og\\.jpg}', async (c) => {
    const { id, name } = c.req.param();
    if (!uuid.test(id)) return problemResponse('not-found');
    const isPublic = await isPublicMedia(deps.db, id, deps.clock());
    if (!isPublic && !(await resolveActor(deps.auth, deps.db, c.req.raw.headers))) {
      return problemResponse('not-found');
    }
    const read =
      name === 'og.jpg' ? () => card(id) : () => deps.files.get(renditionKey(id, Number.parseInt(name, 10)));
    return picture(c, `"${id}-${name.replace(/\.webp$/, '')}"`, isPublic, read);
  });

  /** Out of the widest rendition that a card needs. */
  async function card(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const made = await deps.files.get(cardKey(id));
    if (made) return made;
    const found = await findMedia(deps.db, id);
    if (!found) return null;
    const widths = renditionWidthsOf(found.media.width);
    const rendition = await deps.files.get(
      renditionKey(id, widths.find((width) => width >= cardSize.width) ?? widths.at(-1) ?? 320),
    );
    if (!rendition) return null;
    const bytes = await deps.images.card(rendition);
    // Kept to save the work; a store without room takes nothing from the reader, and the next one makes it anew.
    await deps.files.put(cardKey(id), bytes).catch(() => undefined);
    return bytes;
  }

  async function picture(
    c: Context,
    etag: string,
    isPublic: boolean,
    read: () => Promise<Uint8Array<ArrayBuffer> | null>,
  ): Promise<Response> {
    const headers = {
      etag,
      'cache-control': isPublic ? 'public, max-age=3600' : 'private, max-age=3600',
      // A shared cache that kept the answer to a signed-in person must not keep the refusal for the next one.
      ...(!isPublic && { vary: 'Cookie, Authorization' }),
    };
    if (matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    const bytes = await read();
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
