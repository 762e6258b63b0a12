import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { limits } from '../../domain/limits.ts';
import type { Collab } from '../documents/collab-server.ts';
import type { Logger } from '../logger.ts';

/** A document of the maximum size in one message, with room for the protocol's overhead. */
const messageMaxBytes = 2 * limits.documentMaxBytes;
const pingIntervalMs = 20_000;

type Options = {
  collab: Collab;
  /** Further origins from which a browser may open a socket. */
  allowedOrigins: readonly string[];
  logger: Logger;
};

/**
 * Accepts WebSockets at `/collab` on an HTTP server. Browsers send cookies with cross-site sockets, so a foreign origin
 * is refused (403); any other path is 404.
 *
 * @returns closes every open socket.
 */
export function acceptSockets(server: Server, { collab, allowedOrigins, logger }: Options): () => void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: messageMaxBytes,
    perMessageDeflate: false,
  });

  server.on('upgrade', (incoming, tcp, head) => {
    tcp.on('error', () => tcp.destroy());
    guarded(
      () => tcp.destroy(),
      () => handleUpgrade(incoming, tcp, head),
    )();
  });

  function handleUpgrade(incoming: IncomingMessage, tcp: Duplex, head: Buffer): void {
    const request = requestOf(incoming);
    if (!request) rejectUpgrade(tcp, '400 Bad Request');
    else if (new URL(request.url).pathname !== '/collab') rejectUpgrade(tcp, '404 Not Found');
    else if (!isSameOrigin(incoming, allowedOrigins)) {
      const { origin } = incoming.headers;
      logger.warn({ event: 'foreign-socket', origin }, 'A socket from another site was refused');
      rejectUpgrade(tcp, '403 Forbidden');
    } else sockets.handleUpgrade(incoming, tcp, head, (socket) => accept(socket, request));
  }

  /** Wraps an event handler: an exception in it would end the process, so it closes the connection instead. */
  function guarded<Args extends unknown[]>(close: () => void, handle: (...args: Args) => void) {
    return (...args: Args): void => {
      try {
        handle(...args);
      } catch (error) {
        logger.error({ event: 'socket-handler-failed', err: error }, 'A socket handler failed');
        close();
      }
    };
  }

  function accept(socket: WebSocket, request: Request): void {
    const terminate = () => socket.terminate();
    const feed = collab.handleConnection(
      {
        send: (data) => socket.send(data as Uint8Array),
        close: (code, reason) => socket.close(code, reason),
        get readyState() {
          return socket.readyState;
        },
      },
      request,
    );
    let isAlive = true;
    // A phone that lost its network sends no close; without pings its caret would stay for an hour.
    const ping = () => {
      if (!isAlive) return terminate();
      isAlive = false;
      socket.ping();
    };
    const pinging = setInterval(guarded(terminate, ping), pingIntervalMs);
    socket.on('pong', () => {
      isAlive = true;
    });
    socket.on(
      'message',
      guarded(terminate, (data: RawData) => feed.message(bytesOf(data))),
    );
    socket.on(
      'close',
      guarded(terminate, (code: number, reason: Buffer) => {
        clearInterval(pinging);
        feed.closed({ code, reason: String(reason) });
      }),
    );
    // An `error` is followed by `close`. A message above the size limit is one too.
    socket.on('error', (error) =>
      logger.warn({ event: 'socket-error', error: error.message }, 'A socket broke'),
    );
  }

  return () => {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  };
}

/** Only the host is compared, because a proxy that ends TLS changes the scheme. */
function isSameOrigin({ headers }: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function rejectUpgrade(tcp: Duplex, status: string): void {
  tcp.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** The upgrade request, by its path and `Host`; null when they do not make a URL (RFC 9112, section 3.2.1). */
function requestOf(incoming: IncomingMessage): Request | null {
  const { url: path = '', headers } = incoming;
  if (!path.startsWith('/')) return null;
  try {
    return new Request(`http://${headers.host ?? 'localhost'}${path}`, { headers: headersOf(incoming) });
  } catch {
    return null;
  }
}

function headersOf(incoming: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(incoming.headersDistinct)) {
    for (const value of values ?? []) headers.append(name, value);
  }
  return headers;
}

function bytesOf(data: RawData): Uint8Array {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? new Uint8Array(data) : data;
}
