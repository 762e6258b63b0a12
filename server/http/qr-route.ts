import { type Context, Hono } from 'hono';
import type { ApiDeps } from '../context.ts';
import { type CodeTarget, countScan, targetOfArticle, targetOfFanpage } from '../db/queries/fanpages.ts';
import { failureResponse } from '../portal/failure-response.ts';
import { messagePage } from '../portal/message-page.ts';
import { portalPolicy } from '../portal/portal.ts';
import { loadSite } from '../portal/site-context.ts';
import { portalPath } from '../procedures/article-loading.ts';
import { siteOriginOf } from './site-origin.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'now' | 'logger' | 'allowedOrigins' | 'portalAssets'>;

/**
 * `/q/{code}`, the target of printed QR codes: a code of digits is an article's short id, one that begins with a letter
 * a fanpage's. The redirect is temporary and not cached, because its target may change. A scan is counted by day,
 * without personal data.
 */
export function qrRoute(deps: Deps): Hono {
  const app = new Hono();

  app.use('/q/*', async (c, next) => {
    await next();
    c.header('content-security-policy', portalPolicy);
    c.header('x-content-type-options', 'nosniff');
    c.header('cache-control', 'no-store');
    c.header('referrer-policy', 'no-referrer');
    c.header('x-robots-tag', 'noindex');
  });

  app.get('/q/:code', async (c) => {
    // Codes are lower case, but may be typed in upper case from print.
    const code = c.req.param('code').toLowerCase();
    const target = await findTarget(deps, code);
    switch (target.kind) {
      case 'unknown':
        return message(deps, c, 404, 'Mã QR này không dẫn tới đâu', [
          'Mã có thể đã được chép sai một chữ, hoặc bài viết chưa được xuất bản.',
        ]);
      case 'gone':
        return /^\d/.test(code)
          ? message(deps, c, 410, 'Bài đã gỡ', [
              'Tòa soạn đã gỡ bài viết này.',
              ...(target.reason ? [`Lý do: ${target.reason}`] : []),
            ])
          : message(deps, c, 410, 'Trang này không còn nữa', [
              'Tòa soạn không còn dùng trang mà mã QR này từng dẫn tới.',
            ]);
      case 'found':
        if (isVisit(c.req.raw)) await countScan(deps.db, code, deps.clock());
        return c.redirect(target.to, 302);
    }
  });

  app.onError((error, c) => failureResponse(c, error, deps));

  return app;
}

async function message(
  deps: Deps,
  c: Context,
  status: 404 | 410,
  title: string,
  lines: string[],
): Promise<Response> {
  const site = await loadSite(deps, siteOriginOf(c.req.url, deps.allowedOrigins));
  return c.html(messagePage(site, title, lines), status);
}

function findTarget({ db, now }: Deps, code: string): Promise<CodeTarget> {
  if (!/^[1-9]\d{0,9}$/.test(code)) return targetOfFanpage(db, code);
  const shortId = Number(code);
  // The column is a 32-bit integer.
  if (shortId > 2_147_483_647) return Promise.resolve({ kind: 'unknown' });
  return targetOfArticle(db, shortId, now(), portalPath);
}

/** Excludes HEAD requests, prefetching and link previews. */
function isVisit({ method, headers }: Request): boolean {
  const purpose = ['sec-purpose', 'purpose', 'x-moz'].map((name) => headers.get(name) ?? '').join(' ');
  return method === 'GET' && !/prefetch|prerender|preview/i.test(purpose);
}
