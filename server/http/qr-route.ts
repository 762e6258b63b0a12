import { type Context, Hono } from 'hono';
import { errorStatus } from '../../domain/contract/errors.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { type CodeTarget, countScan, targetOfArticle, targetOfFanpage } from '../db/queries/fanpages.ts';
import { noticePage } from '../portal/notice-page.ts';
import { portalPolicy } from '../portal/portal.ts';
import { plainSite, readSite } from '../portal/site.ts';
import { portalPath } from '../procedures/article-loading.ts';
import { logServerError } from './log-server-error.ts';
import { siteOriginOf } from './site-origin.ts';

type Deps = Pick<ApiDeps, 'db' | 'clock' | 'logger' | 'allowedOrigins'>;

/**
 * `/q/{code}`: where printed QR codes lead. A code of digits is an article's number, one that begins with a letter a
 * fanpage's. The answer is a redirect that nobody keeps, so that a code outlives the page that it led to; what is
 * counted is the day and nothing else: no address, no cookie, no referrer.
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
    // Printed in small letters; whoever types it off a poster may not.
    const code = c.req.param('code').toLowerCase();
    const now = deps.clock();
    const target = await targetOf(deps, code, now);
    switch (target.kind) {
      case 'unknown':
        return notice(deps, c, 404, 'Mã QR này không dẫn tới đâu', [
          'Mã có thể đã được chép sai một chữ, hoặc bài viết chưa được xuất bản.',
        ]);
      case 'gone':
        return /^\d/.test(code)
          ? notice(deps, c, 410, 'Bài đã gỡ', [
              'Tòa soạn đã gỡ bài viết này.',
              ...(target.reason ? [`Lý do: ${target.reason}`] : []),
            ])
          : notice(deps, c, 410, 'Trang này không còn nữa', [
              'Tòa soạn không còn dùng trang mà mã QR này từng dẫn tới.',
            ]);
      case 'found':
        if (isVisit(c.req.raw)) await countScan(deps.db, code, now);
        return c.redirect(target.to, 302);
    }
  });

  app.onError((error, c) => {
    const { code } = classifyError(error);
    logServerError(deps.logger, error, code, { method: c.req.method, path: c.req.path });
    const isAway = errorStatus[code] === 503;
    if (isAway) c.header('retry-after', '10');
    return notice(deps, c, isAway ? 503 : 500, 'Tạm thời gián đoạn', [
      'Trang chưa mở được lúc này. Mời bạn quét lại sau ít phút.',
    ]);
  });

  return app;
}

async function notice(
  { db, allowedOrigins }: Deps,
  c: Context,
  status: 404 | 410 | 500 | 503,
  title: string,
  lines: string[],
): Promise<Response> {
  const origin = siteOriginOf(c.req.url, allowedOrigins);
  // Without the database, when that is what failed.
  const site = status >= 500 ? await plainSite(origin) : await readSite(db, origin);
  return c.html(noticePage(site, title, lines), status);
}

function targetOf({ db }: Deps, code: string, now: Date): Promise<CodeTarget> {
  if (!/^[1-9]\d{0,9}$/.test(code)) return targetOfFanpage(db, code);
  const shortId = Number(code);
  // The column is a 32-bit integer.
  if (shortId > 2_147_483_647) return Promise.resolve({ kind: 'unknown' });
  return targetOfArticle(db, shortId, now, portalPath);
}

/** Somebody who goes there, not a program that asks what would be there, nor a browser that loads ahead. */
function isVisit({ method, headers }: Request): boolean {
  const purpose = ['sec-purpose', 'purpose', 'x-moz'].map((name) => headers.get(name) ?? '').join(' ');
  return method === 'GET' && !/prefetch|prerender|preview/i.test(purpose);
}
