import { expect, test } from 'vitest';
import type { Media } from '../../domain/contract/media.ts';
import { limits } from '../../domain/limits.ts';
import { ApiProblem } from '../lib/problem.ts';
import { imageFileProblem } from './image-files.ts';
import type { StoredFile, StoredFiles } from './stored-files.ts';
import type { SendOptions } from './upload-media.ts';
import { createUploadQueue } from './upload-queue.ts';

type Sent = SendOptions & {
  file: File;
  succeed: () => Promise<void>;
  fail: (error: unknown) => Promise<void>;
};

type Fetched = { url: string; signal: AbortSignal; succeed: () => void; fail: (error: unknown) => void };

/** A device: its stored files and locks are shared by the pages opened on it. */
function aDevice() {
  const rows = new Map<string, StoredFile>();
  const locks = new Map<string, Promise<void>>();
  const files: StoredFiles = {
    put: async (file) => void rows.set(file.uploadId, { ...file, accountId: 'a' }),
    get: async (id) => rows.get(id) ?? null,
    async setUploadUrl(id, address) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, address });
    },
    remove: async (id) => void rows.delete(id),
  };
  /** Like the Web Locks API: granted in the order of the requests. */
  const lock = async (id: string, signal: AbortSignal) => {
    const before = locks.get(id);
    let release = () => {};
    locks.set(
      id,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    await before;
    signal.throwIfAborted();
    return release;
  };
  return { rows, files, lock };
}

/** A page on a device; the test settles its requests. */
function aPage(device = aDevice()) {
  const sent: Sent[] = [];
  const fetched: Fetched[] = [];
  const abandoned: string[] = [];
  const releases: (() => void)[] = [];
  const uploads = createUploadQueue({
    send: (file, options) =>
      new Promise((resolve, reject) => {
        const succeed = async () => resolve(aMedia(file.name));
        sent.push({ ...options, file, succeed, fail: async (error) => reject(error) });
      }),
    fetchRemote: (url, signal) =>
      new Promise((resolve, reject) => {
        fetched.push({ url, signal, succeed: () => resolve(aMedia(url)), fail: reject });
      }),
    abandon: (uploadUrl) => abandoned.push(uploadUrl),
    files: device.files,
    async lock(id, signal) {
      const release = await device.lock(id, signal);
      releases.push(release);
      return release;
    },
  });
  const states = () => uploads.all().map(({ state }) => state.status);
  const add = (file = aPicture()) => uploads.add(file, 'bai');
  const stateOf = (id: string) => uploads.get(id)?.state;
  /** Closing a page releases its locks. */
  const close = () => {
    for (const release of releases) release();
  };
  return { uploads, sent, fetched, abandoned, states, add, stateOf, device, close };
}

const aPicture = (name = 'anh.jpg') => new File(['x'], name, { type: 'image/jpeg' });
const offline = new TypeError('Failed to fetch');

function aMedia(fileName: string): Media {
  return {
    id: '0197f6d2-0000-7000-8000-000000000001',
    fileName,
    mimeType: 'image/jpeg',
    width: 1600,
    height: 1000,
    bytes: 1,
    caption: '',
    credit: '',
    alt: '',
    renditions: [],
    createdAt: '2026-03-11T07:06:00Z',
    createdBy: { id: 'a', name: 'A' },
  };
}

