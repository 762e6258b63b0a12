import { beforeAll, expect, test } from 'vitest';
import { startI18n } from '../../lib/i18n.ts';
import { figureNoticeText } from './use-figures.ts';

beforeAll(() => startI18n('vi'));

test('files that are no pictures are named with the reason', () => {
  expect(figureNoticeText({ kind: 'not-pictures', names: ['hop-dong.pdf', 'phim.mp4'] })).toBe(
    'Chưa chèn hop-dong.pdf, phim.mp4: chỉ chèn được ảnh JPEG, PNG, WebP, AVIF, GIF, TIFF hoặc HEIC.',
  );
});

test('pictures beyond the number at once are named; past the fifth they are counted', () => {
  const names = Array.from({ length: 8 }, (_, index) => `IMG_${index + 21}.jpg`);
  expect(figureNoticeText({ kind: 'too-many-files', max: 20, names })).toBe(
    'Mỗi lần chèn được tối đa 20 ảnh. Chưa chèn IMG_21.jpg, IMG_22.jpg, IMG_23.jpg, IMG_24.jpg, IMG_25.jpg và 3 tệp khác.',
  );
});
