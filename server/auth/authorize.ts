import type { SessionEnd } from '../../domain/accounts.ts';
import { mayUse, mayUseWithoutSecondFactor, type Permission } from '../../domain/permissions.ts';
import { fail } from '../http/problem.ts';
import type { Session } from './session.ts';

/** Whether a request may use a permission. Every route decides by this function or by `assertPermitted`. */
export function isPermitted(session: Session | null, permission: Permission): boolean {
  if (!mayUse(session?.actor ?? null, permission)) return false;
  return !session?.isSecondFactorMissing || mayUseWithoutSecondFactor(permission);
}

/**
 * @param end why there is no session.
 * @throws `unauthenticated`, `not-permitted`, or `second-factor-required` for a session that lacks the second factor which
 * the newsroom requires of the role.
 */
export function assertPermitted(
  session: Session | null,
  permission: Permission,
  end: SessionEnd | null,
): void {
  if (isPermitted(session, permission)) return;
  if (!session) throw fail('unauthenticated', { data: { reason: end ?? 'none' } });
  throw fail(mayUse(session.actor, permission) ? 'second-factor-required' : 'not-permitted');
}
