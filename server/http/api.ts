import { Hono, type MiddlewareHandler } from 'hono';
import { requestId } from 'hono/request-id';
import { secureHeaders } from 'hono/secure-headers';
import { auditExport } from '../audit/export-route.ts';
import { type RequestEnv, signInRoutes } from '../auth/sign-in.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps } from '../context.ts';
import { portal } from '../portal/portal.ts';
import { apiCaching } from './api-caching.ts';
import { checkContentType, isUploadPart, limitBodySize, rejectCrossOrigin, safeMethods } from './guards.ts';
import { logServerError } from './log-server-error.ts';
import { mediaRoute } from './media-route.ts';
import { openApiDocument } from './openapi.ts';
import { previewRoute } from './preview-route.ts';
import { problemResponse } from './problem.ts';
import { procedureRoutes } from './procedure-routes.ts';
import { qrRoute } from './qr-route.ts';
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

  app.use(requestId());
  app.use('/api/*', apiCaching(), secureHeaders(apiHeaders), rejectCrossOrigin(deps.allowedOrigins));
  app.use('/api/*', checkContentType(), limitBodySize(), afterMutation(deps.pages.clear));
  app.use('/api/uploads/*', tusProtocol());
  app.get('/api/openapi.json', async (c) => c.json(await openApiDocument()));
  app.route('/api/auth', signInRoutes(deps));
  app.route('/api', auditExport(deps));
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

/** Calls `callback` after a request that may have changed data, before its response is sent. */
function afterMutation(callback: () => void): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (!safeMethods.has(c.req.method) && !isUploadPart(c.req.method, c.req.path)) callback();
  };
}

/** API responses are data: nothing in them may be executed or framed. */
const apiHeaders = {
  contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
  xFrameOptions: 'DENY',
  // HSTS is for the operator's proxy to set.
  strictTransportSecurity: false,
};
