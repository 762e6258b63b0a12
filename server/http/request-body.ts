import type { MiddlewareHandler } from 'hono';
import { limits } from '../../domain/limits.ts';
import { type Permission, permissions } from '../../domain/permissions.ts';
import { isPermitted } from '../auth/authorize.ts';
import { resolveSession } from '../auth/sessions.ts';
import type { ApiDeps, RequestEnv } from '../context.ts';
import { apiRoutesAt } from './api-routes.ts';
import { networkOf } from './client-network.ts';
import { isUpload, isUploadPart, safeMethods } from './guards.ts';
import { hasTooManyParts } from './multipart.ts';
import { problemResponse } from './problem.ts';
import { createQuota } from './quota.ts';

const megabyte = 1024 * 1024;

/** Time limits of a body in milliseconds: until the next bytes, and in all. Long for people on slow mobile networks. */
const publicTimes = { idleMs: 5_000, totalMs: 15_000 };
const signedInTimes = { idleMs: 30_000, totalMs: 110_000 };

/** Allowance for boundaries and part headers around an uploaded file. */
const multipartMaxBytes = 64 * 1024;

/**
 * Decides by the headers alone whether a request may have a body, and reads it within limits of size and time. Without a
 * route, a session or the permission the request goes on without its body, and is refused as one without.
 *
 * The bytes of all requests of a network, and of all together, are bounded: 429 and 503, with `Retry-After`.
 */
export function readBody(deps: Pick<ApiDeps, 'auth' | 'db' | 'clock'>): MiddlewareHandler<RequestEnv> {
  const publicBytes = createQuota({
    perKey: 32 * limits.publicRequestMaxBytes,
    total: 512 * limits.publicRequestMaxBytes,
  });
  // A whole newsroom may have one address.
  const signedInBytes = createQuota({ perKey: 128 * megabyte, total: 384 * megabyte });

  /** Asked again when the body has arrived: the session may end meanwhile. */
  async function mayUseRoute(permission: Permission, headers: Headers): Promise<boolean> {
    const { session } = await resolveSession(deps, headers, { isUse: false });
    return isPermitted(session, permission);
  }

  return async (c, next) => {
    const { raw, path } = c.req;
    if (safeMethods.has(raw.method) || !mayHaveBody(raw)) return next();

    const route = apiRoutesAt(path).find(({ method }) => method === raw.method);
    const isPublic = route !== undefined && permissions[route.permission] === 'public';
    if (!route || !(isPublic || (await mayUseRoute(route.permission, raw.headers)))) {
      c.req.raw = withoutBody(raw);
      await next();
      c.res.headers.set('connection', 'close');
      return;
    }

    const maxBytes = isPublic ? limits.publicRequestMaxBytes : bodyMaxBytes(raw.method, path);
    const declared = raw.headers.get('content-length');
    // Without a length the body may take all of it.
    const length = declared !== null && /^\d+$/.test(declared) ? Number(declared) : maxBytes;
    if (length > maxBytes) return withoutReading(problemResponse('too-large'));
    const quota = isPublic ? publicBytes : signedInBytes;
    const release = quota.take(
      networkOf(c.env?.clientAddress),
      isPublic ? limits.publicRequestMaxBytes : length,
    );
    if (typeof release === 'string') {
      const code = release === 'key' ? 'throttled' : 'unavailable';
      return withoutReading(problemResponse(code, { retryAfterSeconds: 5 }));
    }
    try {
      const body = await readUpTo(raw.body, maxBytes, isPublic ? publicTimes : signedInTimes);
      if (typeof body === 'string') return withoutReading(problemResponse(body));
      if (isUpload(raw.method, path) && hasTooManyParts(body, raw.headers.get('content-type') ?? '')) {
        return problemResponse('malformed', { detail: 'too many parts' });
      }
      c.req.raw = withBody(raw, body);
      // Small bodies need no memory that is worth counting while they are handled.
      if (isPublic) release();
      await next();
    } finally {
      release();
    }
  };
}

function mayHaveBody(request: Request): boolean {
  const length = request.headers.get('content-length');
  return length === null ? request.body !== null : length !== '0';
}

function bodyMaxBytes(method: string, path: string): number {
  if (isUpload(method, path)) return limits.imageMaxBytes + multipartMaxBytes;
  return isUploadPart(method, path) ? limits.uploadPartMaxBytes : limits.requestMaxBytes;
}

/** Closes the connection, because the rest of the body is left unread. */
function withoutReading(response: Response): Response {
  response.headers.set('connection', 'close');
  return response;
}

/** Not `new Request(request, …)`: it cannot copy the Request class of every host. */
function withBody({ url, method, headers, signal }: Request, body: Uint8Array<ArrayBuffer>): Request {
  return new Request(url, { method, headers, signal, ...(body.length > 0 && { body }) });
}

function withoutBody({ url, method, headers, signal }: Request): Request {
  const rest = new Headers(headers);
  for (const name of ['content-type', 'content-length', 'transfer-encoding']) rest.delete(name);
  return new Request(url, { method, headers: rest, signal });
}

/** Reads a body within limits of bytes and milliseconds. @returns the body, or why it was refused. */
export async function readUpTo(
  stream: ReadableStream<Uint8Array<ArrayBuffer>> | null,
  maxBytes: number,
  { idleMs, totalMs }: { idleMs: number; totalMs: number },
): Promise<Uint8Array<ArrayBuffer> | 'too-large' | 'timeout' | 'malformed'> {
  if (!stream) return new Uint8Array();
  // One buffer that grows: a list of chunks would take many times the size of a body that arrives byte by byte.
  let bytes = new Uint8Array(1024);
  let length = 0;
  const deadline = performance.now() + totalMs;
  const reader = stream.getReader();
  const refuse = <Reason extends string>(reason: Reason): Reason => {
    void reader.cancel().catch(() => undefined);
    return reason;
  };
  for (;;) {
    const waitMs = Math.min(idleMs, deadline - performance.now());
    // The client went away: nobody reads the answer.
    const read = await within(waitMs, reader.read()).catch(() => 'malformed' as const);
    if (typeof read === 'string') return refuse(read);
    if (read.done) return bytes.subarray(0, length);
    const end = length + read.value.length;
    if (end > maxBytes) return refuse('too-large');
    if (end > bytes.length) {
      const larger = new Uint8Array(Math.min(maxBytes, Math.max(end, 2 * bytes.length)));
      larger.set(bytes.subarray(0, length));
      bytes = larger;
    }
    bytes.set(read.value, length);
    length = end;
  }
}

function within<Value>(ms: number, promise: Promise<Value>): Promise<Value | 'timeout'> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve('timeout'), Math.max(0, ms));
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
