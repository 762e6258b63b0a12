import { ValidationError } from '@orpc/contract';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError, traverseContractProcedures } from '@orpc/server';
import type { MiddlewareHandler } from 'hono';
import { contract } from '../../domain/contract/contract.ts';
import { copySessionHeaders, renewSession } from '../auth/auth.ts';
import type { RequestEnv } from '../auth/sign-in.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps, RequestContext } from '../context.ts';
import { router } from '../procedures/router.ts';
import { invalidInput } from './invalid-input.ts';
import { logServerError } from './log-server-error.ts';
import { fail, isProblemError, partsOf, problemOf, problemResponse, problemType } from './problem.ts';
import { siteOriginOf } from './site-origin.ts';

/** Serves the contract's procedures below `/api`, with the actor of the session. */
export function procedureRoutes(
  deps: ApiDeps,
): MiddlewareHandler<RequestEnv & { Variables: { requestId: string } }> {
  const handler = new OpenAPIHandler(router, {
    clientInterceptors: [
      async ({ next, procedure, context }) => {
        try {
          return await next();
        } catch (error) {
          const { route } = procedure['~orpc'];
          if (isRefusedInput(error)) throw invalidInput(error.cause, route);
          const { code, parts } = classifyError(error);
          const { requestId } = context;
          logServerError(deps.logger, error, code, { requestId, method: route.method, path: route.path });
          throw fail(code, parts, error);
        }
      },
    ],
    // The interceptor has turned errors of procedures into problems; others are oRPC's own.
    customErrorResponseBodyEncoder: (error) => {
      if (isProblemError(error)) return problemOf(error.code, partsOf(error));
      if (error.code === 'BAD_REQUEST') return problemOf('malformed');
      logServerError(deps.logger, error.cause ?? error, 'internal', {});
      return problemOf('internal');
    },
  });

  return async (c) => {
    const { raw } = c.req;
    // Hono answers HEAD with the response of GET, without its body.
    const request = raw.method === 'HEAD' ? new Request(raw.url, { headers: raw.headers }) : raw;
    const { session, headers } = await renewSession(deps.auth, deps.db, request.headers);
    const context: RequestContext = {
      ...deps,
      actor: session?.actor ?? null,
      user: session?.user ?? null,
      headers: request.headers,
      responseHeaders: new Headers(),
      requestId: c.get('requestId'),
      siteOrigin: siteOriginOf(raw.url, deps.allowedOrigins),
      clientAddress: c.env?.clientAddress ?? null,
    };
    const { matched, response } = await handler.handle(request, { prefix: '/api', context });
    const answer = matched ? new Response(response.body, response) : unmatchedResponse(request);
    if (!answer.ok) answer.headers.set('content-type', problemType);
    for (const [name, value] of context.responseHeaders) answer.headers.set(name, value);
    copySessionHeaders(headers, answer.headers);
    return answer;
  };
}

function isRefusedInput(error: unknown): error is { cause: ValidationError } {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError;
}

/** All routes, to distinguish 405 from 404. */
const addresses = [{ method: 'POST', pattern: /^\/api\/auth\/(sign-in\/email|sign-out|revoke-sessions)$/ }];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: procedure }) => {
  const { method = 'POST', path = '' } = procedure['~orpc'].route;
  addresses.push({ method, pattern: new RegExp(`^/api${path.replace(/\{\w+\}/g, '[^/]+')}/?$`) });
});

function unmatchedResponse(request: Request): Response {
  const { pathname } = new URL(request.url);
  const allowed = addresses.filter(({ pattern }) => pattern.test(pathname)).map(({ method }) => method);
  if (allowed.length === 0) return problemResponse('not-found');
  const response = problemResponse('method-not-allowed');
  response.headers.set('allow', [...new Set(allowed)].join(', '));
  return response;
}
