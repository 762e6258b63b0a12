import { createORPCClient, type InferClientErrors } from '@orpc/client';
import type { AnyContractRouter, ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '../../domain/contract/contract.ts';
import contractRoutes from './contract-routes.json';
import { readProblem } from './problem.ts';
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

/** Signs in, out and everywhere else out: routes that are not part of the contract. */
export async function postAuth(path: 'sign-in/email' | 'sign-out' | 'revoke-sessions', body: object = {}) {
  const response = await fetch(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw await readProblem(response);
}

async function fetchOrThrow(request: Request, init: RequestInit): Promise<Response> {
  // The body of a request can be read once; the copy is for the second attempt after sign-in.
  const spare = request.clone();
  const response = await fetch(request, init);
  if (response.ok) return response;
  const problem = await readProblem(response);
  if (problem.code === 'unauthenticated' && (await sessionRenewed(request.signal))) {
    return fetchOrThrow(spare, init);
  }
  throw problem;
}
