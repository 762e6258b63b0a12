/** A picture is one; other clients may send a few fields with it. */
const partsMax = 8;

/**
 * Whether a `multipart/form-data` body (RFC 7578) has more parts than any request needs. The platform's parser builds an
 * object for each: 25 MB of tiny ones block the process for 8 seconds and take 700 MB. Linear, and builds nothing.
 *
 * @param contentType with the boundary; without one the parser refuses the body.
 */
export function hasTooManyParts(body: Uint8Array, contentType: string): boolean {
  const boundary = /boundary=(?:"([^"]*)"|([^;\s]*))/i.exec(contentType);
  const delimiter = new TextEncoder().encode(`--${boundary?.[1] ?? boundary?.[2] ?? ''}`);
  let delimiters = 0;
  for (let at = 0; at + delimiter.length <= body.length; at += 1) {
    // Delimiters begin a line and have no line break, so that no byte is compared twice.
    const isLineStart = at === 0 || body[at - 1] === lineFeed;
    if (!isLineStart || !isAt(body, at, delimiter)) continue;
    delimiters += 1;
    // One more than there are parts: the last one ends the body.
    if (delimiters > partsMax + 1) return true;
    at += delimiter.length - 1;
  }
  return false;
}

const lineFeed = 0x0a;

function isAt(bytes: Uint8Array, offset: number, expected: Uint8Array): boolean {
  for (let index = 0; index < expected.length; index += 1) {
    if (bytes[offset + index] !== expected[index]) return false;
  }
  return true;
}
