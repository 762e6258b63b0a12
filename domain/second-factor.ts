import type { Role } from './roles.ts';

/** The codes that a sign-in accepts after the password. A passkey replaces both steps. */
export const codeKinds = ['totp', 'recovery-code'] as const;
export type CodeKind = (typeof codeKinds)[number];

/** The second factors of an account. */
export type SecondFactors = { hasTotp: boolean; passkeyCount: number };

export type RemovalDecision = { allowed: true } | { allowed: false; reason: 'second-factor-required' };

/** Whether a session may be used for nothing but setting up a second factor. */
export function isSecondFactorMissing(
  session: { role: Role; hasSecondFactor: boolean },
  requiredFor: readonly Role[],
): boolean {
  return requiredFor.includes(session.role) && !session.hasSecondFactor;
}

/**
 * Decides whether somebody may remove one of their second factors. Pure: the server repeats it under the account's lock,
 * screens show the reason on the disabled control.
 *
 * @returns `second-factor-required` for the last one where the newsroom requires one of this role.
 */
export function canRemoveFactor(
  role: Role,
  { hasTotp, passkeyCount }: SecondFactors,
  requiredFor: readonly Role[],
): RemovalDecision {
  const isLast = (hasTotp ? 1 : 0) + passkeyCount <= 1;
  return isLast && requiredFor.includes(role)
    ? { allowed: false, reason: 'second-factor-required' }
    : { allowed: true };
}
