import { type Context, Hono } from 'hono';
import { errorStatus } from '../../domain/contract/errors.ts';
import { limits } from '../../domain/limits.ts';
import type { RequestEnv } from '../auth/sign-in.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { matchesIfNoneMatch } from '../http/conditional-requests.ts';
import { logServerError } from '../http/log-server-error.ts';
import { withPrebuiltBody } from '../http/prebuilt-body.ts';
import { siteOriginOf } from '../http/site-origin.ts';
import { frontPath } from './addresses.ts';
import {
  type Answer,
  type Asked,
  articleAnswer,
  categoryAnswer,
  frontAnswer,
  rssAnswer,
  searchAnswer,
  sitemapAnswer,
} from './answers.ts';
import { portalAsset } from './assets.ts';
import { robotsTxt } from './feeds.ts';
import { noticePage } from './notice-page.ts';
import type { PageCache, SendablePage } from './page-cache.ts';
import { plainSite } from './site.ts';
import { stylesheet } from './stylesheet.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'logger' | 'allowedOrigins'> & { pages: PageCache };

/**
 * The pages that readers get, rendered from what is published at the moment of the request; no script is needed.
 * Browsers always ask again (304 by ETag); a shared cache in front may answer for half a minute and, while it asks, a
 * minute more. So a withdrawn article is gone from everywhere within a minute and a half and from this server at once,
 * and what has a time of its own comes on time: the answers before it are kept no longer than until then.
 */
export function portal(deps: Deps): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>();

  app.get('/portal', (c) => send(c, 'front', frontAnswer));
  app.get('/portal/', (c) => c.redirect(frontPath, 301));
  app.get('/portal/:name{portal\\.(?:css|js)}', async (c) => {
    return (await portalAsset(c.req.param('name'), c.req.query('v'))) ?? c.notFound();
  });
  app.get('/portal/tim-kiem', (c) => {
    const q = (c.req.query('q') ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, limits.searchMaxChars)
      .toWellFormed();
    const cursor = c.req.query('truoc');
    return send(c, `search ${JSON.stringify([q, cursor])}`, (asked) => searchAnswer(asked, q, cursor), {
      keepsQuery: false,
    });
  });
  app.get('/portal/rss.xml', (c) => send(c, 'rss', (asked) => rssAnswer(asked, null)));
  app.get('/portal/sitemap.xml', (c) => send(c, 'sitemap', (asked) => sitemapAnswer(asked, null)));
  app.get('/portal/sitemap/:name{[a-z0-9-]+\\.xml}', (c) => {
    const name = c.req.param('name').slice(0, -'.xml'.length);
    return send(c, `sitemap ${name}`, (asked) => sitemapAnswer(asked, name));
  });
  app.get('/portal/chuyen-muc/:path{.+}', (c) => {
    const [, path = '', feed] = /^(.*?)\/*(\/rss\.xml)?$/.exec(c.req.param('path')) ?? [];
    if (feed) return send(c, `rss ${path}`, (asked) => rssAnswer(asked, path));
    const cursor = c.req.query('truoc');
    return send(c, `category ${JSON.stringify([path, cursor])}`, (asked) =>
      categoryAnswer(asked, path, cursor),
    );
  });
  app.get('/portal/:slugAndId', (c) => {
    const slugAndId = c.req.param('slugAndId');
    return send(c, `article ${slugAndId}`, (asked) => articleAnswer(asked, slugAndId));
  });
  app.get('/robots.txt', (c) => {
    return c.text(robotsTxt(originOf(c)), 200, { 'cache-control': 'public, max-age=3600' });
  });

  app.onError(async (error, c) => {
    const { code } = classifyError(error);
    logServerError(deps.logger, error, code, { method: c.req.method, path: c.req.path });
    const isAway = errorStatus[code] === 503;
    const lines = ['Trang chưa mở được lúc này. Mời bạn thử lại sau ít phút.'];
    const body = noticePage(await plainSite(originOf(c)), 'Tạm thời gián đoạn', lines);
    return c.html(body, isAway ? 503 : 500, {
      ...(await security()),
      'cache-control': 'no-store',
      ...(isAway && { 'retry-after': '10' }),
    });
  });

  async function send(
    c: Context<RequestEnv>,
    key: string,
    make: (asked: Asked) => Promise<Answer>,
    { keepsQuery = true }: { keepsQuery?: boolean } = {},
  ): Promise<Response> {
    const origin = originOf(c);
    const answer = await deps.pages.get(`${origin} ${key}`, (now) => make({ db: deps.db, origin, now }));
    switch (answer.kind) {
      case 'page':
        return sendPage(c, answer);
      case 'moved':
        return c.body(null, 301, {
          location: answer.path + (keepsQuery ? new URL(c.req.url).search : ''),
          'cache-control': 'public, max-age=0, s-maxage=30',
        });
      case 'withdrawn':
        return c.html(answer.body, 410, {
          ...(await security()),
          'cache-control': 'public, max-age=0, s-maxage=30',
        });
      case 'not-found':
        // Never kept: it may be about to appear.
        return c.html(answer.body, 404, { ...(await security()), 'cache-control': 'no-store' });
    }
  }

  function originOf(c: Context<RequestEnv>): string {
    return siteOriginOf(c.req.url, deps.allowedOrigins);
  }

  return app;
}

async function sendPage(c: Context<RequestEnv>, page: SendablePage): Promise<Response> {
  const { etag } = page;
  const headers: Record<string, string> = { ...page.headers, ...(await security()) };
  const isZipped = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  // The bytes are others than those that the tag is of.
  if (isZipped) headers.etag = `W/${etag}`;
  if (matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  if (isZipped) headers['content-encoding'] = 'gzip';
  const bytes = isZipped ? await page.zipped() : page.bytes;
  return c.env?.acceptsPrebuiltBody
    ? withPrebuiltBody(c.body(null, 200, headers), bytes)
    : c.body(bytes, 200, headers);
}

const policyWith = (styles: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src ${styles}`,
    "font-src 'self'",
    "img-src 'self'",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Nothing but our own script, styles, fonts and pictures; no frame around it. Data blocks are never run. */
export const portalPolicy = policyWith("'self'");

/** The same, and the styles that come with a page, named by their hash. */
async function pagePolicy(): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(stylesheet));
  return policyWith(`'self' 'sha256-${btoa(String.fromCharCode(...new Uint8Array(hash)))}'`);
}

let policy: Promise<string> | undefined;

/** Headers of every answer of the portal that is a page. */
async function security(): Promise<Record<string, string>> {
  policy ??= pagePolicy();
  return {
    'content-security-policy': await policy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
  };
}
