/*
 * Bodies that are already bytes in memory. A `Response` would copy them and send them as a stream, which is most of the
 * work of serving a cached page. A host that can write bytes itself (`acceptsPrebuiltBody`) gets an empty `Response`
 * for status and headers, and takes the bytes from here.
 */

const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** @param response without a body. */
export function withPrebuiltBody(response: Response, body: Uint8Array<ArrayBuffer>): Response {
  bodies.set(response, body);
  return response;
}

/** Only for the very object that `withPrebuiltBody` returned. */
export function prebuiltBodyOf(response: Response): Uint8Array<ArrayBuffer> | undefined {
  return bodies.get(response);
}
