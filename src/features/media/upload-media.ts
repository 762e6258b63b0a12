import type { Media } from '../../../domain/contract/media.ts';
import type { SendOptions } from '../../editor/figure/uploads.ts';
import { client } from '../../lib/api.ts';
import { ApiProblem, toProblem } from '../../lib/problem.ts';
import { sessionRenewed } from '../../lib/session.ts';
import { sendParts } from './send-parts.ts';

/** How long the server may take to make the renditions. It is asked again after that, and answers the same. */
const prepareMaxMs = 60_000;

/**
 * Sends a picture to the desk, in parts that need not be sent again, and asks for what has become of it. A session
 * that has ended waits for the sign-in dialog and then goes on.
 *
 * Rejects with an `ApiProblem` (`offline` when no answer came), or with the signal's reason when it is aborted.
 */
export async function uploadMedia(file: File, options: SendOptions): Promise<Media> {
  const { signal, onProgress } = options;
  let address = options.address ?? null;
  for (;;) {
    try {
      address = await sendParts(file, {
        endpoint: new URL('/api/uploads', location.origin).href,
        fileName: file.name,
        address,
        onAddress: (found) => {
          address = found;
          options.onAddress?.(found);
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
    const limit = AbortSignal.timeout(prepareMaxMs);
    return await client.uploads.finish({ id: idOf(address) }, { signal: AbortSignal.any([signal, limit]) });
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof DOMException && error.name === 'TimeoutError') {
      throw new ApiProblem({ code: 'offline', status: 0 });
    }
    throw error;
  }
}

/** Tells the server that nothing will come of an upload. Where it cannot be told, the upload expires. */
export function dropUpload(address: string): void {
  client.uploads.remove({ id: idOf(address) }).catch(() => undefined);
}

const idOf = (address: string) => address.split('/').at(-1) ?? '';
