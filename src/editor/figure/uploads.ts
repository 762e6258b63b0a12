import type { Media } from '../../../domain/contract/media.ts';
import { type ProblemCode, toProblem } from '../../lib/problem.ts';
import type { KeptFiles } from '../../lib/waiting-files.ts';
import { leavingGuard } from './leaving-guard.ts';
import { obviousProblem } from './picture-file.ts';
import { inOrder, sharedWork } from './work-by-id.ts';

/**
 * The uploads of one account in this browser. A placeholder in the article names one of them by its id; the queue
 * holds the file, the progress and the outcome, the placeholder's view shows them and puts the figure in its place.
 *
 * The file lies on the device from the moment it is given until its figure stands or it is taken away: after a crash
 * or a restart the placeholder asks for it by its id (`resume`), and what the server has of it is not sent again. Of
 * several tabs one has an upload in hand.
 */

type UploadState =
  | { status: 'waiting' }
  /** `progress` from 0 to 1; at 1 the server is still preparing the picture. */
  | { status: 'sending'; progress: number }
  | { status: 'failed'; code: ProblemCode }
  /** Its place was deleted. The file is remembered, because undo may bring the place back. */
  | { status: 'cancelled' }
  | { status: 'done'; media: Media };

/** One upload as it is now. Replaced, never changed, so that `===` tells whether anything happened. */
export type Upload = {
  id: string;
  articleId: string;
  file: File;
  state: UploadState;
  /** Whether the file would survive the end of this page. */
  isKept: boolean;
};

export type SendOptions = {
  signal: AbortSignal;
  onProgress: (progress: number) => void;
  /** Where an earlier attempt has left its parts. */
  address?: string | null;
  /** Told once the server has given the upload an address. */
  onAddress?: (address: string) => void;
};

/** Sends one file. Rejects with an `ApiProblem`, or with the signal's reason when aborted. */
type SendFile = (file: File, options: SendOptions) => Promise<Media>;

type UploadsOptions = {
  send: SendFile;
  /** Tells the server that nothing will come of what it has at that address. */
  drop: (address: string) => void;
  files: KeptFiles;
  /** Waits until no other tab has the upload. @returns the way to let go of it. */
  hold: (id: string, signal: AbortSignal) => Promise<() => void>;
};

export type Uploads = {
  /** Takes a file in and sends it when its turn comes. @returns the id for its placeholder. */
  add(file: File, articleId: string): string;
  /** A placeholder is there: goes on with its file if this device has it. @returns the way to stop looking. */
  resume(id: string): () => void;
  get(id: string): Upload | undefined;
  /** All uploads in the order in which they were added. The same array until something changes. */
  all(): readonly Upload[];
  /** Calls back after every change of any upload. @returns the way to stop. */
  subscribe(listener: () => void): () => void;
  /** Sends a failed or cancelled upload again. */
  retry(id: string): void;
  /** Gives a placeholder another file: one that could not be used, or that this device does not have. */
  replaceFile(id: string, file: File, articleId: string): void;
  /** Stops it, here and on the server; the page remembers the file. */
  cancel(id: string): void;
  /** Forgets it, because its figure stands or it was taken away for good. */
  forget(id: string): void;
  /** Forgets those of an article, or all. */
  forgetAll(articleId?: string): void;
  /** Stops sending until `wake`: somebody else is signed in. */
  rest(): void;
  wake(): void;
};

/** How many files go up at once: on a phone's network more of them only get in each other's way. */
const atOnce = 2;
/** When what failed for a passing reason is tried again, though nobody says that anything has changed. */
const tryAgainMs = 30_000;

/** What the queue knows of an upload and nobody is shown. */
type Hand = {
  sending: AbortController | null;
  address: string | null;
  release: () => void;
};

