import { Hono, type MiddlewareHandler } from 'hono';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { auditExport } from '../audit/export-route.ts';
import { createSecurityLog } from '../auth/security-log.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps, RequestEnv } from '../context.ts';
import { articleState } from '../documents/state-route.ts';
import { portal } from '../portal/portal.ts';
import { apiCaching } from './api-caching.ts';
import { setBaselineHeaders } from './baseline-headers.ts';
import { checkContentType, isUploadPart, rejectCrossOrigin, safeMethods } from './guards.ts';
import { logServerError } from './log-server-error.ts';
import { mediaRoute } from './media-route.ts';
import { openApiDocument } from './openapi.ts';
import { previewRoute } from './preview-route.ts';
import { problemResponse } from './problem.ts';
import { procedureRoutes } from './procedure-routes.ts';
import { qrRoute } from './qr-route.ts';
import { readBody } from './request-body.ts';
import { securityEvents } from './security-events.ts';
import { tusProtocol } from './tus.ts';

/**
 * The backend as one `fetch` application, independent of its host: `/api/*`, images at `/media/*`, the portal at
 * `/portal/*`, QR codes at `/q/*`.
 *
 * Errors below `/api` are problem details (RFC 9457) with a code of `domain/contract/errors.ts`. Every response carries
 * `x-request-id`, which is also logged.
 */
export function createApi(deps: ApiDeps): Hono<RequestEnv> {
  const app = new Hono<RequestEnv>();

  app.use(requestId(), setBaselineHeaders());
  app.use('/api/*', apiCaching(), secureHeaders(apiHeaders), securityEvents(createSecurityLog(deps.logger)));
  app.use('/api/*', rejectCrossOrigin(deps.allowedOrigins));
  // Judges by headers alone; `readBody` is the first to read a byte of the body.
  app.use('/api/*', checkContentType());
  app.use('/api/uploads/*', tusProtocol());
  app.use('/api/*', readBody(deps), afterMutation(deps.pages.clear));
  app.get('/api/openapi.json', async (c) => c.json(await openApiDocument()));
  app.route('/api', auditExport(deps));
  app.route('/api', articleState(deps));
  app.all('/api/*', procedureRoutes(deps));
  app.route('/', mediaRoute(deps));
  app.route('/', previewRoute(deps));
  app.route('/', qrRoute(deps));
  app.route('/', portal(deps));

  app.notFound(() => problemResponse('not-found'));
  app.onError((error, c) => {
    const { code, parts } = classifyError(error);
    logServerError(deps.logger, error, code, {
      requestId: c.get('requestId'),
      method: c.req.method,
      path: c.req.path,
    });
    return problemResponse(code, parts);
  });
  return app;
}

/**
 * Calls `callback` after a request that may have changed data, before its response is sent. Not after a refused one, which
 * would be a way for strangers to keep the cache empty.
 */
function afterMutation(callback: () => void): MiddlewareHandler {
  return async (c, next) => {
    await next();
    const { method, path } = c.req;
    if (c.res.ok && !safeMethods.has(method) && !isUploadPart(method, path)) callback();
  };
}

/** API responses are data: nothing in them may be executed or framed. */
const apiHeaders = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  // Set by the Node host, which knows the public address.
  strictTransportSecurity: false,
};
