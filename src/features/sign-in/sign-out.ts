import { deleteLocalCopies } from '../../editor/collaboration/local-drafts.ts';
import { postAuth } from '../../lib/api.ts';
import { forgetSession } from '../../lib/session.ts';
import { clearStoredFiles } from '../../uploads/stored-files.ts';

export async function signOut(): Promise<void> {
  await postAuth('sign-out');
  forgetSession();
}

/** Ends every session of this account. */
export async function signOutEverywhere(): Promise<void> {
  await postAuth('revoke-sessions');
  await signOut();
}

/** Deletes an account's local data: local copies of articles and files of pending uploads. */
export async function deleteLocalData(userId: string): Promise<void> {
  await Promise.all([deleteLocalCopies(userId), clearStoredFiles(userId)]);
}
