import { passthrough } from 'msw';
import { type HttpHandler, http } from 'msw/http';
import { type WebSocketHandler, ws } from 'msw/ws';
import { closeCodes, collabPath } from '../domain/contract/collaboration.ts';
import type { Backend } from '../server/backend.ts';
import { answerWithFaults, type Faults } from './faults.ts';

/**
 * Where a page keeps its session. Browsers strip cookies from the requests that a mock sees, so the backend is asked
 * with a bearer token, which the page itself never gets to see.
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

/** Everything that the Node server answers, answered here by the same backend. */
export function createHandlers({
  origin,
  backend,
  sessions,
  faults,
}: Options): (HttpHandler | WebSocketHandler)[] {
  const answer = async ({ request }: { request: Request }): Promise<Response> =>
    answerWithFaults(faults, request, async (asked) => {
      const response = await backend.api.fetch(withSession(asked));
      const token = response.headers.get('set-auth-token');
      if (token) sessions.write(token);
      if (response.ok && /^\/api\/auth\/(sign-out|revoke-sessions)$/.test(new URL(asked.url).pathname)) {
        sessions.write(null);
      }
      return response;
    });

  function withSession(request: Request): Request {
    const token = sessions.read();
    if (!token || faults.has('expired') || request.headers.has('authorization')) return request;
    const headers = new Headers(request.headers);
    headers.set('authorization', `Bearer ${token}`);
    // An <img> asks in mode no-cors, in which a browser drops the header without a word.
    return new Request(request, { headers, mode: 'same-origin' });
  }

  const sockets = ws.link(`${origin.replace(/^http/, 'ws')}${collabPath}`);
  const socketHandler = sockets.addEventListener('connection', ({ client }) => {
    if (faults.has('offline')) return drop(client);
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
    let arrived = Promise.resolve();
    client.addEventListener('message', ({ data }) => {
      // A Blob is read later; the order must stay.
      arrived = arrived.then(async () => {
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
    if (faults.has('offline')) for (const client of sockets.clients) drop(client);
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
 * A tab that opens a reader's page is asked for by the worker in another tab, whose answer would come without its
 * pictures and styles. So the desk's own page comes, and shows what the address means: see portal-page.ts.
 */
function isNavigation(request: Request): boolean {
  return typeof document !== 'undefined' && Boolean(request.headers.get('accept')?.startsWith('text/html'));
}

/** A page cannot be told 1006, which is what a lost network looks like; to the desk this comes to the same. */
function drop(client: { close(code: number, reason: string): void }): void {
  client.close(closeCodes.unavailable, 'unavailable');
}

async function bytesOf(data: unknown): Promise<Uint8Array> {
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw new Error(`A socket message of the kind ${typeof data}`);
}
