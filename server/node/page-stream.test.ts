import { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip } from 'node:zlib';
import { expect, test } from 'vitest';
import type { PageResponse } from '../../domain/page-data.ts';
import { splitPage, streamPage } from './page-stream.ts';

const page = splitPage('<head><script src="/a.js"></script></head><body><div></div></body></html>');

const decompressors = { br: createBrotliDecompress, gzip: createGunzip };

test.each(['br', 'gzip'] as const)('a page in %s is readable before its data are there', async (encoding) => {
  const { promise, resolve } = Promise.withResolvers<PageResponse[]>();
  const { body, encoding: used } = streamPage(page, promise, `deflate, ${encoding}`);
  expect(used).toBe(encoding);
  const stream = Readable.fromWeb(body as never).pipe(decompressors[encoding]());
  const reader = stream[Symbol.asyncIterator]();
  expect(String((await reader.next()).value)).toBe(page.start);
  resolve([]);
  expect(String((await reader.next()).value)).toBe(
    `<script type="application/json" id="page-data">[]</script></body></html>`,
  );
});

test('a text of the data cannot end the block', async () => {
  const responses = [{ path: '/api/me', status: 200, body: { name: '</script><!--<script>' } }];
  const { body, encoding } = streamPage(page, Promise.resolve(responses), 'identity');
  const html = await new Response(body).text();
  expect(encoding).toBeNull();
  const json = /id="page-data">(.*?)<\/script>/.exec(html)?.[1] ?? '';
  expect(json).not.toContain('<');
  expect(JSON.parse(json)).toEqual(responses);
});
