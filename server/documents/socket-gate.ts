import { IncomingMessage } from '@hocuspocus/server';
import { articleIdOf, type CloseReason } from '../../domain/contract/collaboration.ts';

/** Until the session has been checked. The message that asks for it has about a hundred bytes. */
export const unauthenticatedMessageMaxBytes = 4 * 1024;
/** A socket that does not ask for a document within this time is closed. */
const firstMessageMs = 5_000;
/** A desk opens a socket for each article; other clients may open several on one. */
const documentsMax = 32;
/** A document's name has 44 bytes, after a byte for their number. */
const nameMaxBytes = 64;

/**
 * Judges the messages of one socket before Hocuspocus parses them, because it logs what it cannot read and holds what it
 * does not know.
 *
 * @param close called once, when no document was asked for in time.
 */
export function createSocketGate(close: (reason: CloseReason) => void) {
  const names = new Set<string>();
  let isAuthenticated = false;
  const timer = setTimeout(() => close('timeout'), firstMessageMs);

  return {
    /** A session was found for a document of this socket: the limits of signed-in people apply. */
    authenticated(): void {
      isAuthenticated = true;
    },
    /** @returns the reason to close the socket, or null. */
    judge(data: Uint8Array): CloseReason | null {
      if (!isAuthenticated && data.byteLength > unauthenticatedMessageMaxBytes) return 'too-large';
      const name = documentNameIn(data);
      if (name === null || articleIdOf(name) === null) return 'not-found';
      clearTimeout(timer);
      names.add(name);
      return names.size > documentsMax ? 'throttled' : null;
    },
    dispose: () => clearTimeout(timer),
  };
}

/** The document name at the beginning of a message of Hocuspocus's protocol; null without one. */
function documentNameIn(data: Uint8Array): string | null {
  try {
    return new IncomingMessage(data.subarray(0, nameMaxBytes)).readVarString();
  } catch {
    return null;
  }
}
