import {
  HocuspocusProvider,
  HocuspocusProviderWebsocket,
  MessageType,
  type onMessageParameters,
} from '@hocuspocus/provider';
import { schemaParameter } from '../../../domain/contract/article-state.ts';
import { collabPath } from '../../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../../domain/document/content.ts';

/**
 * The WebSocket of one article. Reconnects for as long as the page is open. Messages are never queued while it is
 * closed: the initial sync of the next connection transfers everything that is missing.
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
      // The server echoes awareness updates, which a background tab sends once a minute.
      messageReconnectTimeout: 75_000,
    });
  }

  override send(message: unknown): void {
    if (this.webSocket?.readyState === WebSocket.OPEN) super.send(message);
  }

  /** Abandons the current connection, which may be dead without the browser noticing, and opens a new one. */
  restart(): void {
    this.shouldConnect = true;
    if (this.webSocket) this.emit('close', { event: { code: 4408, reason: '' } });
    else void this.connect();
  }
}

/**
 * The document of an article on its socket. Changes are sent from the initial sync on, which transfers all earlier ones:
 * until a document is loaded, the server accepts only few and small messages for it.
 */
export class ArticleProvider extends HocuspocusProvider {
  private isSyncing = false;
  private hasSkippedPresence = false;

  /** To be called with the first update of the server on a connection, before it is applied. */
  syncBegun(): void {
    this.isSyncing = true;
    if (!this.hasSkippedPresence) return;
    this.hasSkippedPresence = false;
    super.awarenessUpdateHandler({ added: [], updated: [this.document.clientID], removed: [] }, null);
  }

  override onOpen(event: Event): Promise<void> {
    this.isSyncing = false;
    return super.onOpen(event);
  }

  override documentUpdateHandler(update: Uint8Array, origin: unknown): void {
    if (this.isSyncing) super.documentUpdateHandler(update, origin);
  }

  override awarenessUpdateHandler(
    changes: { added: number[]; updated: number[]; removed: number[] },
    origin: unknown,
  ): void {
    if (this.isSyncing) super.awarenessUpdateHandler(changes, origin);
    else this.hasSkippedPresence = true;
  }
}

/** The WebSocket URL of the server that this page came from. */
export function socketUrl(): string {
  const url = new URL(collabPath, location.href);
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
  url.searchParams.set(schemaParameter, String(schemaVersion));
  return url.href;
}

/** Message types of the Yjs sync protocol. The third one is a single update. */
const syncStep1 = 0;
const syncStep2 = 1;

/**
 * The Yjs update in a message of the server; null if there is none. `isInitial`: part of the initial sync.
 * Consumes the message.
 */
export function updateIn(
  message: onMessageParameters['message'],
): { update: Uint8Array; isInitial: boolean } | null {
  message.readVarString();
  if (message.readVarUint() !== MessageType.Sync) return null;
  const kind: number = message.readVarUint();
  if (kind === syncStep1) return null;
  return { update: message.readVarUint8Array(), isInitial: kind === syncStep2 };
}
