import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { hashLinkToken } from '../auth/link-token.ts';
import type { ApiDeps } from '../context.ts';
import { isUuid } from '../cursor.ts';
import { readTime } from '../db/database-time.ts';
import {
  asReaderArticle,
  findByToken,
  incrementOpenedCount,
  isMediaOfToken,
  mediaOfRevision,
} from '../db/queries/previews.ts';
import { sniff } from '../images/sniff.ts';
import { renditionKey } from '../images/store-picture.ts';
import { failureResponse } from '../portal/failure-response.ts';
import { messagePage } from '../portal/message-page.ts';
import { previewStylesheetPath } from '../portal/paths.ts';
import { renderSharedPreview } from '../portal/preview-page.ts';
import { defaultSite } from '../portal/site-context.ts';
import { problemResponse } from './problem.ts';
import { siteOriginOf } from './site-origin.ts';

type Deps = Pick<ApiDeps, 'db' | 'now' | 'files' | 'logger' | 'allowedOrigins' | 'portalAssets'>;

const token = ':token{[A-Za-z0-9_-]{43}}';

/**
 * `/portal/xem-truoc/{token}`: the preview of one revision for somebody without an account, and its images below it.
 * The path is the secret, so no response is cached, indexed or sent with a referrer. A closed link answers 410 and an
 * unknown one 404, with the same text, which does not name the article.
 */
export function previewRoute(deps: Deps): Hono {
  const app = new Hono();
  const { db, files, portalAssets } = deps;

  app.use('/portal/xem-truoc/*', privateHeaders());

  app.get(previewStylesheetPath, (c) => {
    c.header('cache-control', 'no-cache');
    c.header('x-content-type-options', 'nosniff');
    return c.body(portalAssets.previewStylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });

  app.get(`/portal/xem-truoc/${token}`, async (c) => {
    const now = deps.now();
    const secret = c.req.param('token');
    const opened = await findByToken(db, await hashLinkToken(secret), now);
    if (opened === null || opened === 'gone') return closed(c, opened === null ? 404 : 410);
    const { id, revisionId, expiresAt, unpublished } = opened;
    const page = await renderSharedPreview(
      { db, portalAssets, origin: originOf(c), now },
      await asReaderArticle(db, unpublished, await readTime(db, now)),
      { token: secret, mediaIds: await mediaOfRevision(db, revisionId), expiresAt },
    );
    if (c.req.method === 'GET') await incrementOpenedCount(db, id, now);
    return c.html(page);
  });

  app.get(`/portal/xem-truoc/${token}/anh/:id/:name{[1-9][0-9]{0,4}\\.webp}`, async (c) => {
    const { id, name } = c.req.param();
    const tokenHash = await hashLinkToken(c.req.param('token'));
    if (!isUuid(id) || !(await isMediaOfToken(db, tokenHash, id, deps.now()))) {
      return problemResponse('not-found');
    }
    const bytes = await files.get(renditionKey(id, Number.parseInt(name, 10)));
    if (!bytes) return problemResponse('not-found');
    return c.body(bytes, 200, { 'content-type': sniff(bytes) ?? 'application/octet-stream' });
  });

  app.all('/portal/xem-truoc/*', (c) => closed(c, 404));

  // The path holds the token, so it is not logged.
  app.onError((error, c) => failureResponse(c, error, deps, '/portal/xem-truoc'));

  /** Without the newsroom's name and menu, so that nothing hints at the article. */
  async function closed(c: Context, status: 404 | 410): Promise<Response> {
    const lines = [
      'Liên kết đã hết hạn, đã được thu hồi, hoặc chưa từng có.',
      'Nếu bạn vẫn cần đọc, hãy hỏi lại người đã gửi liên kết cho bạn.',
    ];
    return c.html(
      messagePage(await defaultSite(deps, originOf(c)), 'Không mở được bản xem trước', lines),
      status,
    );
  }

  const originOf = (c: Context) => siteOriginOf(c.req.url, deps.allowedOrigins);

  return app;
}

/** No scripts, no caching, no indexing, no referrer. */
function privateHeaders(): MiddlewareHandler {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
  return async (c, next) => {
    await next();
    c.header('content-security-policy', policy);
    c.header('cache-control', 'no-store');
    c.header('x-robots-tag', 'noindex, nofollow, noarchive');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-content-type-options', 'nosniff');
  };
}
