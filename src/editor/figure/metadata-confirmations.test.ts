import { beforeEach, expect, test } from 'vitest';
import { createMetadataConfirmations } from './metadata-confirmations.ts';

beforeEach(() => sessionStorage.clear());

const none = { caption: '', credit: '', alt: '' };

test('metadata that came with the file needs confirmation, empty fields do not', () => {
  const confirmations = createMetadataConfirmations('bai-1');
  confirmations.request('f1', { caption: 'Cảng lúc rạng sáng', credit: '  ', alt: '' });
  expect(confirmations.isPending('f1', 'caption', 'Cảng lúc rạng sáng')).toBe(true);
  expect(confirmations.isPending('f1', 'credit', '  ')).toBe(false);
  expect(confirmations.isPending('f2', 'caption', 'Cảng lúc rạng sáng')).toBe(false);
});

test('editing a field confirms it', () => {
  const confirmations = createMetadataConfirmations('bai-1');
  confirmations.request('f1', { ...none, caption: 'Cảng' });
  expect(confirmations.isPending('f1', 'caption', 'Cảng Lạch Huyện')).toBe(false);
});

test('confirming notifies subscribers once and is stored', () => {
  const confirmations = createMetadataConfirmations('bai-1');
  confirmations.request('f1', { ...none, alt: 'Một con tàu' });
  let count = 0;
  confirmations.subscribe(() => {
    count += 1;
  });
  confirmations.confirm('f1', 'alt');
  confirmations.confirm('f1', 'alt');
  expect(count).toBe(1);
  expect(createMetadataConfirmations('bai-1').isPending('f1', 'alt', 'Một con tàu')).toBe(false);
});

test('pending confirmations survive a reload, and belong to one article', () => {
  createMetadataConfirmations('bai-1').request('f1', { ...none, credit: 'Lan' });
  expect(createMetadataConfirmations('bai-1').isPending('f1', 'credit', 'Lan')).toBe(true);
  expect(createMetadataConfirmations('bai-2').isPending('f1', 'credit', 'Lan')).toBe(false);
});

test('invalid or missing storage starts empty', () => {
  sessionStorage.setItem('toa-soan.unconfirmed.bai-1', '{"a":');
  const confirmations = createMetadataConfirmations('bai-1');
  expect(confirmations.isPending('f1', 'credit', 'Lan')).toBe(false);
  const without = createMetadataConfirmations('bai-1', null);
  without.request('f1', { ...none, credit: 'Lan' });
  expect(without.isPending('f1', 'credit', 'Lan')).toBe(true);
});
