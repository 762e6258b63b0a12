import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { etag } from 'hono/etag';
import { errorStatus } from '../../domain/contract/errors.ts';
import type { ApiDeps } from '../context.ts';
import { failureOf } from '../failure.ts';
import { logFailure } from '../log-failure.ts';
import { portalPath } from '../procedures/article-loading.ts';
import { articlePage, noticePage } from './pages.ts';
import { findForReaders, type ReaderArticle } from './reader-article.ts';
import { stylesheet } from './stylesheet.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'logger' | 'allowedOrigins'>;

/** How long a shared cache may answer without asking, and then while it asks. Seconds. */
const freshSeconds = 30;
const staleSeconds = 60;

/**
 * The pages that readers get, rendered from the published revision at the moment of the request: no script, no stored
 * HTML. Browsers always ask again (304 by ETag); a shared cache in front may answer for half a minute and, while it
 * asks, a minute more. So a withdrawn article is gone from everywhere within a minute and a half, and a correction
 * with a time of its own comes on time: the answers before it are kept no longer than until then.
 */
export function portal(deps: Deps): Hono {
  const app = new Hono();
  const fingerprint = digestOf(stylesheet);
  const stylesheetPath = async () => `/portal/portal.css?v=${await fingerprint}`;

  app.use('/portal/*', etag(), security());

  app.get('/portal/portal.css', async (c) => {
    // The address names the content, so it may be kept for good; without its fingerprint it may not.
    const isNamed = c.req.query('v') === (await fingerprint);
    c.header('cache-control', isNamed ? 'public, max-age=31536000, immutable' : 'no-cache');
    return c.body(stylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });

  app.get('/portal/:slugAndId', async (c) => {
    const { slug, shortId } = parseAddress(c.req.param('slugAndId'));
    if (shortId === null) return notFound(c);
    const now = deps.clock();
    const found = await findForReaders(deps.db, shortId, now);
    switch (found.kind) {
      case 'not-found':
        return notFound(c);
      case 'withdrawn': {
        c.header('cache-control', `public, max-age=0, s-maxage=${freshSeconds}`);
        const reason = found.reason ? [`Lý do: ${found.reason}`] : [];
        const lines = ['Tòa soạn đã gỡ bài viết này.', ...reason];
        return c.html(noticePage('Bài đã gỡ', lines, await stylesheetPath()), 410);
      }
      case 'visible': {
        const { article } = found;
        const path = portalPath(article.slug, shortId);
        c.header('cache-control', cacheControl(article, now));
        if (slug !== article.slug) return c.redirect(path + new URL(c.req.url).search, 301);
        return c.html(articlePage(article, { origin: originOf(c), path }, await stylesheetPath()));
      }
    }
  });

  app.onError(async (error, c) => {
    const { code } = failureOf(error);
    logFailure(deps.logger, error, code, { method: c.req.method, path: c.req.path });
    const isAway = errorStatus[code] === 503;
    c.header('cache-control', 'no-store');
    if (isAway) c.header('retry-after', '10');
    const lines = ['Trang chưa mở được lúc này. Mời bạn thử lại sau ít phút.'];
    return c.html(noticePage('Tạm thời gián đoạn', lines, await stylesheetPath()), isAway ? 503 : 500);
  });

  async function notFound(c: Context): Promise<Response> {
    // Never kept: the article may be about to appear.
    c.header('cache-control', 'no-store');
    const lines = ['Địa chỉ này không có bài viết nào, hoặc bài chưa được xuất bản.'];
    return c.html(noticePage('Không tìm thấy bài viết', lines, await stylesheetPath()), 404);
  }

  /** A `Host` that nobody configured must not get into a page that a cache keeps. */
  function originOf(c: Context): string {
    const { origin } = new URL(c.req.url);
    return deps.allowedOrigins.includes(origin) ? origin : (deps.allowedOrigins[0] ?? origin);
  }

  return app;
}

/** `{slug}-{shortId}`; a bare number is an address without a slug. */
function parseAddress(slugAndId: string): { slug: string; shortId: number | null } {
  const [, slug = '', digits] = /^(?:(.*)-)?([1-9]\d{0,9})$/.exec(slugAndId) ?? [];
  const shortId = Number(digits);
  // The column is a 32-bit integer.
  return { slug, shortId: Number.isInteger(shortId) && shortId <= 2_147_483_647 ? shortId : null };
}

function cacheControl({ nextFrom }: ReaderArticle, now: Date): string {
  const left = nextFrom ? Math.floor((nextFrom.getTime() - now.getTime()) / 1000) : Infinity;
  const fresh = Math.max(0, Math.min(freshSeconds, left));
  const stale = Math.max(0, Math.min(staleSeconds, left - fresh));
  return `public, max-age=0, s-maxage=${fresh}, stale-while-revalidate=${stale}`;
}

/** Nothing but our own styles, fonts and pictures; no script at all, no frame around it. */
function security(): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('x-content-type-options', 'nosniff');
    c.header('referrer-policy', 'strict-origin-when-cross-origin');
  };
}

/** The first 16 hex digits of the SHA-256. */
async function digestOf(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest).subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );
}
