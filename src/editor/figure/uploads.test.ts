import { expect, test } from 'vitest';
import type { Media } from '../../../domain/contract/media.ts';
import { limits } from '../../../domain/limits.ts';
import { ApiProblem } from '../../lib/problem.ts';
import type { KeptFile, KeptFiles } from '../../lib/waiting-files.ts';
import { obviousProblem } from './picture-file.ts';
import { createUploads, type SendOptions } from './uploads.ts';

type Sent = SendOptions & {
  file: File;
  succeed: () => Promise<void>;
  fail: (error: unknown) => Promise<void>;
};

/** A device: what lies on it survives the pages that are opened on it. */
function aDevice() {
  const rows = new Map<string, KeptFile>();
  const held = new Map<string, Promise<void>>();
  const files: KeptFiles = {
    put: async (kept) => void rows.set(kept.uploadId, { ...kept, accountId: 'a' }),
    get: async (id) => rows.get(id) ?? null,
    async setAddress(id, address) {
      const row = rows.get(id);
      if (row) rows.set(id, { ...row, address });
    },
    remove: async (id) => void rows.delete(id),
  };
  /** As browsers do it: one after the other, in the order in which they asked. */
  const hold = async (id: string, signal: AbortSignal) => {
    const before = held.get(id);
    let release = () => {};
    held.set(
      id,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    await before;
    signal.throwIfAborted();
    return release;
  };
  return { rows, files, hold };
}

/** A page on a device, whose sending is in the hands of the test. */
function aPage(device = aDevice()) {
  const sent: Sent[] = [];
  const dropped: string[] = [];
  const releases: (() => void)[] = [];
  const uploads = createUploads({
    send: (file, options) =>
      new Promise((resolve, reject) => {
        const succeed = async () => resolve(aMedia(file.name));
        sent.push({ ...options, file, succeed, fail: async (error) => reject(error) });
      }),
    drop: (address) => dropped.push(address),
    files: device.files,
    async hold(id, signal) {
      const release = await device.hold(id, signal);
      releases.push(release);
      return release;
    },
  });
  const states = () => uploads.all().map(({ state }) => state.status);
  const add = (file = aPicture()) => uploads.add(file, 'bai');
  const stateOf = (id: string) => uploads.get(id)?.state;
  /** The browser lets go of all that a page holds. */
  const close = () => {
    for (const release of releases) release();
  };
  return { uploads, sent, dropped, states, add, stateOf, device, close };
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

test('two files go up at once, the next when one of them is through', async () => {
  const { add, sent, states } = aPage();
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) add(aPicture(name));
  expect(states()).toEqual(['sending', 'sending', 'waiting']);
  await sent[1]?.succeed();
  await expect.poll(states).toEqual(['sending', 'done', 'sending']);
  expect(sent.map(({ file }) => file.name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('progress and outcome are told to whoever listens', async () => {
  const { uploads, add, sent, stateOf } = aPage();
  const id = add();
  const heard: unknown[] = [];
  const stop = uploads.subscribe(() => heard.push(stateOf(id)));
  sent[0]?.onProgress(0.4);
  await sent[0]?.succeed();
  await expect.poll(() => stateOf(id)?.status).toBe('done');
  expect(heard).toContainEqual({ status: 'sending', progress: 0.4 });
  stop();
  const count = heard.length;
  uploads.forget(id);
  expect(heard).toHaveLength(count);
});

test('a refusal is kept with its code, and the same file can be sent again', async () => {
  const { uploads, add, sent, stateOf } = aPage();
  const id = add();
  await sent[0]?.fail(new ApiProblem({ code: 'storage-full', status: 507 }));
  await expect.poll(() => stateOf(id)).toEqual({ status: 'failed', code: 'storage-full' });
  uploads.retry(id);
  expect(sent[1]?.file).toBe(sent[0]?.file);
  expect(stateOf(id)?.status).toBe('sending');
});

test('what failed without a network goes up again when there is one, to where its parts lie', async () => {
  const { add, sent, stateOf } = aPage();
  const id = add();
  sent[0]?.onAddress?.('/api/uploads/1');
  await sent[0]?.fail(offline);
  await expect.poll(() => stateOf(id)).toEqual({ status: 'failed', code: 'offline' });
  dispatchEvent(new Event('online'));
  expect(stateOf(id)?.status).toBe('sending');
  expect(sent[1]?.address).toBe('/api/uploads/1');
});

test('a file stays on the device until its figure stands', async () => {
  const { uploads, add, sent, stateOf, device } = aPage();
  const id = add();
  await expect.poll(() => uploads.get(id)?.isKept).toBe(true);
  sent[0]?.onAddress?.('/api/uploads/1');
  await expect.poll(() => device.rows.get(id)).toMatchObject({ articleId: 'bai', address: '/api/uploads/1' });
  await sent[0]?.succeed();
  await expect.poll(() => stateOf(id)?.status).toBe('done');
  expect(device.rows.has(id)).toBe(true);
  uploads.forget(id);
  await expect.poll(() => device.rows.size).toBe(0);
});

test('after a restart its placeholder finds the file, and sends only the rest', async () => {
  const device = aDevice();
  const file = aPicture('tau.jpg');
  device.rows.set('u', { uploadId: 'u', accountId: 'a', articleId: 'bai', file, address: '/api/uploads/1' });
  const { uploads, sent, stateOf } = aPage(device);
  uploads.resume('u');
  await expect.poll(() => stateOf('u')?.status).toBe('sending');
  expect(sent).toMatchObject([{ file, address: '/api/uploads/1' }]);
  uploads.resume('u');
  expect(sent).toHaveLength(1);
});

test('a placeholder whose file lies elsewhere stays as it is', async () => {
  const { uploads, device } = aPage();
  uploads.resume('cua-nguoi-khac');
  const release = await device.hold('cua-nguoi-khac', new AbortController().signal);
  expect(uploads.all()).toEqual([]);
  release();
});

test('of two tabs one has an upload in hand; the other goes on when that one is closed', async () => {
  const device = aDevice();
  const [first, second] = [aPage(device), aPage(device)];
  const id = first.add();
  first.sent[0]?.onAddress?.('/api/uploads/1');
  await expect.poll(() => device.rows.get(id)?.address).toBe('/api/uploads/1');
  second.uploads.resume(id);
  await device.files.get(id);
  expect(second.uploads.all()).toEqual([]);
  first.close();
  await expect.poll(() => second.sent).toMatchObject([{ address: '/api/uploads/1' }]);
});

test('cancelling stops the request here and on the server, and lets the next one go', async () => {
  const { uploads, add, sent, states, dropped, device } = aPage();
  const [first = ''] = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => add(aPicture(name)));
  await expect.poll(() => device.rows.size).toBe(3);
  sent[0]?.onAddress?.('/api/uploads/1');
  uploads.cancel(first);
  expect(sent[0]?.signal.aborted).toBe(true);
  expect(states()).toEqual(['cancelled', 'sending', 'sending']);
  expect(dropped).toEqual(['/api/uploads/1']);
  await expect.poll(() => device.rows.has(first)).toBe(false);
  await sent[0]?.succeed();
  await Promise.resolve();
  expect(states()[0]).toBe('cancelled');
  // Undo brings the place back: the file goes up anew.
  await sent[1]?.succeed();
  uploads.retry(first);
  await expect.poll(() => sent.at(-1)?.file).toBe(sent[0]?.file);
  expect(sent.at(-1)?.address).toBeNull();
  await expect.poll(() => device.rows.has(first)).toBe(true);
});

test('an address that comes after the end is let go at once', () => {
  const { uploads, add, sent, dropped } = aPage();
  uploads.forget(add());
  sent[0]?.onAddress?.('/api/uploads/1');
  expect(dropped).toEqual(['/api/uploads/1']);
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

test('nothing is sent while somebody else is signed in, and it goes on afterwards', async () => {
  const { uploads, add, sent, states } = aPage();
  const id = add();
  sent[0]?.onAddress?.('/api/uploads/1');
  uploads.rest();
  expect(sent[0]?.signal.aborted).toBe(true);
  uploads.retry(id);
  dispatchEvent(new Event('online'));
  expect([sent.length, states()]).toEqual([1, ['waiting']]);
  uploads.wake();
  expect(sent[1]?.address).toBe('/api/uploads/1');
});

test('the browser asks before a page is left whose files are not kept, and only then', async () => {
  const asks = () => {
    const leaving = new Event('beforeunload', { cancelable: true });
    dispatchEvent(leaving);
    return leaving.defaultPrevented;
  };
  const kept = aPage();
  kept.add();
  await expect.poll(asks).toBe(false);
  const device = aDevice();
  device.files.put = () => Promise.reject(new DOMException('No room', 'QuotaExceededError'));
  const { uploads, sent, add } = aPage(device);
  const id = add();
  expect(sent).toHaveLength(1);
  expect(asks()).toBe(true);
  uploads.forget(id);
  expect(asks()).toBe(false);
});

test('a file is refused without being sent when it is too large, empty, or no picture', () => {
  const large = aPicture();
  Object.defineProperty(large, 'size', { value: limits.imageMaxBytes + 1 });
  expect(obviousProblem(large)).toBe('too-large');
  expect(obviousProblem(new File([], 'rong.jpg', { type: 'image/jpeg' }))).toBe('unsupported-image');
  expect(obviousProblem(new File(['x'], 'van-ban.pdf', { type: 'application/pdf' }))).toBe(
    'unsupported-image',
  );
  expect(obviousProblem(new File(['x'], 'khong-loai.JPG'))).toBeNull();
  expect(obviousProblem(aPicture())).toBeNull();
});
