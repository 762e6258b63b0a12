import { currentAccountId, onSessionChange } from '../lib/session.ts';
import { lockUpload, onStoredFilesCleared, storedFilesOf } from './stored-files.ts';
import { loadTusClient } from './tus-upload.ts';
import { abandonUpload, fetchMedia, uploadMedia } from './upload-media.ts';
import { createUploadQueue, type UploadQueue } from './upload-queue.ts';

const queues = new Map<string, UploadQueue>();

/**
 * The upload queue of an account in this browser. It outlives the article page, so that leaving an article does not
 * stop its uploads, and pauses while another account is signed in.
 */
export function uploadQueueOf(accountId: string): UploadQueue {
  const existing = queues.get(accountId);
  if (existing) return existing;
  const queue = createUploadQueue({
    send: uploadMedia,
    fetchRemote: fetchMedia,
    abandon: abandonUpload,
    files: storedFilesOf(accountId),
    lock: lockUpload,
  });
  queues.set(accountId, queue);
  onSessionChange(() => (currentAccountId() === accountId ? queue.resume() : queue.pause()));
  onStoredFilesCleared((clearedAccountId, articleId) => {
    if (clearedAccountId === accountId) queue.removeAll(articleId);
  });
  // A file added while offline is sent when the network is back; by then the client must have been loaded.
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  whenIdle(() => void loadTusClient().catch(() => undefined));
  return queue;
}
