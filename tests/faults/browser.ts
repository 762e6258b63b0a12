import { setMaxListeners } from 'node:events';
import { vi } from 'vitest';
import { WebSocket } from 'ws';
import {
  type ArticleDocument,
  createArticleDocument,
} from '../../src/editor/collaboration/article-document.ts';
import type { DocumentSnapshot } from '../../src/editor/collaboration/document-state.ts';

/**
 * Pages of the desk without a browser: the desk's own side of the socket, over real WebSockets. Each page has a
 * network of its own, which can be cut, slowed (see `tcp-proxy.ts`) or led to another server.
 */
export type Network = {
  /** Where the server listens on this machine; the next connection goes there. */
  port: number;
  headers: Record<string, string>;
  /** What the pages have sent. */
  sent: Uint8Array[];
  /** Breaks every connection, without a word to either side, and lets none come up. */
  cut(): void;
  /** The browser notices by itself that there is a network. */
  restore(): void;
};

export type Page = ArticleDocument & { network: Network };

type KnownNetwork = Network & { isUp: boolean; sockets: Set<WebSocket> };

const networks = new Map<string, KnownNetwork>();
let current = 'http://nowhere.invalid/';
const events = new EventTarget();

/** Gives this process what a page needs of its browser. Where a DOM is there already, `document` and `Node` stay. */
export function installBrowser(): void {
  if (typeof document === 'undefined') {
    // Every page listens to the whole of it.
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

/** Opens the writing page of an article, as the person whose session the network's headers carry. */
export function openPage(network: Network, articleId: string, userId: string): Page {
  const key = [...networks].find(([, known]) => known === network)?.[0];
  const page = createArticleDocument({ articleId, userId, onSignedOut: () => undefined });
  // A page asks where it is when it starts; all pages of this process would say the same.
  current = `http://${key}.invalid/`;
  page.start();
  current = 'http://nowhere.invalid/';
  return Object.assign(page, { network });
}

/** Resolves when the page's snapshot is as wished; says what it was where it never is. */
export function untilPage(
  page: ArticleDocument,
  what: string,
  isSo: (snapshot: DocumentSnapshot) => boolean,
  patienceMs = 60_000,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const overdue = setTimeout(() => {
      leave();
      reject(new Error(`In vain until ${what}: ${JSON.stringify(page.store.getState())}`));
    }, patienceMs);
    const look = () => {
      if (!isSo(page.store.getState())) return;
      clearTimeout(overdue);
      leave();
      resolve();
    };
    const leave = page.store.subscribe(look);
    look();
  });
}

export const untilReady = (page: ArticleDocument) =>
  untilPage(page, 'the words were there', ({ status }) => status === 'ready');

class NetworkedSocket extends WebSocket {
  readonly network: KnownNetwork;

  constructor(url: string) {
    const { hostname, pathname, search } = new URL(url);
    const network = networks.get(hostname.split('.')[0] ?? '');
    if (!network) throw new Error(`No network leads to ${hostname}`);
    super(`ws://127.0.0.1:${network.port}${pathname}${search}`, { headers: network.headers });
    this.network = network;
    // The close that follows says it as well.
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
