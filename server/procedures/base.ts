import { implement } from '@orpc/server';
import { z } from 'zod';
import { contract } from '../../domain/contract/contract.ts';
import type { Actor } from '../../domain/roles.ts';
import { assertPermitted } from '../auth/authorize.ts';
import type { Session } from '../auth/session.ts';
import { assertRecentProof } from '../auth/sessions.ts';
import type { RequestContext } from '../context.ts';
import { fail } from '../http/problem.ts';

const implementer = implement(contract).$context<RequestContext>();

/**
 * Checks the permission that the contract declares, before input is validated and anything is loaded. Permissions on an
 * article are decided by `loadArticle`.
 */
const permitted = implementer.middleware(({ context, procedure, next }) => {
  const { permission, reauthenticate } = procedure['~orpc'].meta;
  assertPermitted(context.session, permission, context.sessionEnd);
  if (reauthenticate === 'always') assertReauthenticated(context);
  return next();
});

/**
 * Refuses query parameters of procedures that read none. Where the input includes the query, its strict schema refuses
 * unknown ones.
 */
const withoutIgnoredQuery = implementer.middleware(({ context, procedure, next }) => {
  const { route, inputSchema } = procedure['~orpc'];
  const isDetailed = route.inputStructure === 'detailed';
  const readsQuery = isDetailed
    ? inputSchema instanceof z.ZodObject && 'query' in inputSchema.shape
    : inputSchema !== undefined && route.method === 'GET';
  const names = [...context.query.keys()];
  if (readsQuery || names.length === 0) return next();
  throw fail('invalid', { fields: Object.fromEntries(names.map((name) => [name, 'not-allowed'] as const)) });
});

/** Implements the contract: `api.media.list.handler(async ({ context, input }) => …)`. */
export const api = implementer.use(permitted).use(withoutIgnoredQuery);

/**
 * The actor of a procedure that is not public.
 *
 * @throws `unauthenticated` (401) when nobody is signed in.
 */
export function requireActor(context: RequestContext): Actor {
  if (!context.actor) throw unauthenticated(context);
  return context.actor;
}

/** The session of a procedure that is not public. @throws `unauthenticated` (401) when nobody is signed in. */
export function requireSession(context: RequestContext): Session {
  if (!context.session) throw unauthenticated(context);
  return context.session;
}

/**
 * Asks for a recent proof of identity, so that an unattended desk is not enough for what is hard to undo.
 *
 * @throws `reauthentication-required` (403).
 */
export function assertReauthenticated(context: RequestContext): void {
  assertRecentProof(requireSession(context), context.clock());
}

function unauthenticated({ sessionEnd }: RequestContext) {
  return fail('unauthenticated', { data: { reason: sessionEnd ?? 'none' } });
}
