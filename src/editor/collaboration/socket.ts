import { HocuspocusProviderWebsocket, MessageType, type onMessageParameters } from '@hocuspocus/provider';
import { collabPath, schemaParameter } from '../../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../../domain/document/content.ts';

/**
 * The WebSocket of one article. It goes on trying for as long as the page is open; words are never queued in it: every
 * connection starts by comparing documents, so what was typed without one needs no second way.
 */
export class ArticleSocket extends HocuspocusProviderWebsocket {
  constructor(url: string) {
    super({
      url,
      autoConnect: false,
      delay: 500,
      minDelay: 500,
      factor: 1.5,
      maxDelay: 5_000,
      // The server answers our presence, which a background tab says once a minute.
      messageReconnectTimeout: 75_000,
    });
  }

  override send(message: unknown): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) super.send(message);
  }

  /** Gives up the present connection, which may be dead without the browser knowing, and makes another. */
  restart(): void {
    this.shouldConnect = true;
    if (this.webSocket) this.emit('close', { event: { code: 4408, reason: '' } });
    else void this.connect();
  }
}

/** Where the server of this page takes sockets. */
export function socketUrl(): string {
  const url = new URL(collabPath, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set(schemaParameter, String(schemaVersion));
  return url.href;
}

/** Kinds of messages in the Yjs sync protocol: one asks, one answers with all that is missing, the third is an update. */
const syncStep1 = 0;
const syncStep2 = 1;

/**
 * The Yjs update that a message of the server brings; null when it brings none. `isFirst`: it is what a connection
 * starts with. Reads the message to its end.
 */
export function updateIn(
  message: onMessageParameters['message'],
): { update: Uint8Array; isFirst: boolean } | null {
  message.readVarString();
  if (message.readVarUint() !== MessageType.Sync) return null;
  const kind: number = message.readVarUint();
  if (kind === syncStep1) return null;
  return { update: message.readVarUint8Array(), isFirst: kind === syncStep2 };
}
