/*
 * A page that was rendered before lies there as bytes. A `Response` would copy them and send them through a stream,
 * which is most of the work of answering it. So a host that can write bytes itself (`takesReadyBody`) gets an empty
 * `Response` for status and headers, and takes the bytes from here.
 */

const bodies = new WeakMap<Response, Uint8Array<ArrayBuffer>>();

/** Says what the body of this answer, which has none, is. */
export function withPrebuiltBody(response: Response, body: Uint8Array<ArrayBuffer>): Response {
  bodies.set(response, body);
  return response;
}

/** The body of this very answer, if it is one with a ready body. */
export function prebuiltBodyOf(response: Response): Uint8Array<ArrayBuffer> | undefined {
  return bodies.get(response);
}
