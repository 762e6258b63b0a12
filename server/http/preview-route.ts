import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { errorStatus } from '../../domain/contract/errors.ts';
import { hashLinkToken } from '../auth/link-token.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { isUuid } from '../cursor.ts';
import {
  asReaderArticle,
  findByToken,
  incrementOpenedCount,
  isMediaOfToken,
  mediaOfRevision,
} from '../db/queries/previews.ts';
import { sniff } from '../images/sniff.ts';
import { renditionKey } from '../images/store-picture.ts';
import { noticePage } from '../portal/notice-page.ts';
import { previewStylesheet, renderShared } from '../portal/preview-page.ts';
import { plainSite } from '../portal/site.ts';
import { logServerError } from './log-server-error.ts';
import { problemResponse } from './problem.ts';
import { siteOriginOf } from './site-origin.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'files' | 'logger' | 'allowedOrigins'>;

const token = ':token{[A-Za-z0-9_-]{43}}';

/**
 * What somebody without an account reads of an article before readers do: `/portal/xem-truoc/{token}`, and the
 * pictures of that revision below it. Whoever has the address may read, so it is kept by no cache, found by no search
 * engine and told to no other site. A link that is no longer open answers 410, one that never was 404, both with the
 * same words, which name no article.
 */
export function previewRoute(deps: Deps): Hono {
  const app = new Hono();
  const { db, clock, files } = deps;

  app.use('/portal/xem-truoc/*', privacy());

  app.get('/portal/xem-truoc.css', (c) => {
    c.header('cache-control', 'no-cache');
    c.header('x-content-type-options', 'nosniff');
    return c.body(previewStylesheet, 200, { 'content-type': 'text/css; charset=utf-8' });
  });

  app.get(`/portal/xem-truoc/${token}`, async (c) => {
    const now = clock();
    const secret = c.req.param('token');
    const opened = await findByToken(db, await hashLinkToken(secret), now);
    if (opened === null || opened === 'gone') return closed(c, opened === null ? 404 : 410);
    const { id, revisionId, expiresAt, unpublished } = opened;
    const page = await renderShared(
      { db, origin: originOf(c), now },
      await asReaderArticle(db, unpublished, now),
      { token: secret, mediaIds: await mediaOfRevision(db, revisionId), expiresAt },
    );
    if (c.req.method === 'GET') await incrementOpenedCount(db, id, now);
    return c.html(page);
  });

  app.get(`/portal/xem-truoc/${token}/anh/:id/:name{[1-9][0-9]{0,4}\\.webp}`, async (c) => {
    const { id, name } = c.req.param();
    if (!isUuid(id) || !(await isMediaOfToken(db, await hashLinkToken(c.req.param('token')), id, clock()))) {
      return problemResponse('not-found');
    }
    const bytes = await files.get(renditionKey(id, Number.parseInt(name, 10)));
    if (!bytes) return problemResponse('not-found');
    return c.body(bytes, 200, { 'content-type': sniff(bytes) ?? 'application/octet-stream' });
  });

  app.all('/portal/xem-truoc/*', (c) => closed(c, 404));

  app.onError(async (error, c) => {
    const { code } = classifyError(error);
    // Without the path: it holds the token.
    logServerError(deps.logger, error, code, { method: c.req.method, path: '/portal/xem-truoc' });
    const lines = ['Trang chưa mở được lúc này. Mời bạn thử lại sau ít phút.'];
    const isAway = errorStatus[code] === 503;
    const site = await plainSite(siteOriginOf(c.req.url, deps.allowedOrigins));
    return c.html(noticePage(site, 'Tạm thời gián đoạn', lines), isAway ? 503 : 500);
  });

  /** Without menu and newsroom: it says nothing of what it once was. */
  async function closed(c: Context, status: 404 | 410): Promise<Response> {
    const lines = [
      'Liên kết đã hết hạn, đã được thu hồi, hoặc chưa từng có.',
      'Nếu bạn vẫn cần đọc, hãy hỏi lại người đã gửi liên kết cho bạn.',
    ];
    return c.html(noticePage(await plainSite(originOf(c)), 'Không mở được bản xem trước', lines), status);
  }

  const originOf = (c: Context) => siteOriginOf(c.req.url, deps.allowedOrigins);

  return app;
}

/** Nothing but our own styles, fonts and pictures; kept nowhere, found nowhere, told to nobody. */
function privacy(): MiddlewareHandler {
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
