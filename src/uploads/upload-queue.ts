import { createStore } from 'zustand/vanilla';
import type { Media } from '../../domain/contract/media.ts';
import { type ProblemCode, toProblem } from '../lib/problem.ts';
import { imageFileProblem } from './image-files.ts';
import { keyedQueue, refCountedTask } from './keyed-tasks.ts';
import type { StoredFiles } from './stored-files.ts';
import type { SendOptions } from './upload-media.ts';

type UploadState =
  | { status: 'waiting' }
  /** A HEIC becomes the JPEG that is sent. */
  | { status: 'converting' }
  /** `progress` from 0 to 1; at 1 the server is still making the renditions. */
  | { status: 'sending'; progress: number }
  | { status: 'failed'; code: ProblemCode }
  /** The placeholder was deleted. The file stays in memory, because undo may restore the placeholder. */
  | { status: 'cancelled' }
  | { status: 'done'; media: Media };

/** A snapshot of one upload. Immutable: compare with `===` to detect changes. */
export type Upload = {
  id: string;
  articleId: string;
  /** Null for a picture that the server fetches. A HEIC is replaced by its JPEG. */
  file: File | null;
  /** The address on another site; null for a file of this device. */
  url: string | null;
  state: UploadState;
  /** Whether the file is on the device and survives closing the page. */
  isStored: boolean;
};

type UploadQueueOptions = {
  /** Sends one file. Rejects with an `ApiProblem`, or with the signal's reason when aborted. */
  send: (file: File, options: SendOptions) => Promise<Media>;
  /** Makes the server fetch a picture. Rejects like `send`. */
  fetchRemote: (url: string, signal: AbortSignal) => Promise<Media>;
  /** Deletes an unfinished upload on the server. */
  abandon: (uploadUrl: string) => void;
  files: StoredFiles;
  /** Waits until no other tab holds the upload's lock. @returns release. */
  lock: (id: string, signal: AbortSignal) => Promise<() => void>;
};

export type UploadQueue = {
  /** Adds a file and sends it when its turn comes. @returns the id for its placeholder. */
  add(file: File, articleId: string): string;
  /** Called by a placeholder: continues its upload if this device has the file. @returns detach. */
  attach(id: string): () => void;
  get(id: string): Upload | undefined;
  /** All uploads in the order in which they were added. The same array until something changes. */
  all(): readonly Upload[];
  /** Calls back after every change of any upload. @returns unsubscribe. */
  subscribe(listener: () => void): () => void;
  /** Sends a failed or cancelled upload again. */
  retry(id: string): void;
  /** Assigns another file to a placeholder whose own was refused, or is not on this device. */
  replaceFile(id: string, file: File, articleId: string): void;
  /** Has the server fetch the picture of a placeholder. The address lasts as long as the page. */
  fetchRemote(id: string, url: string, articleId: string): void;
  /** Stops an upload, here and on the server; its file stays in memory for `retry`. */
  cancel(id: string): void;
  /** Removes an upload whose figure is in the article, or that is no longer wanted. */
  remove(id: string): void;
  /** Removes the uploads of an article, or all of them. */
  removeAll(articleId?: string): void;
  /** Stops sending until `resume`, for instance while another account is signed in. */
  pause(): void;
  resume(): void;
};

/** More parallel uploads than this slow each other down on a phone's network. */
const maxParallel = 2;
const retryDelayMs = 30_000;

/** The part of an upload that is not published. */
type UploadJob = {
  /** Set while the file is being sent. */
  controller: AbortController | null;
  uploadUrl: string | null;
  releaseLock: () => void;
  /** The file is the copy on the device. */
  usesCopy: boolean;
};

/**
 * The upload queue of one account in this browser. A placeholder in the article refers to an upload by its id; the
 * queue holds file, progress and result.
 *
 * The file is stored on the device from `add` to `remove`. After a crash or a restart the placeholder finds it by its
 * id (`attach`), and the upload continues where it stopped. Of several tabs only the one that holds the lock uploads.
 */
