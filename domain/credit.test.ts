import { expect, test } from 'vitest';
import { splitCaption, withoutCreditPrefix } from './credit.ts';

test.each([
  ['Ảnh: X', 'X'],
  ['(Ảnh: X)', 'X'],
  [' ảnh : Nguyễn Văn B ', 'Nguyễn Văn B'],
  ['Nguồn ảnh: TTXVN', 'TTXVN'],
  ['Ảnh: X'.normalize('NFD'), 'X'],
  ['Photo: AFP', 'AFP'],
  ['TTXVN (Hải Phòng)', 'TTXVN (Hải Phòng)'],
  ['Ánh Tuyết', 'Ánh Tuyết'],
  ['Ảnh:', 'Ảnh:'],
  ['', ''],
])('the credit %j is stored as %j', (given, stored) => {
  expect(withoutCreditPrefix(given)).toBe(stored);
});

test.each([
  ['Cảng Đình Vũ (Ảnh: Nguyễn Văn B)', 'Cảng Đình Vũ', 'Nguyễn Văn B'],
  ['Cảng Đình Vũ. Ảnh: Nguyễn Văn B.', 'Cảng Đình Vũ.', 'Nguyễn Văn B'],
  ['Cảng Đình Vũ – Ảnh: Nguyễn Văn B', 'Cảng Đình Vũ', 'Nguyễn Văn B'],
  [
    'Tàu vào cảng (Cảng Nam Hải Đình Vũ – Ảnh: Nguyễn Hồng Phong)',
    'Tàu vào cảng (Cảng Nam Hải Đình Vũ)',
    'Nguyễn Hồng Phong',
  ],
  ['Ảnh: TTXVN', '', 'TTXVN'],
  ['Cảng (mới) Đình Vũ', 'Cảng (mới) Đình Vũ', ''],
  ['Trưng bày ảnh: 30 năm đổi mới', 'Trưng bày ảnh: 30 năm đổi mới', ''],
])('the caption %j is split', (given, caption, credit) => {
  expect(splitCaption(given)).toEqual({ caption, credit });
});

test('a text that is no caption takes no time', () => {
  const text = `${'( Ảnh: '.repeat(300_000)}`;
  expect(splitCaption(text).credit).toBe('');
  expect(splitCaption('( - Ảnh:'.repeat(240)).credit).toBe('');
});
