import { Readable } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';
import { type PageResponse, pageDataId } from '../../domain/page-data.ts';

/** A page, before and after the place of its data. */
export type PageParts = { start: string; end: string };

/** Splits a page before the end of its body. */
export function splitPage(html: string): PageParts {
  const end = html.lastIndexOf('</body>');
  if (end === -1) throw new Error('The page has no </body>');
  return { start: html.slice(0, end), end: html.slice(end) };
}

/**
 * Sends a page at once, so that the browser fetches its scripts, and its data in a JSON block when they are there. Module
 * scripts run after the whole page, so they find the block. Such a block is not executed, whatever the policy of scripts.
 *
 * @returns a body, and its `content-encoding` for a client that accepts it.
 */
export function streamPage(
  { start, end }: PageParts,
  data: Promise<PageResponse[]>,
  acceptEncoding: string,
): { body: ReadableStream<Uint8Array>; encoding: string | null } {
  const parts = Readable.from(pageWith(start, data, end));
  const compress = compressor(acceptEncoding);
  if (!compress) return { body: toWeb(parts), encoding: null };
  parts.on('error', (error) => compress.stream.destroy(error));
  return { body: toWeb(parts.pipe(compress.stream)), encoding: compress.encoding };
}

async function* pageWith(start: string, data: Promise<PageResponse[]>, end: string) {
  yield Buffer.from(start);
  // `<` could end the element, or begin a comment.
  const json = JSON.stringify(await data).replaceAll('<', '\\u003c');
  yield Buffer.from(`<script type="application/json" id="${pageDataId}">${json}</script>${end}`);
}

/** Flushes each part. The quality is for a page that is sent once. */
function compressor(acceptEncoding: string) {
  if (/\bbr\b/.test(acceptEncoding)) {
    const stream = createBrotliCompress({
      flush: constants.BROTLI_OPERATION_FLUSH,
      params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
    });
    return { encoding: 'br', stream };
  }
  if (!/\bgzip\b/.test(acceptEncoding)) return null;
  return { encoding: 'gzip', stream: createGzip({ flush: constants.Z_SYNC_FLUSH }) };
}

const toWeb = (stream: Readable) => Readable.toWeb(stream) as ReadableStream<Uint8Array>;
