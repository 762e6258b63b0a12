import type { SignInMethod } from '../../domain/accounts.ts';
import type { Viewer } from '../../domain/contract/session.ts';
import type { Actor } from '../../domain/roles.ts';

/** A valid session, as `resolveSession` finds it. */
export type Session = {
  id: string;
  actor: Actor;
  user: Viewer;
  method: SignInMethod;
  hasSecondFactor: boolean;
  /** Whether the newsroom requires one of this role: then the session only serves to set it up. */
  isSecondFactorMissing: boolean;
  /** The last proof of identity. */
  authenticatedAt: Date;
  /** The hours without use after which it expires. */
  idleHours: number;
};
