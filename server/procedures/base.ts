import { implement } from '@orpc/server';
import { contract } from '../../domain/contract/contract.ts';
import { mayUse } from '../../domain/permissions.ts';
import type { Actor } from '../../domain/roles.ts';
import type { RequestContext } from '../context.ts';
import { fail } from '../http/problem.ts';

const implementer = implement(contract).$context<RequestContext>();

/**
 * Checks the permission that the contract declares, before input is validated and anything is loaded. Permissions on an
 * article are decided by `loadArticle`.
 */
const permitted = implementer.middleware(({ context, procedure, next }) => {
  const { permission } = procedure['~orpc'].meta;
  if (!mayUse(context.actor, permission)) throw fail(context.actor ? 'not-permitted' : 'unauthenticated');
  return next();
});

/** Implements the contract: `api.media.list.handler(async ({ context, input }) => …)`. */
export const api = implementer.use(permitted);

/**
 * The actor of a procedure that is not public.
 *
 * @throws `unauthenticated` (401) when nobody is signed in.
 */
export function requireActor(context: RequestContext): Actor {
  if (!context.actor) throw fail('unauthenticated');
  return context.actor;
}
