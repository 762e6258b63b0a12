import type { DetailedError, Upload } from 'tus-js-client';
import { ApiProblem, problemOf } from '../../lib/problem.ts';

type PartsOptions = {
  /** Where uploads begin, as a whole address. */
  endpoint: string;
  fileName: string;
  /** Where an earlier attempt has left its parts. */
  address: string | null;
  onAddress: (address: string) => void;
  /** From 0 to 1. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
  headers?: Record<string, string>;
  /** How long nothing may move before the connection counts as dead. */
  stallMs?: number;
  retryDelaysMs?: number[];
};

/** Small, because a part that the network breaks off is sent again from its start. */
const partBytes = 512 * 1024;
const retryDelaysUsual = [500, 1_500, 4_000, 10_000];
/** Such a connection is given up so often before it is called a failure. */
const stallsMost = 3;

/**
 * Sends a file to the server in parts, by tus: what has arrived is never sent again, neither after a broken
 * connection nor by the next call with the same `address`. An upload that the server no longer knows begins anew.
 *
 * @param file what the tus client can read on this platform: a `File` in a browser, a `Buffer` in Node.
 * @returns where the parts lie, all of them.
 * Rejects with an `ApiProblem` (`offline` when no answer came, again and again), or with the signal's reason.
 */
export async function sendParts(file: Upload['file'], options: PartsOptions): Promise<string> {
  let { address } = options;
  for (let stalls = 0; ; ) {
    let hasMoved = false;
    const outcome = await attempt(file, {
      ...options,
      address,
      onAddress: (found) => {
        if (found !== address) options.onAddress(found);
        address = found;
      },
      onProgress: (sent) => {
        hasMoved = true;
        options.onProgress(sent);
      },
    });
    if (outcome === 'done' && address) return address;
    if (outcome === 'unknown' && address) {
      address = null;
      continue;
    }
    stalls = hasMoved ? 1 : stalls + 1;
    if (stalls >= stallsMost) throw new ApiProblem({ code: 'offline', status: 0 });
  }
}

/** Loads the client, so that it is there when the network is not. */
export const loadTus = () => import('tus-js-client');

async function attempt(
  file: Upload['file'],
  { endpoint, fileName, address, onAddress, onProgress, signal, headers, ...limits }: PartsOptions,
): Promise<'done' | 'stalled' | 'unknown'> {
  const { stallMs = 30_000, retryDelaysMs = retryDelaysUsual } = limits;
  const { Upload: TusUpload } = await loadTus();
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    let isOver = false;
    let watch: ReturnType<typeof setTimeout> | undefined;
    const settle = (act: () => void) => {
      if (isOver) return;
      isOver = true;
      clearTimeout(watch);
      signal.removeEventListener('abort', handleAbort);
      act();
    };
    const handleAbort = () => {
      void upload.abort();
      settle(() => reject(signal.reason));
    };
    // Of a connection whose other end is gone nobody is told.
    const moved = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        void upload.abort();
        settle(() => resolve('stalled'));
      }, stallMs);
    };
    const upload = new TusUpload(file, {
      // Without an endpoint it does not begin anew for every answer that is not the one it hoped for.
      endpoint: address ? null : endpoint,
      uploadUrl: address,
      metadata: { filename: fileName },
      ...(headers && { headers }),
      chunkSize: partBytes,
      retryDelays: retryDelaysMs,
      // Where it lies is remembered with the file itself.
      storeFingerprintForResuming: false,
      fingerprint: async () => '',
      onBeforeRequest: () => {
        // It may still have been opening the file when it was told to stop.
        if (isOver) throw new Error('Stopped');
        moved();
      },
      onShouldRetry: (error) => {
        if (isOver || globalThis.navigator?.onLine === false) return false;
        // The watch is for connections; this is a wait that has an end.
        clearTimeout(watch);
        return isPassing(error.originalResponse?.getStatus() ?? 0);
      },
      onUploadUrlAvailable: () => {
        upload.options.endpoint = null;
        if (upload.url) onAddress(upload.url);
      },
      onProgress: (sent, total) => {
        if (isOver) return;
        moved();
        onProgress(total > 0 ? sent / total : 1);
      },
      onSuccess: () => settle(() => resolve('done')),
      onError: (error) => {
        const status = responseOf(error)?.getStatus();
        settle(() => {
          if (address && (status === 404 || status === 410)) return resolve('unknown');
          void problemBehind(error).then((problem) => reject(new ApiProblem(problem)));
        });
      },
    });
    signal.addEventListener('abort', handleAbort, { once: true });
    moved();
    upload.start();
  });
}

/** No answer, a part that came twice, a server that is away for a moment. */
function isPassing(status: number): boolean {
  return status === 0 || status === 409 || status === 423 || (status >= 500 && status !== 507);
}

const responseOf = (error: Error | DetailedError) =>
  'originalResponse' in error ? error.originalResponse : null;

async function problemBehind(error: Error | DetailedError) {
  const response = responseOf(error);
  const status = response?.getStatus() ?? 0;
  if (!response || status < 200) {
    return { code: 'originalRequest' in error ? 'offline' : 'unexpected', status: 0 } as const;
  }
  const type = response.getHeader('content-type') ?? 'text/plain';
  return problemOf(new Response(response.getBody(), { status, headers: { 'content-type': type } }));
}
