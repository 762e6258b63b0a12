import type { MiddlewareHandler } from 'hono';
import { partType } from '../../domain/contract/uploads.ts';
import { limits } from '../../domain/limits.ts';
import { problemResponse } from './problem.ts';

/** Methods by which nothing is changed. */
export const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses changes that another site's page sends with the visitor's cookie. Browsers say where a request comes from
 * (`Sec-Fetch-Site`, `Origin`) and no page can lie about it; programs that are no browsers say nothing and pass.
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

/** Room for the boundaries and part headers around an uploaded file. Bytes. */
const multipartMaxBytes = 64 * 1024;

const isUpload = (method: string, path: string) => method === 'POST' && path === '/api/media';

/** A part of an upload: bytes, and nothing that anybody else could see changes by it. */
export const isUploadPart = (method: string, path: string) =>
  method === 'PATCH' && path.startsWith('/api/uploads/');

/** Refuses bodies past the limit, by what they say and by what they turn out to be. */
export function limitBodySize(): MiddlewareHandler {
  return async (c, next) => {
    const { raw } = c.req;
    if (safeMethods.has(raw.method) || !raw.body) return next();
    const maxBytes = bodyMaxBytes(raw.method, c.req.path);
    const length = raw.headers.get('content-length');
    if (length !== null && !raw.headers.has('transfer-encoding')) {
      // The server holds the sender to the length that was given.
      return Number(length) > maxBytes ? tooLarge() : next();
    }
    const body = await readUpTo(raw.body, maxBytes);
    if (!body) return tooLarge();
    const { url, method, headers, signal } = raw;
    // Not made out of the request itself: a host's own Request class need not be one that `Request` can copy.
    c.req.raw = new Request(url, { method, headers, signal, ...(body.length > 0 && { body }) });
    return next();
  };
}

function bodyMaxBytes(method: string, path: string): number {
  if (isUpload(method, path)) return limits.imageMaxBytes + multipartMaxBytes;
  return isUploadPart(method, path) ? limits.uploadPartMaxBytes : limits.requestMaxBytes;
}

/** The rest of the body is never read, so nothing else can come over this connection. */
function tooLarge(): Response {
  const response = problemResponse('too-large');
  response.headers.set('connection', 'close');
  return response;
}

/** All bytes, or null when there are more. */
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

/** Refuses bodies of another kind than the API takes: JSON, and for uploads multipart or bytes. */
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
