import { passthrough } from 'msw';
import { type HttpHandler, http } from 'msw/http';
import { type WebSocketHandler, ws } from 'msw/ws';
import { closeCodes, collabPath } from '../domain/contract/collaboration.ts';
import type { Backend } from '../server/backend.ts';
import { answerWithFaults, type Faults } from './faults.ts';

/**
 * Stores the session of a page. Browsers strip cookies from the requests that a mock intercepts, so a bearer token takes
 * their place.
 */
export type SessionStore = {
  read(): string | null;
  write(token: string | null): void;
};

type Options = {
  /** `http://localhost:5173` */
  origin: string;
  backend: Backend;
  sessions: SessionStore;
  faults: Faults;
};

/** Handlers for everything that the Node server serves, with the same backend. */
export function createHandlers({
  origin,
  backend,
  sessions,
  faults,
}: Options): (HttpHandler | WebSocketHandler)[] {
  const answer = async ({ request }: { request: Request }): Promise<Response> =>
    answerWithFaults(faults, request, async (forwarded) => {
      const response = await backend.api.fetch(withSession(forwarded));
      const token = response.headers.get('set-auth-token');
      if (token) sessions.write(token);
      if (response.ok && /^\/api\/auth\/(sign-out|revoke-sessions)$/.test(new URL(forwarded.url).pathname)) {
        sessions.write(null);
      }
      return response;
    });

  function withSession(request: Request): Request {
    const token = sessions.read();
    if (!token || faults.has('expired') || request.headers.has('authorization')) return request;
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    // In mode no-cors, which <img> uses, browsers drop the header.
    return new Request(request, { headers, mode: 'same-origin' });
  }

  const sockets = ws.link(`${origin.replace(/^http/, 'ws')}${collabPath}`);
  const socketHandler = sockets.addEventListener('connection', ({ client }) => {
    if (faults.has('offline')) return closeUnavailable(client);
    let readyState: number = WebSocket.OPEN;
    const request = withSession(new Request(client.url.href.replace(/^ws/, 'http')));
    const feed = backend.collab.handleConnection(
      {
        send: (data) => client.send(data as Uint8Array<ArrayBuffer>),
        close(code, reason) {
          if (readyState !== WebSocket.OPEN) return;
          readyState = WebSocket.CLOSED;
          client.close(code, reason);
          feed.closed({ code: code ?? 1000, reason: reason ?? '' });
        },
        get readyState() {
          return readyState;
        },
      },
      request,
    );
    let queue = Promise.resolve();
    client.addEventListener('message', ({ data }) => {
      // Reading a Blob is asynchronous; preserve the order of messages.
      queue = queue.then(async () => {
        const bytes = await bytesOf(data);
        if (readyState === WebSocket.OPEN) feed.message(bytes);
      });
    });
    client.addEventListener('close', ({ code, reason }) => {
      if (readyState === WebSocket.CLOSED) return;
      readyState = WebSocket.CLOSED;
      feed.closed({ code, reason });
    });
  });
  faults.onChange(() => {
    if (faults.has('offline')) for (const client of sockets.clients) closeUnavailable(client);
  });

  return [
    http.all(`${origin}/api/*`, answer),
    http.all(`${origin}/media/*`, answer),
    http.all(new RegExp(`^${origin}/(robots\\.txt$|q/|portal(/|$|\\?))`), ({ request }) =>
      isNavigation(request) ? passthrough() : answer({ request }),
    ),
    socketHandler,
  ];
}

/**
 * The service worker would let another tab answer a navigation, and images and styles would then be missing. So the
 * navigation loads the desk's page, which shows the portal's page itself: see portal-page.ts.
 */
function isNavigation(request: Request): boolean {
  return typeof document !== 'undefined' && Boolean(request.headers.get('accept')?.startsWith('text/html'));
}

/** Code 1006, of a lost connection, cannot be sent; the desk handles `unavailable` the same way. */
function closeUnavailable(client: { close(code: number, reason: string): void }): void {
  client.close(closeCodes.unavailable, 'unavailable');
}

async function bytesOf(data: unknown): Promise<Uint8Array> {
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new Error(`A socket message of the kind ${typeof data}`);
}
