const compressible = /^(?:text\/(?:html|css|plain|xml)|application\/(?:json|problem\+json|rss\+xml|xml))\b/;

/**
 * The answer in gzip, where it is text and who asks can read it. Its ETag becomes a weak one, since the bytes are
 * others now; so answers of the API that carry one stay as they are, because `If-Match` compares strongly. What readers
 * and other front ends get is never changed by them.
 */
export function gzipResponse(request: Request, response: Response): Response {
  const { headers, body } = response;
  if (!body || request.method === 'HEAD' || headers.has('content-encoding')) return response;
  if (!compressible.test(headers.get('content-type') ?? '')) return response;
  const etag = headers.get('etag');
  if (etag && /^\/api\/(?!portal\/)/.test(new URL(request.url).pathname)) return response;

  const changed = new Headers(headers);
  changed.append('vary', 'accept-encoding');
  if (!/\bgzip\b/.test(request.headers.get('accept-encoding') ?? '')) {
    return new Response(body, { status: response.status, headers: changed });
  }
  changed.delete('content-length');
  changed.set('content-encoding', 'gzip');
  if (etag && !etag.startsWith('W/')) changed.set('etag', `W/${etag}`);
  return new Response(body.pipeThrough(new CompressionStream('gzip')), {
    status: response.status,
    headers: changed,
  });
}
