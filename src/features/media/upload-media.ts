import { type Media, mediaSchema } from '../../../domain/contract/media.ts';
import { ApiProblem, problemOf } from '../../lib/problem.ts';
import { sessionRenewed } from '../../lib/session.ts';

type UploadOptions = {
  signal: AbortSignal;
  /** From 0 to 1; at 1 everything is sent and the server prepares the picture. */
  onProgress: (progress: number) => void;
};

/**
 * Sends a picture to the desk. By XMLHttpRequest, because `fetch` does not tell how much has gone out. A session that
 * has ended waits for the sign-in dialog and then sends again.
 *
 * Rejects with an `ApiProblem` (`offline` when no answer came), or with the signal's reason when it is aborted.
 */
export async function uploadMedia(file: File, options: UploadOptions): Promise<Media> {
  const response = await send(file, options);
  if (response.ok) return mediaSchema.parse(await response.json());
  const problem = await problemOf(response);
  if (problem.code === 'unauthenticated' && (await sessionRenewed(options.signal))) {
    return uploadMedia(file, options);
  }
  options.signal.throwIfAborted();
  throw new ApiProblem(problem);
}

function send(file: File, { signal, onProgress }: UploadOptions): Promise<Response> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    signal.addEventListener('abort', abort, { once: true });
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onProgress(loaded / total);
    });
    request.addEventListener('load', () => {
      const { status, responseText } = request;
      const type = request.getResponseHeader('content-type') ?? 'text/plain';
      resolve(new Response(responseText, { status, headers: { 'content-type': type } }));
    });
    request.addEventListener('error', () => reject(new ApiProblem({ code: 'offline', status: 0 })));
    request.addEventListener('abort', () => reject(signal.reason));
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort));
    request.open('POST', '/api/media');
    const body = new FormData();
    body.set('file', file);
    request.send(body);
  });
}
