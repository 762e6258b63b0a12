import type { Awareness } from 'y-protocols/awareness';
import type { Uploads } from './uploads.ts';

/** Who else is uploading: tells a placeholder that waits for another device from one that waits for nobody. */
export type UploadPresence = {
  isUploading(uploadId: string): boolean;
  subscribe(listener: () => void): () => void;
  /** Begins to tell the others. @returns the way to stop. */
  start(): () => void;
};

/** Tells the others of this article which uploads this browser holds, and knows theirs. */
export function createUploadPresence(awareness: Awareness, uploads: Uploads): UploadPresence {
  let told = '';
  const tell = () => {
    const ids = uploads.all().map(({ id }) => id);
    if (ids.join() === told) return;
    told = ids.join();
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
      tell();
      return uploads.subscribe(tell);
    },
  };
}
