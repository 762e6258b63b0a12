import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { type CloseReason, closeCodes } from '../../domain/contract/collaboration.ts';
import { limits } from '../../domain/limits.ts';
import { createSecurityLog } from '../auth/security-log.ts';
import type { Collab } from '../documents/collab-server.ts';
import { unauthenticatedMessageMaxBytes } from '../documents/socket-gate.ts';
import { networkOf } from '../http/client-network.ts';
import { createQuota } from '../http/quota.ts';
import { loggableError } from '../loggable-error.ts';
import type { Logger } from '../logger.ts';

/** A document of the maximum size in one message, with room for the protocol's overhead. */
const messageMaxBytes = 2 * limits.documentMaxBytes;
const pingIntervalMs = 20_000;

/** Sockets of a network, and of all, whose session is not known yet, or that are closed for the lack of one. */
const unauthenticatedMax = { perKey: 20, total: 200 };
/**
 * Open sockets of an account, and of all. A page opens one for each article. Each may hold a message of the maximum size
 * that is not complete yet.
 */
const signedInMax = { perKey: 40, total: 2_000 };
const sessionTimeoutMs = 5_000;
/** A browser cannot read the status of a refused upgrade, so the reason is sent in a close frame, within this time. */
const closeTimeoutMs = 1_000;
/** Refusals with a close frame. Those beyond get a bare status, which costs a fraction: nobody needs that many. */
export const readableRefusalsPerSecond = 20;

type Options = {
  collab: Collab;
  /** Whether the address of the upgrade request is one of this server's. Default: every one. */
  acceptsHost?: (url: URL) => boolean;
  /** Behind proxies it is not that of the connection. */
  addressOf?: (incoming: IncomingMessage) => string | undefined;
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
export function acceptSockets(
  server: Server,
  {
    collab,
    acceptsHost = () => true,
    addressOf = ({ socket }) => socket.remoteAddress,
    allowedOrigins,
    logger,
  }: Options,
): () => void {
  const options = { noServer: true, perMessageDeflate: false };
  const sockets = new WebSocketServer({ ...options, maxPayload: messageMaxBytes });
  const refused = new WebSocketServer({ ...options, maxPayload: unauthenticatedMessageMaxBytes });
  const unauthenticated = createQuota(unauthenticatedMax);
  const signedIn = createQuota(signedInMax);

  const isReadable = createAllowance(readableRefusalsPerSecond);
  const security = createSecurityLog(logger);
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
    else if (!acceptsHost(new URL(request.url))) rejectUpgrade(tcp, '421 Misdirected Request');
    else if (new URL(request.url).pathname !== '/collab') rejectUpgrade(tcp, '404 Not Found');
    else if (!isSameOrigin(incoming, allowedOrigins)) {
      security.report({ code: 'foreign-origin', address: addressOf(incoming) ?? null, account: null });
      rejectUpgrade(tcp, '403 Forbidden');
    } else {
      admit(incoming, tcp, head, request).catch((error: unknown) => {
        logger.error({ event: 'socket-handler-failed', ...loggableError(error) }, 'A socket handler failed');
        tcp.destroy();
      });
    }
  }

  /** Looks for the session before anything is read from the socket. */
  async function admit(
    incoming: IncomingMessage,
    tcp: Duplex,
    head: Buffer,
    request: Request,
  ): Promise<void> {
    const release = unauthenticated.take(networkOf(addressOf(incoming)), 1);
    if (release === 'key') return rejectUpgrade(tcp, '429 Too Many Requests', 'Retry-After: 5');
    if (release === 'total') return rejectUpgrade(tcp, '503 Service Unavailable', 'Retry-After: 5');
    tcp.once('close', release);
    const account = await within(sessionTimeoutMs, collab.accountOf(request.headers)).catch(
      (error: unknown) => {
        logger.error({ event: 'no-session', ...loggableError(error) }, 'A session could not be looked up');
        return undefined;
      },
    );
    if (tcp.destroyed) return;
    if (typeof account !== 'string') {
      return refuse(incoming, tcp, head, account === null ? 'unauthenticated' : 'unavailable');
    }
    const leave = signedIn.take(account, 1);
    if (typeof leave === 'string') return refuse(incoming, tcp, head, 'throttled');
    tcp.once('close', leave);
    release();
    sockets.handleUpgrade(incoming, tcp, head, (socket) => accept(socket, request));
  }

  function refuse(incoming: IncomingMessage, tcp: Duplex, head: Buffer, reason: CloseReason): void {
    if (!isReadable()) {
      rejectUpgrade(tcp, '503 Service Unavailable', 'Retry-After: 1');
      return;
    }
    refused.handleUpgrade(incoming, tcp, head, (socket) => {
      socket.on('error', () => socket.terminate());
      socket.close(closeCodes[reason], reason);
      setTimeout(() => socket.terminate(), closeTimeoutMs);
    });
  }

  /** Wraps an event handler: an exception in it would end the process, so it closes the connection instead. */
  function guarded<Args extends unknown[]>(close: () => void, handle: (...args: Args) => void) {
    return (...args: Args): void => {
      try {
        handle(...args);
      } catch (error) {
        logger.error({ event: 'socket-handler-failed', ...loggableError(error) }, 'A socket handler failed');
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
    for (const { clients } of [sockets, refused]) for (const socket of clients) socket.terminate();
    sockets.close();
    refused.close();
  };
}

/** @returns a function that is true for the first `perSecond` calls of each second. */
function createAllowance(perSecond: number): () => boolean {
  let since = 0;
  let calls = 0;
  return () => {
    const now = performance.now();
    if (now - since >= 1_000) [since, calls] = [now, 0];
    calls += 1;
    return calls <= perSecond;
  };
}

/** Only the host is compared, because a proxy that ends TLS changes the scheme. */
function isSameOrigin({ headers }: IncomingMessage, allowedOrigins: readonly string[]): boolean {
  const { origin, host } = headers;
  if (origin === undefined || allowedOrigins.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function rejectUpgrade(tcp: Duplex, status: string, ...headers: string[]): void {
  tcp.end([`HTTP/1.1 ${status}`, 'Connection: close', 'Content-Length: 0', ...headers, '\r\n'].join('\r\n'));
}

/** Rejects when the promise takes longer. */
function within<Value>(ms: number, promise: Promise<Value>): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`No answer within ${ms} ms`)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
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
