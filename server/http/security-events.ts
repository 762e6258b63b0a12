import type { MiddlewareHandler } from 'hono';
import type { ErrorCode } from '../../domain/contract/errors.ts';
import type { SecurityLog } from '../auth/security-log.ts';
import type { RequestEnv } from '../context.ts';
import { withoutTokens } from './log-server-error.ts';

/** Refusals that may be attacks. `unauthenticated` is none: every session ends. */
const reported: ReadonlySet<unknown> = new Set<ErrorCode>([
  'not-permitted',
  'four-eyes',
  'wrong-credentials',
  'suspended',
  'throttled',
]);
const statuses = new Set([401, 403, 429]);

/** Reports refused requests to the security log, whichever route or guard refuses them. */
export function securityEvents(log: SecurityLog): MiddlewareHandler<RequestEnv> {
  return async (c, next) => {
    await next();
    const hidden = c.get('hiddenRefusal');
    const code = hidden ?? (statuses.has(c.res.status) ? await codeOf(c.res) : null);
    if (!hidden && !reported.has(code)) return;
    log.report({
      code: String(code),
      address: c.env?.clientAddress ?? null,
      account: c.get('accountId') ?? null,
      method: c.req.method,
      path: withoutTokens(c.req.path),
    });
  };
}

async function codeOf(response: Response): Promise<unknown> {
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  return typeof body === 'object' && body !== null && 'code' in body ? body.code : null;
}
