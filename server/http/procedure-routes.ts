import { ValidationError } from '@orpc/contract';
import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { ORPCError } from '@orpc/server';
import type { MiddlewareHandler } from 'hono';
import { resolveSession } from '../auth/sessions.ts';
import { classifyError } from '../classify-error.ts';
import type { ApiDeps, RequestContext, RequestEnv } from '../context.ts';
import { router } from '../procedures/router.ts';
import { apiRoutesAt } from './api-routes.ts';
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
    const { session, end } = await resolveSession(deps, request.headers, { isUse: true });
    if (session) c.set('accountId', session.actor.id);
    const context: RequestContext = {
      ...deps,
      actor: session?.actor ?? null,
      user: session?.user ?? null,
      session,
      sessionEnd: end,
      headers: request.headers,
      query: new URL(raw.url).searchParams,
      responseHeaders: new Headers(),
      requestId: c.get('requestId'),
      siteOrigin: siteOriginOf(raw.url, deps.allowedOrigins),
      clientAddress: c.env?.clientAddress ?? null,
      reportHidden: (code) => c.set('hiddenRefusal', code),
    };
    const { matched, response } = await handler.handle(request, { prefix: '/api', context });
    const answer = matched ? new Response(response.body, response) : unmatchedResponse(request);
    if (answer.status >= 400) answer.headers.set('content-type', problemType);
    for (const [name, value] of context.responseHeaders) {
      if (name === 'set-cookie') answer.headers.append(name, value);
      else answer.headers.set(name, value);
    }
    return answer;
  };
}

function isRefusedInput(error: unknown): error is { cause: ValidationError } {
  return error instanceof ORPCError && error.code === 'BAD_REQUEST' && error.cause instanceof ValidationError;
}

function unmatchedResponse(request: Request): Response {
  const allowed = apiRoutesAt(new URL(request.url).pathname).map(({ method }) => method);
  if (allowed.length === 0) return problemResponse('not-found');
  const response = problemResponse('method-not-allowed');
  response.headers.set('allow', [...new Set(allowed)].join(', '));
  return response;
}
