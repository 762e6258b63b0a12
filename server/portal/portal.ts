import { type Context, Hono } from 'hono';
import { limits } from '../../domain/limits.ts';
import type { ApiDeps, RequestEnv } from '../context.ts';
import { matchesIfNoneMatch } from '../http/conditional-requests.ts';
import { withPrebuiltBody } from '../http/prebuilt-body.ts';
import { siteOriginOf } from '../http/site-origin.ts';
import { failureResponse } from './failure-response.ts';
import { robotsTxt } from './feeds.ts';
import type { CachedPage, PageCache } from './page-cache.ts';
import { frontPath } from './paths.ts';
import type { PortalAssets } from './portal-assets.ts';
import {
  type RenderContext,
  type RenderResult,
  renderArticle,
  renderCategory,
  renderFrontPage,
  renderRss,
  renderSearch,
  renderSitemap,
} from './render-pages.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'logger' | 'allowedOrigins' | 'portalAssets'> & {
  pages: PageCache;
};

/** The readers' pages, rendered on request from the published revisions. Caching: `docs/decisions/007-portal-cache.md`. */
export function portal(deps: Deps): Hono<RequestEnv> {
  const { db, portalAssets } = deps;
  const app = new Hono<RequestEnv>();

  app.get('/portal', (c) => send(c, 'front', renderFrontPage));
  app.get('/portal/', (c) => c.redirect(frontPath, 301));
  app.get('/portal/portal.css', (c) => portalAssets.respond('portal.css', c.req.query('v')));
  app.get('/portal/portal.js', (c) => portalAssets.respond('portal.js', c.req.query('v')));
  app.get('/portal/tim-kiem', (c) => {
    const q = (c.req.query('q') ?? '')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, limits.searchMaxChars)
      .toWellFormed();
    const cursor = c.req.query('truoc');
    const key = `search ${JSON.stringify([q, cursor])}`;
    return send(c, key, (context) => renderSearch(context, q, cursor), { redirectsWithQuery: false });
  });
  app.get('/portal/rss.xml', (c) => send(c, 'rss', (context) => renderRss(context, null)));
  app.get('/portal/sitemap.xml', (c) => send(c, 'sitemap', (context) => renderSitemap(context, null)));
  app.get('/portal/sitemap/:name{[a-z0-9-]+\\.xml}', (c) => {
    const name = c.req.param('name').slice(0, -'.xml'.length);
    return send(c, `sitemap ${name}`, (context) => renderSitemap(context, name));
  });
  app.get('/portal/chuyen-muc/:path{.+}', (c) => {
    const [, path = '', feed] = /^(.*?)\/*(\/rss\.xml)?$/.exec(c.req.param('path')) ?? [];
    if (feed) return send(c, `rss ${path}`, (context) => renderRss(context, path));
    const cursor = c.req.query('truoc');
    const key = `category ${JSON.stringify([path, cursor])}`;
    return send(c, key, (context) => renderCategory(context, path, cursor));
  });
  app.get('/portal/:slugAndId', (c) => {
    const slugAndId = c.req.param('slugAndId');
    return send(c, `article ${slugAndId}`, (context) => renderArticle(context, slugAndId));
  });
  app.get('/robots.txt', (c) => {
    return c.text(robotsTxt(originOf(c)), 200, { 'cache-control': 'public, max-age=3600' });
  });

  app.onError(async (error, c) => {
    for (const [name, value] of Object.entries(await securityHeaders(portalAssets))) c.header(name, value);
    return failureResponse(c, error, deps);
  });

  async function send(
    c: Context<RequestEnv>,
    cacheKey: string,
    render: (context: RenderContext) => Promise<RenderResult>,
    { redirectsWithQuery = true }: { redirectsWithQuery?: boolean } = {},
  ): Promise<Response> {
    const origin = originOf(c);
    const result = await deps.pages.get(`${origin} ${cacheKey}`, () =>
      render({ db, portalAssets, origin, now: deps.now() }),
    );
    const security = await securityHeaders(portalAssets);
    switch (result.kind) {
      case 'page':
        return sendPage(c, result, security);
      case 'moved':
        return c.body(null, 301, {
          location: result.path + (redirectsWithQuery ? new URL(c.req.url).search : ''),
          'cache-control': 'public, max-age=0, s-maxage=30',
        });
      case 'withdrawn':
        return c.html(result.body, 410, { ...security, 'cache-control': 'public, max-age=0, s-maxage=30' });
      case 'not-found':
        // Not stored: the path may be of an article that is about to be published.
        return c.html(result.body, 404, { ...security, 'cache-control': 'no-store' });
    }
  }

  function originOf(c: Context<RequestEnv>): string {
    return siteOriginOf(c.req.url, deps.allowedOrigins);
  }

  return app;
}

async function sendPage(
  c: Context<RequestEnv>,
  page: CachedPage,
  security: Record<string, string>,
): Promise<Response> {
  const { etag } = page;
  const headers: Record<string, string> = { ...page.headers, ...security };
  const acceptsGzip = /\bgzip\b/.test(c.req.header('accept-encoding') ?? '');
  // The tag is of the uncompressed bytes.
  if (acceptsGzip) headers.etag = `W/${etag}`;
  if (matchesIfNoneMatch(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  if (acceptsGzip) headers['content-encoding'] = 'gzip';
  const bytes = acceptsGzip ? await page.gzipped() : page.bytes;
  return c.env?.acceptsPrebuiltBody
    ? withPrebuiltBody(c.body(null, 200, headers), bytes)
    : c.body(bytes, 200, headers);
}

/** @param styles sources of `style-src`. Data blocks (JSON-LD) are not executed and need no permission. */
const contentSecurityPolicy = (styles: string): string =>
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

/** For pages without inline styles. */
export const portalPolicy = contentSecurityPolicy("'self'");

async function securityHeaders(assets: PortalAssets): Promise<Record<string, string>> {
  return {
    'content-security-policy': contentSecurityPolicy(`'self' ${await assets.inlineStyleSource()}`),
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
  };
}
