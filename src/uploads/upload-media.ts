import type { Media } from '../../domain/contract/media.ts';
import { countFrames } from '../../domain/image-frames.ts';
import { brandsMaxBytes, isHeic } from '../../domain/iso-media.ts';
import { limits } from '../../domain/limits.ts';
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
  /** Called when the conversion of a HEIC begins, before anything is sent. */
  onConverting?: () => void;
  /** Called with the JPEG that is sent in place of a HEIC. */
  onConverted?: (jpeg: File) => void;
};

/** How long the server may take to make the renditions. The request is safe to repeat. */
const renditionsMaxMs = 60_000;

/**
 * Uploads an image in resumable parts and requests its media item. A HEIC is converted before. When the session has
 * ended, waits for the sign-in dialog and continues.
 *
 * @throws ApiProblem (`offline` without a response, `too-many-frames` and `heic-image` before sending, `file-changed`), or
 * the signal's reason when aborted.
 */
export async function uploadMedia(file: File, options: SendOptions): Promise<Media> {
  try {
    const jpeg = await jpegOfHeic(file, options);
    // What an earlier attempt has sent may be of another conversion.
    return await (jpeg ? sendFile(jpeg, { ...options, uploadUrl: null }) : sendFile(file, options));
  } catch (error) {
    options.signal.throwIfAborted();
    // A request with a file that cannot be read fails like one without a network.
    const mayBeFile = ['offline', 'unexpected'].includes(toProblem(error).code);
    if (mayBeFile && !(await isReadable(file))) throw new ApiProblem({ code: 'file-changed', status: 0 });
    throw error;
  }
}

/** Converts a HEIC, which is known by its content, like the server knows all formats; null for another file. */
async function jpegOfHeic(
  file: File,
  { signal, onConverting, onConverted }: SendOptions,
): Promise<File | null> {
  if (!isHeic(new Uint8Array(await file.slice(0, brandsMaxBytes).arrayBuffer()))) return null;
  onConverting?.();
  const { convertHeic } = await import('./heic/convert-heic.ts');
  const jpeg = await convertHeic(file, signal);
  onConverted?.(jpeg);
  return jpeg;
}

/** Whether the browser still gives the content: not when the file was changed, moved or revoked since it was chosen. */
function isReadable(file: File): Promise<boolean> {
  return file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );
}

async function sendFile(file: File, options: SendOptions): Promise<Media> {
  const { signal, onProgress } = options;
  let uploadUrl = options.uploadUrl ?? null;
  if (uploadUrl === null) await assertFewFrames(file);
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

/**
 * Makes the server fetch a picture of another site.
 *
 * @throws as `uploadMedia`.
 */
export async function fetchMedia(url: string, signal: AbortSignal): Promise<Media> {
  for (;;) {
    const timeout = AbortSignal.timeout(fetchMaxMs);
    try {
      return await client.media.fetch({ url }, { signal: AbortSignal.any([signal, timeout]) });
    } catch (error) {
      signal.throwIfAborted();
      if (timeout.aborted) throw new ApiProblem({ code: 'offline', status: 0 });
      const isSignedOut = toProblem(error).code === 'unauthenticated';
      if (!isSignedOut || !(await sessionRenewed(signal))) throw error;
    }
  }
}

/** The other site has 30 seconds, and the renditions a minute; before that it waits for its turn. */
const fetchMaxMs = 180_000;

/** Spares the wait for a refusal, of an animation that may be large. */
async function assertFewFrames(file: File): Promise<void> {
  if (file.type === 'image/jpeg') return;
  if (countFrames(new Uint8Array(await file.arrayBuffer())) > limits.imageMaxFrames) {
    throw new ApiProblem({ code: 'too-many-frames', status: 0 });
  }
}

/** Deletes an unfinished upload on the server; where that fails, the upload expires. */
export function abandonUpload(uploadUrl: string): void {
  client.uploads.remove({ id: idOf(uploadUrl) }).catch(() => undefined);
}

const idOf = (uploadUrl: string) => uploadUrl.split('/').at(-1) ?? '';
