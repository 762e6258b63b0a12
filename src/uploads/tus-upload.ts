import type { DetailedError, Upload } from 'tus-js-client';
import { ApiProblem, readProblem } from '../lib/problem.ts';

type TusUploadOptions = {
  /** The server's tus endpoint, as an absolute URL. */
  endpoint: string;
  fileName: string;
  /** The upload's URL on the server, from an earlier attempt. */
  uploadUrl: string | null;
  onUploadUrl: (uploadUrl: string) => void;
  /** From 0 to 1. */
  onProgress: (sent: number) => void;
  signal: AbortSignal;
  headers?: Record<string, string>;
  /** Time without progress after which the connection counts as dead. */
  stallMs?: number;
  retryDelaysMs?: number[];
};

/** Small, because an interrupted chunk is sent again from its start. */
const chunkBytes = 512 * 1024;
const defaultRetryDelaysMs = [500, 1_500, 4_000, 10_000];
/** Stalled connections in a row after which the upload fails. */
const maxStalls = 3;

/**
 * Uploads a file by tus. Received chunks are not sent again, neither after a broken connection nor by the next call
 * with the same `uploadUrl`. An upload that the server no longer has starts over.
 *
 * @param file any input that the tus client reads on this platform: a `File` in a browser, a `Buffer` in Node.
 * @returns the URL of the complete upload.
 * @throws ApiProblem (`offline` when repeated attempts got no response), or the signal's reason.
 */
export async function tusUpload(file: Upload['file'], options: TusUploadOptions): Promise<string> {
  let { uploadUrl } = options;
  for (let stalls = 0; ; ) {
    let hasProgressed = false;
    const outcome = await attempt(file, {
      ...options,
      uploadUrl,
      onUploadUrl: (url) => {
        if (url !== uploadUrl) options.onUploadUrl(url);
        uploadUrl = url;
      },
      onProgress: (sent) => {
        hasProgressed = true;
        options.onProgress(sent);
      },
    });
    if (outcome === 'done' && uploadUrl) return uploadUrl;
    if (outcome === 'unknown' && uploadUrl) {
      uploadUrl = null;
      continue;
    }
    stalls = hasProgressed ? 1 : stalls + 1;
    if (stalls >= maxStalls) throw new ApiProblem({ code: 'offline', status: 0 });
  }
}

/** Loads the client ahead of time, so that it is available offline. */
export const loadTusClient = () => import('tus-js-client');

async function attempt(
  file: Upload['file'],
  { endpoint, fileName, uploadUrl, onUploadUrl, onProgress, signal, headers, ...limits }: TusUploadOptions,
): Promise<'done' | 'stalled' | 'unknown'> {
  const { stallMs = 30_000, retryDelaysMs = defaultRetryDelaysMs } = limits;
  const { Upload: TusUpload } = await loadTusClient();
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
    // A half-open connection raises no event.
    const restartWatch = () => {
      clearTimeout(watch);
      watch = setTimeout(() => {
        void upload.abort();
        settle(() => resolve('stalled'));
      }, stallMs);
    };
    const upload = new TusUpload(file, {
      // With an endpoint the client would start over on every unexpected response.
      endpoint: uploadUrl ? null : endpoint,
      uploadUrl,
      metadata: { filename: fileName },
      ...(headers && { headers }),
      chunkSize: chunkBytes,
      retryDelays: retryDelaysMs,
      // The URL is stored with the file, see `stored-files.ts`.
      storeFingerprintForResuming: false,
      fingerprint: async () => '',
      onBeforeRequest: () => {
        // The abort may have come while the client was still opening the file.
        if (isOver) throw new Error('Stopped');
        restartWatch();
      },
      onShouldRetry: (error) => {
        if (isOver || globalThis.navigator?.onLine === false) return false;
        // The watch covers connections, not retry delays.
        clearTimeout(watch);
        return isTransient(error.originalResponse?.getStatus() ?? 0);
      },
      onUploadUrlAvailable: () => {
        upload.options.endpoint = null;
        if (upload.url) onUploadUrl(upload.url);
      },
      onProgress: (sent, total) => {
        if (isOver) return;
        restartWatch();
        onProgress(total > 0 ? sent / total : 1);
      },
      onSuccess: () => settle(() => resolve('done')),
      onError: (error) => {
        const status = responseOf(error)?.getStatus();
        settle(() => {
          if (uploadUrl && (status === 404 || status === 410)) return resolve('unknown');
          problemFrom(error).then(reject, reject);
        });
      },
    });
    signal.addEventListener('abort', handleAbort, { once: true });
    restartWatch();
    upload.start();
  });
}

/** No response, a duplicate chunk, or a temporarily unavailable server. */
function isTransient(status: number): boolean {
  return (
    status === 0 || status === 408 || status === 409 || status === 423 || (status >= 500 && status !== 507)
  );
}

const responseOf = (error: Error | DetailedError) =>
  'originalResponse' in error ? error.originalResponse : null;

async function problemFrom(error: Error | DetailedError): Promise<ApiProblem> {
  const response = responseOf(error);
  const status = response?.getStatus() ?? 0;
  if (!response || status < 200) {
    return new ApiProblem({ code: 'originalRequest' in error ? 'offline' : 'unexpected', status: 0 });
  }
  const type = response.getHeader('content-type') ?? 'text/plain';
  return readProblem(new Response(response.getBody(), { status, headers: { 'content-type': type } }));
}
