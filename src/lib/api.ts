import { createORPCClient, type InferClientErrors } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '../../domain/contract/contract.ts';
import contractRoutes from './contract-routes.json';
import { takePageResponse } from './page-data.ts';
import { type ApiProblem, readProblem, sessionEndOf } from './problem.ts';
import { identityConfirmed } from './reauthentication.ts';
import { sessionRenewed } from './session.ts';

type ApiClient = ContractRouterClient<typeof contract>;

/** The errors of every procedure, with the data that the contract declares: `ApiErrors['articles']['update']`. */
export type ApiErrors = InferClientErrors<ApiClient>;

/** Calls the API. Every error response is thrown as an `ApiProblem`. */
export const client: ApiClient = createORPCClient(
  // Generated from the contract; TypeScript widens the methods and paths of a JSON file to strings.
  new OpenAPILink(contractRoutes as AnyContractRouter, {
    url: () => new URL('/api', location.origin),
    fetch: fetchOrThrow,
  }),
);

/** Query and mutation options of every procedure, with their keys: `api.articles.list.queryOptions(…)`. */
export const api = createTanstackQueryUtils(client);

/**
 * `fetch` for the API. When the session has ended, or the server asks for the identity again, it waits for the person and
 * repeats the request.
 *
 * @throws ApiProblem for every error response.
 */
export async function fetchOrThrow(request: Request, init: RequestInit = {}): Promise<Response> {
  // The body of a request can be read once; the copy is for the second attempt.
  const spare = request.clone();
  // A form disables its button meanwhile, which takes the focus from it.
  const { activeElement } = document;
  const response = takePageResponse(request) ?? (await fetch(request, init));
  if (response.ok) return response;
  const problem = await readProblem(response);
  return (await isResolved(problem, request.signal, activeElement))
    ? fetchOrThrow(spare, init)
    : Promise.reject(problem);
}

/** Whether the person has done what the request needs. */
async function isResolved(
  problem: ApiProblem,
  signal: AbortSignal,
  focused: Element | null,
): Promise<boolean> {
  const { code } = problem.problem;
  if (code === 'unauthenticated') return sessionRenewed(signal, sessionEndOf(problem));
  return code === 'reauthentication-required' && identityConfirmed(signal, focused);
}
