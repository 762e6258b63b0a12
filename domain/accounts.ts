import type { Role } from './roles.ts';

/** How somebody proved who they are. */
export const signInMethods = ['password', 'passkey', 'oidc'] as const;
export type SignInMethod = (typeof signInMethods)[number];

/**
 * Why there is no session. `none`: the request names none. `revoked`: ended on another device, or by a change of
 * password or second factor.
 */
export const sessionEnds = ['none', 'expired', 'revoked', 'suspended'] as const;
export type SessionEnd = (typeof sessionEnds)[number];

/** The part of an account that the rules depend on. */
export type AccountState = { id: string; role: Role; isSuspended: boolean };

export type AccountChange = { action: 'suspend' } | { action: 'change-role'; role: Role };

export type AccountDecision = { allowed: true } | { allowed: false; reason: 'own-account' | 'last-admin' };

/**
 * Decides whether an admin may change an account. Pure: the server repeats it under a lock on all admins, screens show
 * the reason on the disabled control.
 *
 * @param activeAdminIds all admins who are not suspended.
 * @returns `own-account` for a suspension of oneself; `last-admin` where no active admin would be left.
 */
export function canChangeAccount(
  actorId: string,
  account: AccountState,
  change: AccountChange,
  activeAdminIds: readonly string[],
): AccountDecision {
  const isLoss = change.action === 'suspend' || change.role !== 'admin';
  const isLastAdmin = account.role === 'admin' && activeAdminIds.every((id) => id === account.id);
  // First, because it can be resolved by making another admin.
  if (isLoss && isLastAdmin && !account.isSuspended) return { allowed: false, reason: 'last-admin' };
  if (change.action === 'suspend' && account.id === actorId) return { allowed: false, reason: 'own-account' };
  return { allowed: true };
}
