import type { MiddlewareHandler } from 'hono';
import { partType } from '../../domain/contract/uploads.ts';
import { limits } from '../../domain/limits.ts';
import { problemResponse } from './problem.ts';

/** Methods that change nothing (RFC 9110, section 9.2.1). */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * CSRF protection by `Sec-Fetch-Site` and `Origin`, which scripts cannot forge. Clients other than browsers send
 * neither and pass.
 */
export function rejectCrossOrigin(allowedOrigins: readonly string[]): MiddlewareHandler {
  return async (c, next) => {
    const { method, headers, url } = c.req.raw;
    const origin = headers.get('origin');
    if (safeMethods.has(method) || (origin && allowedOrigins.includes(origin))) return next();
    const site = headers.get('sec-fetch-site');
    const isOwn = site
      ? site === 'same-origin' || site === 'none'
      : // Only the host is compared: behind a proxy that ends TLS the scheme differs.
        !origin || hostOf(origin) === (headers.get('host') ?? new URL(url).host);
    return isOwn ? next() : problemResponse('not-permitted', { detail: 'sent by another site' });
  };
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null;
}

/** Allowance for boundaries and part headers around an uploaded file. */
const multipartMaxBytes = 64 * 1024;

const isUpload = (method: string, path: string) => method === 'POST' && path === '/api/media';

/** A tus PATCH request: appends bytes to an upload and changes nothing else. */
export const isUploadPart = (method: string, path: string) =>
  method === 'PATCH' && path.startsWith('/api/uploads/');

/** Limits the body size, by `Content-Length` or, without one, by the bytes that arrive. */
export function limitBodySize(): MiddlewareHandler {
  return async (c, next) => {
    const { raw } = c.req;
    if (safeMethods.has(raw.method) || !raw.body) return next();
    const maxBytes = bodyMaxBytes(raw.method, c.req.path);
    const length = raw.headers.get('content-length');
    if (length !== null && !raw.headers.has('transfer-encoding')) {
      // The HTTP server enforces the declared length.
      return Number(length) > maxBytes ? tooLarge() : next();
    }
    const body = await readUpTo(raw.body, maxBytes);
    if (!body) return tooLarge();
    const { url, method, headers, signal } = raw;
    // Not `new Request(raw, …)`: it cannot copy the Request class of every host.
    c.req.raw = new Request(url, { method, headers, signal, ...(body.length > 0 && { body }) });
    return next();
  };
}

function bodyMaxBytes(method: string, path: string): number {
  if (isUpload(method, path)) return limits.imageMaxBytes + multipartMaxBytes;
  return isUploadPart(method, path) ? limits.uploadPartMaxBytes : limits.requestMaxBytes;
}

/** Closes the connection, because the rest of the body is left unread. */
function tooLarge(): Response {
  const response = problemResponse('too-large');
  response.headers.set('connection', 'close');
  return response;
}

/** @returns null when the stream has more than `maxBytes`. */
async function readUpTo(
  stream: ReadableStream<Uint8Array<ArrayBuffer>>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  for (const reader = stream.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > maxBytes) {
      await reader.cancel();
      return null;
    }
    chunks.push(value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Accepts JSON bodies, and multipart or binary ones for uploads. */
export function checkContentType(): MiddlewareHandler {
  return async (c, next) => {
    const type = c.req.header('content-type');
    if (safeMethods.has(c.req.method) || type === undefined) return next();
    const expected = bodyType(c.req.method, c.req.path);
    if (type.split(';')[0]?.trim().toLowerCase() === expected) return next();
    return problemResponse('malformed', { detail: `content-type is not ${expected}` });
  };
}

function bodyType(method: string, path: string): string {
  if (isUpload(method, path)) return 'multipart/form-data';
  return isUploadPart(method, path) ? partType : 'application/json';
}
