import { postAuth } from '../../lib/api.ts';
import { forgetSession } from '../../lib/session.ts';

/** Ends this session. */
export async function signOut(): Promise<void> {
  await postAuth('sign-out');
  forgetSession();
}

/** Ends every session of this account, here and elsewhere. */
export async function signOutEverywhere(): Promise<void> {
  await postAuth('revoke-sessions');
  await signOut();
}
