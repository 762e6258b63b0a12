import { expect, test } from 'vitest';
import { imagesInHtml } from './pasted-images.ts';

test('images embedded in pasted HTML become files, remote ones are counted', async () => {
  const html =
    '<p><img src="data:image/png;base64,iVBORw0KGgo="><img src="https://bao.example/anh.jpg">' +
    '<img src="file:///C:/anh.png"><img src="https://bao.example/p.gif" width="1" height="1">' +
    '<img src="data:image/svg+xml;base64,PHN2Zy8+"></p>' +
    '<figure data-media-id="a"><img src="/media/a/640.webp"></figure>';
  const { files, remoteCount } = imagesInHtml(html);
  expect(files.map(({ name, type, size }) => [name, type, size])).toEqual([['1.png', 'image/png', 8]]);
  expect(remoteCount).toBe(3);
});