export function createUploads({ send, drop, files, hold }: UploadsOptions): Uploads {
  let uploads: readonly Upload[] = [];
  const hands = new Map<string, Hand>();
  const whenKept = inOrder();
  const askBeforeLeaving = leavingGuard();
  const listeners = new Set<() => void>();
  let isResting = false;

  const get = (id: string) => uploads.find((upload) => upload.id === id);

  function change(id: string, changes: Partial<Upload>): void {
    uploads = uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload));
    notify();
  }

  function notify(): void {
    askBeforeLeaving(uploads.some(isAtRisk));
    for (const listener of [...listeners]) if (listeners.has(listener)) listener();
  }

  function take(upload: Omit<Upload, 'state'>, hand: Pick<Hand, 'address' | 'release'>): void {
    uploads = [...uploads, { ...upload, state: { status: 'waiting' } }];
    hands.set(upload.id, { ...hand, sending: null });
    start(upload.id);
  }

  function takeNew(id: string, file: File, articleId: string): void {
    take({ id, file, articleId, isKept: false }, { address: null, release: () => {} });
    keep(id);
    // Nobody else knows of it yet; only a browser that breaks off here would refuse.
    hold(id, new AbortController().signal)
      .then((release) => {
        const hand = hands.get(id);
        if (hand) hand.release = release;
        else release();
      })
      .catch(() => undefined);
  }

  function start(id: string): void {
    const upload = get(id);
    if (!upload) return;
    const code = obviousProblem(upload.file);
    change(id, { state: code ? { status: 'failed', code } : { status: 'waiting' } });
    sendNext();
  }

  function sendNext(): void {
    for (const { id, file, state } of uploads) {
      const busy = [...hands.values()].filter(({ sending }) => sending).length;
      if (isResting || busy >= atOnce) return;
      if (state.status === 'waiting') void sendOne(id, file);
    }
  }

  async function sendOne(id: string, file: File): Promise<void> {
    const hand = hands.get(id);
    if (!hand) return;
    const sending = new AbortController();
    const { signal } = sending;
    hand.sending = sending;
    change(id, { state: { status: 'sending', progress: 0 } });
    try {
      const media = await send(file, {
        signal,
        address: hand.address,
        onAddress: (address) => {
          if (signal.aborted) return drop(address);
          hand.address = address;
          whenKept(id, () => files.setAddress(id, address));
        },
        onProgress: (progress) => {
          if (!signal.aborted) change(id, { state: { status: 'sending', progress } });
        },
      });
      if (!signal.aborted) change(id, { state: { status: 'done', media } });
    } catch (error) {
      if (!signal.aborted) fail(id, toProblem(error).code);
    } finally {
      if (hand.sending === sending) hand.sending = null;
      sendNext();
    }
  }

  function fail(id: string, code: ProblemCode): void {
    change(id, { state: { status: 'failed', code } });
    if (isPassing(code)) setTimeout(() => tryAgain(id), tryAgainMs);
  }

  function tryAgain(id: string): void {
    const state = get(id)?.state;
    if (state?.status === 'failed' && isPassing(state.code)) start(id);
  }

  function keep(id: string): void {
    const upload = get(id);
    if (!upload) return;
    const { file, articleId } = upload;
    whenKept(id, async () => {
      await files.put({ uploadId: id, articleId, file, address: hands.get(id)?.address ?? null });
      if (get(id)?.file === file) change(id, { isKept: true });
    });
  }

  /** Stops sending; with `isOver` for good, here and on the server. */
  function stop(id: string, { isOver }: { isOver: boolean }): void {
    const hand = hands.get(id);
    if (!hand) return;
    hand.sending?.abort();
    hand.sending = null;
    if (!isOver) return;
    if (hand.address && get(id)?.state.status !== 'done') drop(hand.address);
    hand.address = null;
    whenKept(id, () => files.remove(id));
  }

  function forget(id: string): void {
    stop(id, { isOver: true });
    hands.get(id)?.release();
    hands.delete(id);
    uploads = uploads.filter((upload) => upload.id !== id);
    notify();
    sendNext();
  }

  async function look(id: string, signal: AbortSignal): Promise<void> {
    const release = await hold(id, signal);
    const kept = await files.get(id).catch(() => null);
    if (signal.aborted || !kept || get(id)) return release();
    const { file, articleId, address } = kept;
    take({ id, file, articleId, isKept: true }, { address, release });
  }

  const lookFor = sharedWork(look);

  globalThis.addEventListener?.('online', () => {
    for (const { id } of uploads) tryAgain(id);
  });

  return {
    add(file, articleId) {
      const id = crypto.randomUUID();
      takeNew(id, file, articleId);
      return id;
    },
    resume(id) {
      const known = get(id);
      if (known) {
        tryAgain(id);
        return () => {};
      }
      return lookFor(id);
    },
    get,
    all: () => uploads,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    retry(id) {
      const upload = get(id);
      if (upload?.state.status === 'cancelled') keep(id);
      if (upload?.state.status === 'failed' || upload?.state.status === 'cancelled') start(id);
    },
    replaceFile(id, file, articleId) {
      if (get(id)) forget(id);
      takeNew(id, file, articleId);
    },
    cancel(id) {
      const upload = get(id);
      if (!upload || upload.state.status === 'done') return;
      stop(id, { isOver: true });
      change(id, { state: { status: 'cancelled' }, isKept: false });
      sendNext();
    },
    forget,
    forgetAll(articleId) {
      for (const upload of uploads) {
        if (articleId === undefined || upload.articleId === articleId) forget(upload.id);
      }
    },
    rest() {
      isResting = true;
      for (const { id, state } of uploads) {
        stop(id, { isOver: false });
        if (state.status === 'sending') change(id, { state: { status: 'waiting' } });
      }
    },
    wake() {
      isResting = false;
      for (const { id } of uploads) tryAgain(id);
      sendNext();
    },
  };
}

/** Reasons that go away by themselves. */
function isPassing(code: ProblemCode): boolean {
  return code === 'offline' || code === 'unavailable' || code === 'unauthenticated';
}

/** Would be lost with the page. */
function isAtRisk({ state, isKept }: Upload): boolean {
  const isNeeded = state.status === 'waiting' || state.status === 'sending' || state.status === 'failed';
  return isNeeded && !isKept;
}
