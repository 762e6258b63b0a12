import wasmUrl from 'libheif-js/libheif-wasm/libheif.wasm?url';
import { largestImageSize } from '../../../domain/iso-media.ts';
import { limits } from '../../../domain/limits.ts';
import { ApiProblem } from '../../lib/problem.ts';
import type { HeicAnswer, HeicRequest } from './heic-worker.ts';

let lastConversion: Promise<unknown> = Promise.resolve();

/**
 * Converts a HEIC to an upright JPEG with its metadata, for a server that decodes none. One after the other: a picture
 * takes up to 450 MB.
 *
 * @returns the JPEG, named like the file.
 * @throws ApiProblem (`heic-image` for a picture that cannot be converted, `offline`), the signal's reason, or
 * `NotReadableError` for a file that may not be read any more.
 */
export function convertHeic(file: File, signal: AbortSignal): Promise<File> {
  const conversion = lastConversion.then(() => convert(file, signal));
  lastConversion = conversion.catch(() => undefined);
  return conversion;
}

async function convert(file: File, signal: AbortSignal): Promise<File> {
  signal.throwIfAborted();
  const heic = await file.arrayBuffer();
  if (!isWithinLimits(heic)) throw refusal();
  const response = await fetch(wasmUrl, { signal });
  if (!response.ok) throw refusal();
  const jpeg = await runWorker({ heic, wasm: await response.arrayBuffer() }, signal);
  if (!jpeg) throw refusal();
  const name = `${file.name.replace(/\.(hei[cf]s?|hif)$/i, '')}.jpg`;
  return new File([jpeg], name, { type: 'image/jpeg', lastModified: file.lastModified });
}

const refusal = () => new ApiProblem({ code: 'heic-image', status: 0 });

/** Judged by what the file declares, before anything is allocated for its pixels. */
export function isWithinLimits(heic: ArrayBuffer): boolean {
  try {
    const size = largestImageSize(new DataView(heic));
    return size !== null && size.width * size.height <= limits.heicMaxPixels;
  } catch (error) {
    // The file ends within its header.
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Resolves with null where the worker cannot convert it, cannot start, or takes too long. */
function runWorker(request: HeicRequest, signal: AbortSignal): Promise<Blob | null> {
  const worker = new Worker(new URL('./heic-worker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ended = new AbortController();
  return new Promise<Blob | null>((resolve, reject) => {
    timer = setTimeout(() => resolve(null), limits.heicMaxSeconds * 1000);
    signal.addEventListener('abort', () => reject(signal.reason), { signal: ended.signal });
    worker.onmessage = ({ data }: MessageEvent<HeicAnswer>) => resolve(data.jpeg);
    worker.onerror = () => {
      if (navigator.onLine) resolve(null);
      else reject(new ApiProblem({ code: 'offline', status: 0 }));
    };
    worker.postMessage(request, [request.heic, request.wasm]);
  }).finally(() => {
    clearTimeout(timer);
    ended.abort();
    worker.terminate();
  });
}
