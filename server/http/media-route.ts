import { type Context, Hono } from 'hono';
import { renditionWidthsOf } from '../../domain/renditions.ts';
import { isPermitted } from '../auth/authorize.ts';
import { resolveSession } from '../auth/sessions.ts';
import type { ApiDeps } from '../context.ts';
import { findMedia, isPublicMedia } from '../db/queries/media.ts';
import { cardSize } from '../images/image-tools.ts';
import { sniff } from '../images/sniff.ts';
import { cardKey, renditionKey } from '../images/store-picture.ts';
import { matchesIfNoneMatch } from './conditional-requests.ts';
import { problemResponse } from './problem.ts';

type Deps = Pick<ApiDeps, 'db' | 'files' | 'images' | 'auth' | 'clock' | 'now'>;

/**
 * Images: `/media/{id}/{width}.webp`, and `/media/{id}/og.jpg`, the crop for link cards on other sites, which is made
 * on first request. Signed-in people get every image, readers those of published articles, others 404.
 *
 * The bytes of a path never change, but access to them does: a withdrawn article takes its images along. So shared
 * caches store public images for an hour, then revalidate by ETag; other images are stored by the browser only.
 */
export function mediaRoute(deps: Deps): Hono {
  const app = new Hono();

  app.get('/media/:id/:name{(?:[1-9][0-9]{0,4}\\.webp|og\\.jpg)}', async (c) => {
    const { id, name } = c.req.param();
    if (!uuid.test(id)) return problemResponse('not-found');
    const isPublic = await isPublicMedia(deps.db, id, deps.now());
    if (!isPublic && !(await maySeeUnpublished(c.req.raw.headers))) {
      return problemResponse('not-found');
    }
    const read =
      name === 'og.jpg'
        ? () => cardImage(id)
        : () => deps.files.get(renditionKey(id, Number.parseInt(name, 10)));
    return imageResponse(c, `"${id}-${name.replace(/\.webp$/, '')}"`, isPublic, read);
  });

  async function maySeeUnpublished(headers: Headers): Promise<boolean> {
    const { session } = await resolveSession(deps, headers, { isUse: true });
    return isPermitted(session, 'media.read');
  }

  const cards = new Map<string, Promise<Uint8Array<ArrayBuffer> | null>>();

  /** Concurrent requests wait for the same card. */
  function cardImage(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const card = cards.get(id) ?? readOrMakeCard(id).finally(() => cards.delete(id));
    cards.set(id, card);
    return card;
  }

  /** Made from the smallest rendition that is wide enough, and stored. */
  async function readOrMakeCard(id: string): Promise<Uint8Array<ArrayBuffer> | null> {
    const stored = await deps.files.get(cardKey(id));
    if (stored) return stored;
    const found = await findMedia(deps.db, id);
    if (!found) return null;
    const widths = renditionWidthsOf(found.media.width);
    const rendition = await deps.files.get(
      renditionKey(id, widths.find((width) => width >= cardSize.width) ?? widths.at(-1) ?? 320),
    );
    if (!rendition) return null;
    const bytes = await deps.images.card(rendition);
    // When the store is full, the next request makes the crop again.
    await deps.files.put(cardKey(id), bytes).catch(() => undefined);
    return bytes;
  }

  async function imageResponse(
    c: Context,
    etag: string,
    isPublic: boolean,
    read: () => Promise<Uint8Array<ArrayBuffer> | null>,
  ): Promise<Response> {
    const headers = {
      etag,
      'cache-control': isPublic ? 'public, max-age=3600' : 'private, max-age=3600',
      // A response to a signed-in person must not be served to others, nor a refusal to them.
      ...(!isPublic && { vary: 'Cookie, Authorization' }),
      // The portal's API is for other sites too.
      ...(isPublic && { 'cross-origin-resource-policy': 'cross-origin' }),
    };
    if (matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    const bytes = await read();
    if (!bytes) return problemResponse('not-found');
    return c.body(bytes, 200, {
      ...headers,
      // The mock makes PNG in browsers without a WebP encoder.
      'content-type': sniff(bytes) ?? 'application/octet-stream',
      'content-disposition': 'inline',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'",
    });
  }

  return app;
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
