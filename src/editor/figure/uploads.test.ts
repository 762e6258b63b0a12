import { expect, test } from 'vitest';
import type { Media } from '../../../domain/contract/media.ts';
import { limits } from '../../../domain/limits.ts';
import { ApiProblem } from '../../lib/problem.ts';
import { createUploads, obviousProblem, type SendFile } from './uploads.ts';

type Sent = {
  file: File;
  signal: AbortSignal;
  onProgress: (progress: number) => void;
  succeed: () => Promise<void>;
  fail: (error: unknown) => Promise<void>;
};

/** Uploads whose sending is in the hands of the test. */
function someUploads() {
  const sent: Sent[] = [];
  const send: SendFile = (file, { signal, onProgress }) =>
    new Promise((resolve, reject) => {
      sent.push({
        file,
        signal,
        onProgress,
        succeed: async () => resolve(aMedia(file.name)),
        fail: async (error) => reject(error),
      });
    });
  const uploads = createUploads({ send });
  const states = () => uploads.all().map(({ state }) => state.status);
  return { uploads, sent, states };
}

const aPicture = (name = 'anh.jpg') => new File(['x'], name, { type: 'image/jpeg' });

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
  const { uploads, sent, states } = someUploads();
  for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) uploads.add(aPicture(name));
  expect(states()).toEqual(['sending', 'sending', 'waiting']);
  await sent[1]?.succeed();
  await expect.poll(states).toEqual(['sending', 'done', 'sending']);
  expect(sent.map(({ file }) => file.name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('progress and outcome are told to whoever listens', async () => {
  const { uploads, sent } = someUploads();
  const id = uploads.add(aPicture());
  const heard: unknown[] = [];
  const stop = uploads.subscribe(() => heard.push(uploads.get(id)?.state));
  sent[0]?.onProgress(0.4);
  await sent[0]?.succeed();
  await expect.poll(() => uploads.get(id)?.state.status).toBe('done');
  expect(heard).toContainEqual({ status: 'sending', progress: 0.4 });
  stop();
  const count = heard.length;
  uploads.forget(id);
  expect(heard).toHaveLength(count);
});

test('a refusal is kept with its code, and the same file can be sent again', async () => {
  const { uploads, sent } = someUploads();
  const id = uploads.add(aPicture());
  await sent[0]?.fail(new ApiProblem({ code: 'storage-full', status: 507 }));
  await expect.poll(() => uploads.get(id)?.state).toEqual({ status: 'failed', code: 'storage-full' });
  uploads.retry(id);
  expect(sent[1]?.file).toBe(sent[0]?.file);
  expect(uploads.get(id)?.state.status).toBe('sending');
});

test('what failed without a network goes up again when there is one', async () => {
  const { uploads, sent } = someUploads();
  const id = uploads.add(aPicture());
  await sent[0]?.fail(new TypeError('Failed to fetch'));
  await expect.poll(() => uploads.get(id)?.state).toEqual({ status: 'failed', code: 'offline' });
  dispatchEvent(new Event('online'));
  expect(uploads.get(id)?.state.status).toBe('sending');
});

test('cancelling stops the request and lets the next one go', async () => {
  const { uploads, sent, states } = someUploads();
  const [first] = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => uploads.add(aPicture(name)));
  uploads.cancel(String(first));
  expect(sent[0]?.signal.aborted).toBe(true);
  expect(states()).toEqual(['cancelled', 'sending', 'sending']);
  await sent[0]?.succeed();
  await Promise.resolve();
  expect(states()[0]).toBe('cancelled');
});

test('another file takes the place of one that could not be used', () => {
  const { uploads, sent } = someUploads();
  const id = uploads.add(new File(['<svg/>'], 'so-do.svg', { type: 'image/svg+xml' }));
  expect(uploads.get(id)?.state).toEqual({ status: 'failed', code: 'unsupported-image' });
  expect(sent).toHaveLength(0);
  uploads.replaceFile(id, aPicture('so-do.png'));
  expect(sent[0]?.file.name).toBe('so-do.png');
});

test('the page is busy as long as something is on its way', async () => {
  const { uploads, sent } = someUploads();
  expect(uploads.isBusy()).toBe(false);
  uploads.add(aPicture());
  expect(uploads.isBusy()).toBe(true);
  await sent[0]?.succeed();
  await expect.poll(() => uploads.isBusy()).toBe(false);
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
