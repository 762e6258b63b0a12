import type { Context } from 'hono';
import { errorStatus } from '../../domain/contract/errors.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { logServerError } from '../http/log-server-error.ts';
import { siteOriginOf } from '../http/site-origin.ts';
import { messagePage } from './message-page.ts';
import { defaultSite } from './site-context.ts';

/**
 * Logs an unexpected error and answers it with a page, 503 or 500, that needs no database.
 *
 * @param path for the log. Default: the request's, unless it holds a secret.
 */
export async function failureResponse(
  c: Context,
  error: unknown,
  deps: Pick<ApiDeps, 'logger' | 'allowedOrigins' | 'portalAssets'>,
  path = c.req.path,
): Promise<Response> {
  const { code } = classifyError(error);
  logServerError(deps.logger, error, code, { method: c.req.method, path });
  const isUnavailable = errorStatus[code] === 503;
  const site = await defaultSite(deps, siteOriginOf(c.req.url, deps.allowedOrigins));
  const lines = ['Trang chưa mở được lúc này. Mời bạn thử lại sau ít phút.'];
  c.header('cache-control', 'no-store');
  if (isUnavailable) c.header('retry-after', '10');
  return c.html(messagePage(site, 'Tạm thời gián đoạn', lines), isUnavailable ? 503 : 500);
}
