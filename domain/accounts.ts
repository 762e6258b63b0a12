import type { Role } from './roles.ts';

/** The part of an account that these rules look at. */
export type AccountState = { id: string; role: Role; isSuspended: boolean };

export type AccountChange = { action: 'suspend' } | { action: 'change-role'; role: Role };

export type AccountDecision = { allowed: true } | { allowed: false; reason: 'own-account' | 'last-admin' };

/**
 * Decides whether an admin may do this to an account. Pure: the server repeats it under a lock on all admins, screens
 * show the reason on the disabled control.
 *
 * @param activeAdminIds everybody who can sign in as an admin now.
 * @returns `own-account` when somebody would shut themself out; `last-admin` when nobody would be left to run the place.
 */
export function canChangeAccount(
  actorId: string,
  account: AccountState,
  change: AccountChange,
  activeAdminIds: readonly string[],
): AccountDecision {
  const isLoss = change.action === 'suspend' || change.role !== 'admin';
  const isLastAdmin = account.role === 'admin' && activeAdminIds.every((id) => id === account.id);
  // Said first: it is what the person can do something about, by making another admin.
  if (isLoss && isLastAdmin && !account.isSuspended) return { allowed: false, reason: 'last-admin' };
  if (change.action === 'suspend' && account.id === actorId) return { allowed: false, reason: 'own-account' };
  return { allowed: true };
}
