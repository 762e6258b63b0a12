/**
 * Unpacks a zlib stream (RFC 1950).
 *
 * @returns null when the result exceeds `maxBytes`, of which no more than a little is unpacked, or the stream is malformed.
 */
export async function inflate(
  packed: Uint8Array<ArrayBuffer>,
  maxBytes: number,
): Promise<Uint8Array<ArrayBuffer> | null> {
  const stream = new DecompressionStream('deflate');
  const writer = stream.writable.getWriter();
  const reader = stream.readable.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  const write = async () => {
    // A byte unpacks to 1,032 at most, and some browsers unpack all that is written at once.
    for (let offset = 0; offset < packed.length; offset += writeBytes) {
      await writer.write(packed.subarray(offset, offset + writeBytes));
    }
    await writer.close();
  };
  // The reader gets the error, too.
  const written = write().catch(() => undefined);
  try {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      length += part.value.length;
      if (length > maxBytes) {
        await reader.cancel();
        return null;
      }
      chunks.push(part.value);
    }
    await written;
    return new Uint8Array(await new Blob(chunks).arrayBuffer());
  } catch {
    return null;
  }
}

const writeBytes = 1024;