export function createUploadQueue({
  send,
  fetchRemote,
  abandon,
  files,
  lock,
}: UploadQueueOptions): UploadQueue {
  const store = createStore<readonly Upload[]>(() => []);
  const jobs = new Map<string, UploadJob>();
  const storageQueue = keyedQueue();
  let isPaused = false;

  const setConfirmLeave = leaveConfirmation();
  store.subscribe((uploads) => setConfirmLeave(uploads.some(isAtRisk)));

  const get = (id: string) => store.getState().find((upload) => upload.id === id);

  function update(id: string, changes: Partial<Upload>): void {
    const uploads = store.getState();
    store.setState(
      uploads.map((upload) => (upload.id === id ? { ...upload, ...changes } : upload)),
      true,
    );
  }

  function enqueue(upload: Omit<Upload, 'state'>, job: Omit<UploadJob, 'controller' | 'usesCopy'>): void {
    store.setState([...store.getState(), { ...upload, state: { status: 'waiting' } }], true);
    jobs.set(upload.id, { ...job, controller: null, usesCopy: false });
    start(upload.id);
  }

  function enqueueNew(id: string, file: File, articleId: string): void {
    enqueue({ id, file, url: null, articleId, isStored: false }, { uploadUrl: null, releaseLock: () => {} });
    storeFile(id);
    // The id is new, so the lock is free; only a closing page rejects.
    lock(id, new AbortController().signal)
      .then((release) => {
        const job = jobs.get(id);
        if (job) job.releaseLock = release;
        else release();
      })
      .catch(() => undefined);
  }

  function start(id: string): void {
    const upload = get(id);
    if (!upload) return;
    const code = upload.file && imageFileProblem(upload.file);
    update(id, { state: code ? { status: 'failed', code } : { status: 'waiting' } });
    sendNext();
  }

  function sendNext(): void {
    for (const { id, state } of store.getState()) {
      const activeCount = [...jobs.values()].filter(({ controller }) => controller).length;
      if (isPaused || activeCount >= maxParallel) return;
      if (state.status === 'waiting') void sendOne(id);
    }
  }

  async function sendOne(id: string): Promise<void> {
    const [upload, job] = [get(id), jobs.get(id)];
    if (!upload || !job) return;
    const controller = new AbortController();
    const { signal } = controller;
    job.controller = controller;
    update(id, { state: { status: 'sending', progress: 0 } });
    try {
      const media = await transfer(upload, job, signal);
      if (!signal.aborted) update(id, { state: { status: 'done', media } });
    } catch (error) {
      if (!signal.aborted) await handleFailure(id, job, toProblem(error).code);
    } finally {
      if (job.controller === controller) job.controller = null;
      sendNext();
    }
  }

  function transfer({ id, file, url }: Upload, job: UploadJob, signal: AbortSignal): Promise<Media> {
    if (!file) return fetchRemote(url ?? '', signal);
    return send(file, {
      signal,
      uploadUrl: job.uploadUrl,
      onUploadUrl: (uploadUrl) => {
        if (signal.aborted) return abandon(uploadUrl);
        job.uploadUrl = uploadUrl;
        storageQueue(id, () => files.setUploadUrl(id, uploadUrl));
      },
      onConverting: () => {
        if (!signal.aborted) update(id, { state: { status: 'converting' } });
      },
      onConverted: (jpeg) => {
        if (signal.aborted) return;
        job.uploadUrl = null;
        update(id, { file: jpeg, state: { status: 'sending', progress: 0 } });
        // Stored before any of it is sent: an upload continues with the same bytes.
        storeFile(id);
      },
      onProgress: (progress) => {
        if (!signal.aborted) update(id, { state: { status: 'sending', progress } });
      },
    });
  }

  /** A file that changed is replaced once by its copy on the device, which has the content that was chosen. */
  async function handleFailure(id: string, job: UploadJob, code: ProblemCode): Promise<void> {
    const copy = code === 'file-changed' && !job.usesCopy ? await files.get(id).catch(() => null) : null;
    if (jobs.get(id) !== job || job.controller?.signal.aborted) return;
    if (!copy) return fail(id, code);
    job.usesCopy = true;
    update(id, { file: copy.file, state: { status: 'waiting' } });
  }

  function fail(id: string, code: ProblemCode): void {
    update(id, { state: { status: 'failed', code } });
    if (isTransient(code)) setTimeout(() => retryTransient(id), retryDelayMs);
  }

  function retryTransient(id: string): void {
    const state = get(id)?.state;
    if (state?.status === 'failed' && isTransient(state.code)) start(id);
  }

  function storeFile(id: string): void {
    const { file = null, articleId = '' } = get(id) ?? {};
    if (!file) return;
    storageQueue(id, async () => {
      await files.put({ uploadId: id, articleId, file, address: jobs.get(id)?.uploadUrl ?? null });
      if (get(id)?.file === file) update(id, { isStored: true });
    });
  }

  function abort(id: string): void {
    const job = jobs.get(id);
    job?.controller?.abort();
    if (job) job.controller = null;
  }

  /** Aborts the upload and deletes it from the server and from the device. */
  function discard(id: string): void {
    abort(id);
    const job = jobs.get(id);
    if (!job) return;
    if (job.uploadUrl && get(id)?.state.status !== 'done') abandon(job.uploadUrl);
    job.uploadUrl = null;
    storageQueue(id, () => files.remove(id));
  }

  function remove(id: string): void {
    discard(id);
    jobs.get(id)?.releaseLock();
    jobs.delete(id);
    store.setState(
      store.getState().filter((upload) => upload.id !== id),
      true,
    );
    sendNext();
  }

  /** Looks for the file on the device once no other tab holds the lock. */
  const restore = refCountedTask(async (id, signal) => {
    const releaseLock = await lock(id, signal);
    const stored = await files.get(id).catch(() => null);
    if (signal.aborted || !stored || get(id)) return releaseLock();
    const { file, articleId, address } = stored;
    enqueue({ id, file, url: null, articleId, isStored: true }, { uploadUrl: address, releaseLock });
  });

  globalThis.addEventListener?.('online', () => {
    for (const { id } of store.getState()) retryTransient(id);
  });

  return {
    add(file, articleId) {
      const id = crypto.randomUUID();
      enqueueNew(id, file, articleId);
      return id;
    },
    attach(id) {
      if (!get(id)) return restore(id);
      retryTransient(id);
      return () => {};
    },
    get,
    all: store.getState,
    subscribe: (listener) => store.subscribe(() => listener()),
    retry(id) {
      const upload = get(id);
      if (upload?.state.status === 'cancelled') storeFile(id);
      if (upload?.state.status === 'failed' || upload?.state.status === 'cancelled') start(id);
    },
    replaceFile(id, file, articleId) {
      if (get(id)) remove(id);
      enqueueNew(id, file, articleId);
    },
    fetchRemote(id, url, articleId) {
      if (get(id)) remove(id);
      enqueue(
        { id, file: null, url, articleId, isStored: false },
        { uploadUrl: null, releaseLock: () => {} },
      );
    },
    cancel(id) {
      const upload = get(id);
      if (!upload || upload.state.status === 'done') return;
      discard(id);
      update(id, { state: { status: 'cancelled' }, isStored: false });
      sendNext();
    },
    remove,
    removeAll(articleId) {
      for (const upload of store.getState()) {
        if (articleId === undefined || upload.articleId === articleId) remove(upload.id);
      }
    },
    pause() {
      isPaused = true;
      for (const { id, state } of store.getState()) {
        abort(id);
        if (isActive(state)) update(id, { state: { status: 'waiting' } });
      }
    },
    resume() {
      isPaused = false;
      for (const { id } of store.getState()) retryTransient(id);
      sendNext();
    },
  };
}

const isActive = ({ status }: UploadState) => status === 'converting' || status === 'sending';

/** Whether the error may be temporary. */
function isTransient(code: ProblemCode): boolean {
  return code === 'offline' || code === 'unavailable' || code === 'unauthenticated';
}

/** Whether closing the page would lose the file. */
function isAtRisk({ state, file, isStored }: Upload): boolean {
  const isPending = state.status === 'waiting' || isActive(state) || state.status === 'failed';
  return isPending && file !== null && !isStored;
}

/** Switches the confirmation before leaving. Removes its listener when off, because it disables the back/forward cache. */
function leaveConfirmation(): (isEnabled: boolean) => void {
  const preventUnload = (event: Event) => event.preventDefault();
  return (isEnabled) => {
    if (isEnabled) globalThis.addEventListener?.('beforeunload', preventUnload);
    else globalThis.removeEventListener?.('beforeunload', preventUnload);
  };
}
