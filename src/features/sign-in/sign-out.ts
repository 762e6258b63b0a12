import { deleteLocalCopies, hasLocalDraftsOfOthers } from '../../editor/collaboration/local-drafts.ts';
import { client } from '../../lib/api.ts';
import { forgetSession } from '../../lib/session.ts';
import { clearStoredFiles, hasStoredFilesOfOthers } from '../../uploads/stored-files.ts';

/** `isSharedComputer`: the browser deletes everything that it stores of the desk, including local drafts. */
export type SignOutOptions = { isSharedComputer: boolean };

export async function signOut({ isSharedComputer }: SignOutOptions): Promise<void> {
  await client.session.signOut({ isSharedComputer });
  forgetSession();
}

/** Ends every session of this account. */
export async function signOutEverywhere(options: SignOutOptions): Promise<void> {
  await client.session.signOutEverywhere();
  await signOut(options);
}

/** Deletes an account's local data: local copies of articles and files of pending uploads. */
export async function deleteLocalData(userId: string): Promise<void> {
  await Promise.all([deleteLocalCopies(userId), clearStoredFiles(userId)]);
}

/** Whether this browser has unsynced changes or files of another account, who was not asked about them. */
export async function hasUnsyncedDataOfOthers(userId: string): Promise<boolean> {
  const [hasDrafts, hasFiles] = await Promise.all([
    hasLocalDraftsOfOthers(userId),
    hasStoredFilesOfOthers(userId),
  ]);
  return hasDrafts || hasFiles;
}
