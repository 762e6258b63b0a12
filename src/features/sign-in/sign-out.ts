import { deleteLocalCopies } from '../../editor/collaboration/local-drafts.ts';
import { postAuth } from '../../lib/api.ts';
import { forgetSession } from '../../lib/session.ts';
import { clearStoredFiles } from '../../uploads/stored-files.ts';

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

/** Takes everything that this device keeps of an account off it: copies of articles, files that wait. */
export async function deleteLocalData(userId: string): Promise<void> {
  await Promise.all([deleteLocalCopies(userId), clearStoredFiles(userId)]);
}
