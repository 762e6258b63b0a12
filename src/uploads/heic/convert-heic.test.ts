import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { limits } from '../../../domain/limits.ts';
import { convertHeic } from './convert-heic.ts';
import type { HeicAnswer } from './heic-worker.ts';

const picture = readFileSync(new URL('../../../tests/fixtures/phone-picture.heic', import.meta.url));
const aFile = (name = 'IMG_0001.HEIC') => new File([picture], name, { type: 'image/heic', lastModified: 1 });
const signal = new AbortController().signal;

/** A worker whose answers the test gives. */
class FakeWorker {
  onmessage: (event: { data: HeicAnswer }) => void = () => {};
  onerror: () => void = () => {};
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();
  constructor() {
    workers.push(this);
  }
}

let workers: FakeWorker[] = [];
let fetchDecoder: () => Promise<Response>;

/** The worker that has got its file. */
async function startedWorker(index = 0): Promise<FakeWorker> {
  await vi.waitUntil(() => workers[index]?.postMessage.mock.calls.length, { timeout: 10_000, interval: 5 });
  const worker = workers[index];
  if (!worker) throw new Error('No worker');
  return worker;
}

beforeEach(() => {
  workers = [];
  fetchDecoder = async () => new Response(new Uint8Array(8));
  vi.stubGlobal('Worker', FakeWorker);
  vi.stubGlobal('fetch', () => fetchDecoder());
  vi.stubGlobal('navigator', { onLine: true });
});

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const code = (value: string) => ({ problem: { code: value, status: 0 } });

test('the JPEG is named like the HEIC, and the worker ends', async () => {
  const conversion = convertHeic(aFile('Ảnh 1.HEIC'), signal);
  const worker = await startedWorker();
  worker.onmessage({ data: { jpeg: new Blob(['jpeg']) } });
  const { name, type, lastModified } = await conversion;
  expect({ name, type, lastModified }).toEqual({ name: 'Ảnh 1.jpg', type: 'image/jpeg', lastModified: 1 });
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test.each([
  [
    'finds the picture damaged, or has no WebAssembly',
    (worker: FakeWorker) => worker.onmessage({ data: { jpeg: null } }),
  ],
  ['cannot start', (worker: FakeWorker) => worker.onerror()],
  ['takes too long', () => vi.advanceTimersByTime(limits.heicMaxSeconds * 1000)],
])('a picture is refused where the worker %s', async (_what, end) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const conversion = convertHeic(aFile(), signal);
  conversion.catch(() => undefined);
  const worker = await startedWorker();
  expect(worker.terminate).not.toHaveBeenCalled();
  end(worker);
  await expect(conversion).rejects.toMatchObject(code('heic-image'));
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('without the decoder on the server a picture is refused; without a network it is tried again later', async () => {
  fetchDecoder = async () => new Response(null, { status: 404 });
  await expect(convertHeic(aFile(), signal)).rejects.toMatchObject(code('heic-image'));
  fetchDecoder = () => Promise.reject(new TypeError('Failed to fetch'));
  await expect(convertHeic(aFile(), signal)).rejects.toThrow('Failed to fetch');
  expect(workers).toEqual([]);
});

test('a cancelled conversion ends its worker', async () => {
  const controller = new AbortController();
  const conversion = convertHeic(aFile(), controller.signal);
  const worker = await startedWorker();
  controller.abort();
  await expect(conversion).rejects.toMatchObject({ name: 'AbortError' });
  expect(worker.terminate).toHaveBeenCalledOnce();
});

test('pictures are converted one after the other, also after one that failed', async () => {
  const [first, second] = [convertHeic(aFile(), signal), convertHeic(aFile(), signal)];
  first.catch(() => undefined);
  const worker = await startedWorker();
  expect(workers).toHaveLength(1);
  worker.onmessage({ data: { jpeg: null } });
  await expect(first).rejects.toMatchObject(code('heic-image'));
  (await startedWorker(1)).onmessage({ data: { jpeg: new Blob(['jpeg']) } });
  expect((await second).name).toBe('IMG_0001.jpg');
});
