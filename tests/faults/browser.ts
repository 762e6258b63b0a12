import { setMaxListeners } from 'node:events';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  type ArticleDocument,
  createArticleDocument,
} from '../../src/editor/collaboration/article-document.ts';
import type { DocumentSnapshot } from '../../src/editor/collaboration/document-state.ts';

/**
 * The network of a page that runs without a browser: the desk's own client over real WebSockets. It can be cut, slowed
 * (see `tcp-proxy.ts`) or routed to another server.
 */
export type Network = {
  /** The server's local port; the next connection goes there. */
  port: number;
  headers: Record<string, string>;
  /** Frames that the pages have sent. */
  sent: Uint8Array[];
  /** Breaks every connection without a close frame, and refuses new ones. */
  cut(): void;
  /** The browser's `online` event. */
  restore(): void;
};

export type Page = ArticleDocument & { network: Network };

type KnownNetwork = Network & { isUp: boolean; sockets: Set<WebSocket> };

const networks = new Map<string, KnownNetwork>();
let current = 'http://nowhere.invalid/';
const events = new EventTarget();

/** Installs the browser globals that a page needs. An existing DOM's `document` and `Node` stay. */
export function installBrowser(): void {
  if (typeof document === 'undefined') {
    // Every page adds listeners to it.
    const page = new EventTarget();
    setMaxListeners(0, page, events);
    vi.stubGlobal('document', page);
    vi.stubGlobal('Node', class {});
    vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
    vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
    vi.stubGlobal('dispatchEvent', events.dispatchEvent.bind(events));
  }
  vi.stubGlobal('location', {
    get href() {
      return current;
    },
  });
  vi.stubGlobal('WebSocket', NetworkedSocket);
}

export function createNetwork(port: number, headers: Record<string, string>): Network {
  const key = `network${networks.size}`;
  const network: KnownNetwork = {
    port,
    headers,
    sent: [],
    isUp: true,
    sockets: new Set(),
    cut() {
      network.isUp = false;
      for (const socket of network.sockets) socket.terminate();
    },
    restore() {
      network.isUp = true;
      globalThis.dispatchEvent(new Event('online'));
    },
  };
  networks.set(key, network);
  return network;
}

/** Opens an article for editing, as the person whose session the network's headers carry. */
export function openPage(network: Network, articleId: string, userId: string): Page {
  const key = [...networks].find(([, known]) => known === network)?.[0];
  const page = createArticleDocument({ articleId, userId, onSignedOut: () => undefined });
  // All pages of this process share one `location`.
  current = `http://${key}.invalid/`;
  page.start();
  current = 'http://nowhere.invalid/';
  return Object.assign(page, { network });
}

/** Resolves when the page's snapshot satisfies the predicate. @throws with the last snapshot at the timeout. */
export function untilPage(
  page: ArticleDocument,
  what: string,
  predicate: (snapshot: DocumentSnapshot) => boolean,
  patienceMs = 60_000,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const overdue = setTimeout(() => {
      leave();
      reject(new Error(`Timed out waiting until ${what}: ${JSON.stringify(page.store.getState())}`));
    }, patienceMs);
    const check = () => {
      if (!predicate(page.store.getState())) return;
      clearTimeout(overdue);
      leave();
      resolve();
    };
    const leave = page.store.subscribe(check);
    check();
  });
}

export const untilReady = (page: ArticleDocument) =>
  untilPage(page, 'the content was loaded', ({ status }) => status === 'ready');

class NetworkedSocket extends WebSocket {
  readonly network: KnownNetwork;

  constructor(url: string) {
    const { hostname, pathname, search } = new URL(url);
    const network = networks.get(hostname.split('.')[0] ?? '');
    if (!network) throw new Error(`No network leads to ${hostname}`);
    super(`ws://127.0.0.1:${network.port}${pathname}${search}`, { headers: network.headers });
    this.network = network;
    // The close event that follows reports it too.
    this.on('error', () => undefined);
    network.sockets.add(this);
    this.on('close', () => network.sockets.delete(this));
    if (!network.isUp) this.terminate();
  }
  override send(data: Uint8Array): void {
    this.network.sent.push(data);
    super.send(data);
  }
}
