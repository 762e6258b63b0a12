import type { Awareness } from 'y-protocols/awareness';
import type { UploadQueue } from './upload-queue.ts';

/** Uploads of other connections: distinguishes a placeholder that waits for another device from an abandoned one. */
export type UploadPresence = {
  isUploading(uploadId: string): boolean;
  /** Calls back on every awareness change. @returns unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** Starts publishing this browser's uploads. @returns stop. */
  start(): () => void;
};

/** Publishes the ids of this browser's uploads over the article's awareness, and reads those of the others. */
export function createUploadPresence(awareness: Awareness, queue: UploadQueue): UploadPresence {
  let lastPublished = '';
  const publish = () => {
    const ids = queue.all().map(({ id }) => id);
    if (ids.join() === lastPublished) return;
    lastPublished = ids.join();
    awareness.setLocalStateField('uploads', ids.length > 0 ? ids : null);
  };
  return {
    isUploading(uploadId) {
      for (const [clientId, state] of awareness.getStates()) {
        if (clientId === awareness.clientID) continue;
        if (Array.isArray(state.uploads) && state.uploads.includes(uploadId)) return true;
      }
      return false;
    },
    subscribe(listener) {
      awareness.on('change', listener);
      return () => awareness.off('change', listener);
    },
    start() {
      publish();
      return queue.subscribe(publish);
    },
  };
}
