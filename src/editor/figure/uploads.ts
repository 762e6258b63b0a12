import type { Media } from '../../../domain/contract/media.ts';
import { limits } from '../../../domain/limits.ts';
import { type ProblemCode, toProblem } from '../../lib/problem.ts';

/**
 * The uploads of this browser. A placeholder in the article names one of them by its id; the store holds the file,
 * the progress and the outcome, the placeholder's view shows them and puts the figure in its place. The store outlives
 * editors: who leaves the article and comes back finds the upload where it is.
 */

type UploadState =
  | { status: 'waiting' }
  /** `progress` from 0 to 1; at 1 the server is still preparing the picture. */
  | { status: 'sending'; progress: number }
  | { status: 'failed'; code: ProblemCode }
  /** Its place was deleted. The file is kept, because undo may bring the place back. */
  | { status: 'cancelled' }
  | { status: 'done'; media: Media };

/** One upload as it is now. Replaced, never changed, so that `===` tells whether anything happened. */
export type Upload = { id: string; file: File; state: UploadState };

/** Sends one file. Rejects with an `ApiProblem`, or with the signal's reason when aborted. */
export type SendFile = (
  file: File,
  options: { signal: AbortSignal; onProgress: (progress: number) => void },
) => Promise<Media>;

export type Uploads = {
  /** Takes a file in and sends it when its turn comes. @returns the id for its placeholder. */
  add(file: File): string;
  get(id: string): Upload | undefined;
  /** All uploads in the order in which they were added. The same array until something changes. */
  all(): readonly Upload[];
  /** Calls back after every change of any upload. @returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Sends a failed or cancelled upload again. */
  retry(id: string): void;
  /** Gives a placeholder another file: one that could not be used, or whose page was closed. */
  replaceFile(id: string, file: File): void;
  /** Stops sending, keeps the file. */
  cancel(id: string): void;
  /** Forgets it, because its figure stands or it was taken away for good. */
  forget(id: string): void;
  /** Whether something is still on its way. As long as it is, the browser asks before the page is left. */
  isBusy(): boolean;
};

/** How many files go up at once: on a phone's network more of them only get in each other's way. */
const atOnce = 2;

export function createUploads({ send }: { send: SendFile }): Uploads {
  let uploads: readonly Upload[] = [];
  const listeners = new Set<() => void>();
  const controllers = new Map<string, AbortController>();

  function change(id: string, state: UploadState): void {
    uploads = uploads.map((upload) => (upload.id === id ? { ...upload, state } : upload));
    notify();
  }

  const isBusy = () => uploads.some(({ state }) => state.status === 'waiting' || state.status === 'sending');

  function notify(): void {
    // Only while it matters: a page that listens to this cannot be kept for the way back.
    if (isBusy()) globalThis.addEventListener?.('beforeunload', askBeforeLeaving);
    else globalThis.removeEventListener?.('beforeunload', askBeforeLeaving);
    for (const listener of [...listeners]) if (listeners.has(listener)) listener();
  }

  function start(id: string, file: File): void {
    const code = obviousProblem(file);
    change(id, code ? { status: 'failed', code } : { status: 'waiting' });
    sendNext();
  }

  function sendNext(): void {
    for (const { id, file, state } of uploads) {
      if (controllers.size >= atOnce) return;
      if (state.status === 'waiting') void sendOne(id, file);
    }
  }

  async function sendOne(id: string, file: File): Promise<void> {
    const controller = new AbortController();
    const { signal } = controller;
    controllers.set(id, controller);
    change(id, { status: 'sending', progress: 0 });
    const onProgress = (progress: number) => {
      if (!signal.aborted) change(id, { status: 'sending', progress });
    };
    try {
      const media = await send(file, { signal, onProgress });
      if (!signal.aborted) change(id, { status: 'done', media });
    } catch (error) {
      if (!signal.aborted) change(id, { status: 'failed', code: toProblem(error).code });
    } finally {
      if (controllers.get(id) === controller) controllers.delete(id);
      sendNext();
    }
  }

  function stop(id: string): void {
    controllers.get(id)?.abort();
    controllers.delete(id);
  }

  function retryOffline(): void {
    for (const { id, file, state } of uploads) {
      if (state.status === 'failed' && state.code === 'offline') start(id, file);
    }
  }

  globalThis.addEventListener?.('online', retryOffline);

  return {
    add(file) {
      const id = crypto.randomUUID();
      uploads = [...uploads, { id, file, state: { status: 'waiting' } }];
      start(id, file);
      return id;
    },
    get: (id) => uploads.find((upload) => upload.id === id),
    all: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry(id) {
      const upload = uploads.find((other) => other.id === id);
      if (upload?.state.status === 'failed' || upload?.state.status === 'cancelled') start(id, upload.file);
    },
    replaceFile(id, file) {
      stop(id);
      const others = uploads.filter((upload) => upload.id !== id);
      uploads = [...others, { id, file, state: { status: 'waiting' } }];
      start(id, file);
    },
    cancel(id) {
      const upload = uploads.find((other) => other.id === id);
      if (!upload || upload.state.status === 'done') return;
      stop(id);
      change(id, { status: 'cancelled' });
      sendNext();
    },
    forget(id) {
      stop(id);
      uploads = uploads.filter((upload) => upload.id !== id);
      notify();
      sendNext();
    },
    isBusy,
  };
}

function askBeforeLeaving(event: Event): void {
  event.preventDefault();
}

const pictureExtension = /\.(jpe?g|jfif|png|webp|avif|gif)$/i;

/**
 * What can be told of a file without sending it. The server judges by content; this only spares a wait.
 *
 * @returns the code of `domain/contract/errors.ts`, or null when it may be a picture.
 */
export function obviousProblem(file: File): 'too-large' | 'unsupported-image' | null {
  if (!isPerhapsPicture(file) || file.size === 0) return 'unsupported-image';
  return file.size > limits.imageMaxBytes ? 'too-large' : null;
}

/** Whether the browser takes it for a picture that we can read. A file without a type is judged by its name. */
export function isPerhapsPicture(file: File): boolean {
  return file.type === ''
    ? pictureExtension.test(file.name)
    : /^image\/(jpe?g|png|webp|avif|gif)$/.test(file.type);
}
