import { createUploads, type Uploads } from '../../editor/figure/uploads.ts';
import { currentAccountId, onSessionChange } from '../../lib/session.ts';
import { holdUpload, keptFilesOf, onFilesCleared } from '../../lib/waiting-files.ts';
import { loadTus } from './send-parts.ts';
import { dropUpload, uploadMedia } from './upload-media.ts';

const byAccount = new Map<string, Uploads>();

/**
 * The uploads of an account in this browser. They outlive the page, so that leaving an article does not stop its
 * pictures; they rest while somebody else is signed in.
 */
export function uploadsOf(accountId: string): Uploads {
  const known = byAccount.get(accountId);
  if (known) return known;
  const uploads = createUploads({
    send: uploadMedia,
    drop: dropUpload,
    files: keptFilesOf(accountId),
    hold: holdUpload,
  });
  byAccount.set(accountId, uploads);
  onSessionChange(() => (currentAccountId() === accountId ? uploads.wake() : uploads.rest()));
  onFilesCleared((cleared, articleId) => {
    if (cleared === accountId) uploads.forgetAll(articleId);
  });
  // A file that is dropped without a network is sent when it is back; the code for it has to be here by then.
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout;
  whenIdle(() => void loadTus().catch(() => undefined));
  return uploads;
}