test('two files are sent in parallel, the next one when one of them is done', async () => {
  const { add, sent, states } = aPage();
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) add(aPicture(name));
  expect(states()).toEqual(['sending', 'sending', 'waiting']);
  await sent[1]?.succeed();
  await expect.poll(states).toEqual(['sending', 'done', 'sending']);
  expect(sent.map(({ file }) => file.name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('subscribers receive progress and result', async () => {
  const { uploads, add, sent, stateOf } = aPage();
  const id = add();
  const received: unknown[] = [];
  const unsubscribe = uploads.subscribe(() => received.push(stateOf(id)));
  sent[0]?.onProgress(0.4);
  await sent[0]?.succeed();
  await expect.poll(() => stateOf(id)?.status).toBe('done');
  expect(received).toContainEqual({ status: 'sending', progress: 0.4 });
  unsubscribe();
  const count = received.length;
  uploads.remove(id);
  expect(received).toHaveLength(count);
});

test('a failed upload has the error code, and its file can be sent again', async () => {
  const { uploads, add, sent, stateOf } = aPage();
  const id = add();
  await sent[0]?.fail(new ApiProblem({ code: 'storage-full', status: 507 }));
  await expect.poll(() => stateOf(id)).toEqual({ status: 'failed', code: 'storage-full' });
  uploads.retry(id);
  expect(sent[1]?.file).toBe(sent[0]?.file);
  expect(stateOf(id)?.status).toBe('sending');
});

test('an upload that failed offline continues at its upload URL when the network is back', async () => {
  const { add, sent, stateOf } = aPage();
  const id = add();
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  await sent[0]?.fail(offline);
  await expect.poll(() => stateOf(id)).toEqual({ status: 'failed', code: 'offline' });
  dispatchEvent(new Event('online'));
  expect(stateOf(id)?.status).toBe('sending');
  expect(sent[1]?.uploadUrl).toBe('/api/uploads/1');
});

test('a file stays on the device until its upload is removed', async () => {
  const { uploads, add, sent, stateOf, device } = aPage();
  const id = add();
  await expect.poll(() => uploads.get(id)?.isStored).toBe(true);
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  await expect.poll(() => device.rows.get(id)).toMatchObject({ articleId: 'bai', address: '/api/uploads/1' });
  await sent[0]?.succeed();
  await expect.poll(() => stateOf(id)?.status).toBe('done');
  expect(device.rows.has(id)).toBe(true);
  uploads.remove(id);
  await expect.poll(() => device.rows.size).toBe(0);
});

test('after a restart the placeholder restores the upload with its upload URL', async () => {
  const device = aDevice();
  const file = aPicture('tau.jpg');
  device.rows.set('u', { uploadId: 'u', accountId: 'a', articleId: 'bai', file, address: '/api/uploads/1' });
  const { uploads, sent, stateOf } = aPage(device);
  uploads.attach('u');
  await expect.poll(() => stateOf('u')?.status).toBe('sending');
  expect(sent).toMatchObject([{ file, uploadUrl: '/api/uploads/1' }]);
  uploads.attach('u');
  expect(sent).toHaveLength(1);
});

test('a placeholder whose file is on another device adds no upload', async () => {
  const { uploads, device } = aPage();
  uploads.attach('cua-nguoi-khac');
  const release = await device.lock('cua-nguoi-khac', new AbortController().signal);
  expect(uploads.all()).toEqual([]);
  release();
});

test('of two tabs one holds the lock; the other continues the upload when that one is closed', async () => {
  const device = aDevice();
  const [first, second] = [aPage(device), aPage(device)];
  const id = first.add();
  first.sent[0]?.onUploadUrl?.('/api/uploads/1');
  await expect.poll(() => device.rows.get(id)?.address).toBe('/api/uploads/1');
  second.uploads.attach(id);
  await device.files.get(id);
  expect(second.uploads.all()).toEqual([]);
  first.close();
  await expect.poll(() => second.sent).toMatchObject([{ uploadUrl: '/api/uploads/1' }]);
});

test('cancelling aborts the request, deletes the upload on the server and starts the next one', async () => {
  const { uploads, add, sent, states, abandoned, device } = aPage();
  const [first = ''] = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => add(aPicture(name)));
  await expect.poll(() => device.rows.size).toBe(3);
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  uploads.cancel(first);
  expect(sent[0]?.signal.aborted).toBe(true);
  expect(states()).toEqual(['cancelled', 'sending', 'sending']);
  expect(abandoned).toEqual(['/api/uploads/1']);
  await expect.poll(() => device.rows.has(first)).toBe(false);
  await sent[0]?.succeed();
  await Promise.resolve();
  expect(states()[0]).toBe('cancelled');
  // Undo restores the placeholder: the file is sent from the start.
  await sent[1]?.succeed();
  uploads.retry(first);
  await expect.poll(() => sent.at(-1)?.file).toBe(sent[0]?.file);
  expect(sent.at(-1)?.uploadUrl).toBeNull();
  await expect.poll(() => device.rows.has(first)).toBe(true);
});

test('an upload that the server creates after its removal is abandoned', () => {
  const { uploads, add, sent, abandoned } = aPage();
  uploads.remove(add());
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  expect(abandoned).toEqual(['/api/uploads/1']);
});

test('another file takes the place of one that could not be used', async () => {
  const { uploads, add, sent, stateOf, device } = aPage();
  const id = add(new File(['<svg/>'], 'so-do.svg', { type: 'image/svg+xml' }));
  expect(stateOf(id)).toEqual({ status: 'failed', code: 'unsupported-image' });
  expect(sent).toHaveLength(0);
  uploads.replaceFile(id, aPicture('so-do.png'), 'bai');
  expect(sent[0]?.file.name).toBe('so-do.png');
  await expect.poll(() => device.rows.get(id)?.file.name).toBe('so-do.png');
});

test('a paused queue sends nothing and continues on resume', async () => {
  const { uploads, add, sent, states } = aPage();
  const id = add();
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  uploads.pause();
  expect(sent[0]?.signal.aborted).toBe(true);
  uploads.retry(id);
  dispatchEvent(new Event('online'));
  expect([sent.length, states()]).toEqual([1, ['waiting']]);
  uploads.resume();
  expect(sent[1]?.uploadUrl).toBe('/api/uploads/1');
});

test('leaving the page needs a confirmation only while files are not stored', async () => {
  const requiresConfirmation = () => {
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
  };
  const page = aPage();
  page.add();
  await expect.poll(requiresConfirmation).toBe(false);
  const device = aDevice();
  device.files.put = () => Promise.reject(new DOMException('No room', 'QuotaExceededError'));
  const { uploads, sent, add } = aPage(device);
  const id = add();
  expect(sent).toHaveLength(1);
  expect(requiresConfirmation()).toBe(true);
  uploads.remove(id);
  expect(requiresConfirmation()).toBe(false);
});

test('a file is refused without being sent when it is too large, empty, or no picture', () => {
  const large = aPicture();
  Object.defineProperty(large, 'size', { value: limits.imageMaxBytes + 1 });
  expect(imageFileProblem(large)).toBe('too-large');
  expect(imageFileProblem(new File([], 'rong.jpg', { type: 'image/jpeg' }))).toBe('unsupported-image');
  expect(imageFileProblem(new File(['x'], 'van-ban.pdf', { type: 'application/pdf' }))).toBe(
    'unsupported-image',
  );
  expect(imageFileProblem(new File(['x'], 'khong-loai.JPG'))).toBeNull();
  const phone = [new File(['x'], 'IMG_1.HEIC'), new File(['x'], 'a', { type: 'image/heic' })];
  for (const heic of [...phone, new File(['x'], 'DSC_1.HIF')]) expect(imageFileProblem(heic)).toBeNull();
  expect(imageFileProblem(aPicture())).toBeNull();
});

test('a HEIC is shown as being converted, and its JPEG replaces it here and on the device before it is sent', async () => {
  const { uploads, sent, add, stateOf, device } = aPage();
  const id = add(new File(['x'], 'IMG_1.HEIC', { type: 'image/heic' }));
  sent[0]?.onConverting?.();
  expect(stateOf(id)).toEqual({ status: 'converting' });
  const jpeg = aPicture('IMG_1.jpg');
  sent[0]?.onConverted?.(jpeg);
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  expect(uploads.get(id)).toMatchObject({ file: jpeg, state: { status: 'sending', progress: 0 } });
  await expect.poll(() => device.rows.get(id)).toMatchObject({ file: jpeg, address: '/api/uploads/1' });
});

test('a conversion that is cancelled or paused leaves nothing; its HEIC can be tried again', async () => {
  const { uploads, sent, add, stateOf } = aPage();
  const heic = new File(['x'], 'IMG_1.HEIC', { type: 'image/heic' });
  const id = add(heic);
  sent[0]?.onConverting?.();
  uploads.pause();
  expect(stateOf(id)).toEqual({ status: 'waiting' });
  expect(sent[0]?.signal.aborted).toBe(true);
  sent[0]?.onConverted?.(aPicture('IMG_1.jpg'));
  uploads.resume();
  await expect.poll(() => sent.map(({ file }) => file)).toEqual([heic, heic]);
  sent[1]?.onConverting?.();
  uploads.cancel(id);
  expect([stateOf(id)?.status, sent[1]?.signal.aborted]).toEqual(['cancelled', true]);
  uploads.retry(id);
  expect(sent[2]?.file).toBe(heic);
});

test('a picture of another site is fetched in its turn, not stored, and can be tried again or replaced', async () => {
  const { uploads, fetched, sent, stateOf, device } = aPage();
  const url = 'https://bao.example/cang.jpg';
  uploads.fetchRemote('a', url, 'bai');
  expect(stateOf('a')).toEqual({ status: 'sending', progress: 0 });
  fetched[0]?.fail(new ApiProblem({ code: 'remote-unreachable', status: 422 }));
  await expect.poll(() => stateOf('a')).toEqual({ status: 'failed', code: 'remote-unreachable' });
  uploads.retry('a');
  fetched[1]?.succeed();
  await expect.poll(() => stateOf('a')?.status).toBe('done');
  expect([fetched.map((request) => request.url), device.rows.size]).toEqual([[url, url], 0]);

  uploads.fetchRemote('b', url, 'bai');
  uploads.replaceFile('b', aPicture(), 'bai');
  expect(fetched[2]?.signal.aborted).toBe(true);
  expect(sent.map(({ file }) => file.name)).toEqual(['anh.jpg']);
  const leaving = new Event('beforeunload', { cancelable: true });
  uploads.removeAll();
  uploads.fetchRemote('c', url, 'bai');
  dispatchEvent(leaving);
  expect(leaving.defaultPrevented).toBe(false);
});

test('a file that changed is replaced by its copy on the device, or asked for again', async () => {
  const { uploads, add, sent, stateOf, device } = aPage();
  const changed = new ApiProblem({ code: 'file-changed', status: 0 });
  const id = add();
  await expect.poll(() => device.rows.has(id)).toBe(true);
  const copy = aPicture('ban-sao.jpg');
  const row = device.rows.get(id);
  if (row) device.rows.set(id, { ...row, file: copy });
  sent[0]?.onUploadUrl?.('/api/uploads/1');
  await sent[0]?.fail(changed);
  await expect.poll(() => sent[1]).toMatchObject({ file: copy, uploadUrl: '/api/uploads/1' });
  await sent[1]?.fail(changed);
  await expect.poll(() => stateOf(id)).toEqual({ status: 'failed', code: 'file-changed' });
  dispatchEvent(new Event('online'));
  expect(sent).toHaveLength(2);
  uploads.replaceFile(id, aPicture('moi.jpg'), 'bai');
  expect(sent[2]?.file.name).toBe('moi.jpg');
});
