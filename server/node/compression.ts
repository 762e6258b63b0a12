const compressible =
  /^(?:text\/(?:html|css|plain|xml)|application\/(?:json|problem\+json|rss\+xml|xml|x-yjs-update))\b/;

/**
 * Compresses a text or a document with gzip when the client accepts it. A strong ETag becomes weak, since the bytes differ.
 * API responses with a strong ETag are left as they are, because `If-Match` compares strongly; the portal's are read-only.
 */
export function gzipResponse(request: Request, response: Response): Response {
  const { headers, body } = response;
  if (!body || request.method === 'HEAD' || headers.has('content-encoding')) return response;
  if (!compressible.test(headers.get('content-type') ?? '')) return response;
  const etag = headers.get('etag');
  if (etag?.startsWith('"') && /^\/api\/(?!portal\/)/.test(new URL(request.url).pathname)) return response;

  const gzipHeaders = new Headers(headers);
  gzipHeaders.append('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
    return new Response(body, { status: response.status, headers: gzipHeaders });
  }
  gzipHeaders.delete('content-length');
  gzipHeaders.set('content-encoding', 'gzip');
  if (etag && !etag.startsWith('W/')) gzipHeaders.set('etag', `W/${etag}`);
  return new Response(body.pipeThrough(new CompressionStream('gzip')), {
    status: response.status,
    headers: gzipHeaders,
  });
}
