import type { Media } from '../../domain/contract/media.ts';
import { client } from '../lib/api.ts';
import { ApiProblem, toProblem } from '../lib/problem.ts';
import { sessionRenewed } from '../lib/session.ts';
import { tusUpload } from './tus-upload.ts';

export type SendOptions = {
  signal: AbortSignal;
  /** From 0 to 1; at 1 the server is still making the renditions. */
  onProgress: (progress: number) => void;
  /** The upload's URL on the server, from an earlier attempt. */
  uploadUrl?: string | null;
  /** Called once the server has created the upload. */
  onUploadUrl?: (uploadUrl: string) => void;
};

/** How long the server may take to make the renditions. The request is safe to repeat. */
const renditionsMaxMs = 60_000;

/**
 * Uploads an image in resumable parts and requests its media item. When the session has ended, waits for the sign-in
 * dialog and continues.
 *
 * @throws ApiProblem (`offline` without a response), or the signal's reason when aborted.
 */
export async function uploadMedia(file: File, options: SendOptions): Promise<Media> {
  const { signal, onProgress } = options;
  let uploadUrl = options.uploadUrl ?? null;
  for (;;) {
    try {
      uploadUrl = await tusUpload(file, {
        endpoint: new URL('/api/uploads', location.origin).href,
        fileName: file.name,
        uploadUrl,
        onUploadUrl: (url) => {
          uploadUrl = url;
          options.onUploadUrl?.(url);
        },
        onProgress,
        signal,
      });
      break;
    } catch (error) {
      const isSignedOut = toProblem(error).code === 'unauthenticated';
      if (!isSignedOut || !(await sessionRenewed(signal))) throw error;
    }
  }
  onProgress(1);
  try {
    const timeout = AbortSignal.timeout(renditionsMaxMs);
    return await client.uploads.finish(
      { id: idOf(uploadUrl) },
      { signal: AbortSignal.any([signal, timeout]) },
    );
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new ApiProblem({ code: 'offline', status: 0 });
    }
    throw error;
  }
}

/** Deletes an unfinished upload on the server; where that fails, the upload expires. */
export function abandonUpload(uploadUrl: string): void {
  client.uploads.remove({ id: idOf(uploadUrl) }).catch(() => undefined);
}

const idOf = (uploadUrl: string) => uploadUrl.split('/').at(-1) ?? '';
