import { beforeEach, expect, test } from 'vitest';
import { createConfirmations } from './confirmations.ts';

beforeEach(() => sessionStorage.clear());

test('words that came with the file wait to be confirmed, empty ones do not', () => {
  const confirmations = createConfirmations('bai-1');
  confirmations.expect('f1', 'caption', 'Cảng lúc rạng sáng');
  confirmations.expect('f1', 'credit', '  ');
  expect(confirmations.isPending('f1', 'caption', 'Cảng lúc rạng sáng')).toBe(true);
  expect(confirmations.isPending('f1', 'credit', '  ')).toBe(false);
  expect(confirmations.isPending('f2', 'caption', 'Cảng lúc rạng sáng')).toBe(false);
});

test('editing them confirms them', () => {
  const confirmations = createConfirmations('bai-1');
  confirmations.expect('f1', 'caption', 'Cảng');
  expect(confirmations.isPending('f1', 'caption', 'Cảng Lạch Huyện')).toBe(false);
});

test('confirming is told and lasts', () => {
  const confirmations = createConfirmations('bai-1');
  confirmations.expect('f1', 'alt', 'Một con tàu');
  let told = 0;
  confirmations.subscribe(() => {
    told += 1;
  });
  confirmations.confirm('f1', 'alt');
  confirmations.confirm('f1', 'alt');
  expect(told).toBe(1);
  expect(createConfirmations('bai-1').isPending('f1', 'alt', 'Một con tàu')).toBe(false);
});

test('the marks of an article are still there after a reload, and only in that article', () => {
  createConfirmations('bai-1').expect('f1', 'credit', 'Lan');
  expect(createConfirmations('bai-1').isPending('f1', 'credit', 'Lan')).toBe(true);
  expect(createConfirmations('bai-2').isPending('f1', 'credit', 'Lan')).toBe(false);
});

test('a store that holds nonsense, or none at all, is no hindrance', () => {
  sessionStorage.setItem('toa-soan.unconfirmed.bai-1', '{"a":');
  const confirmations = createConfirmations('bai-1');
  expect(confirmations.isPending('f1', 'credit', 'Lan')).toBe(false);
  const without = createConfirmations('bai-1', null);
  without.expect('f1', 'credit', 'Lan');
  expect(without.isPending('f1', 'credit', 'Lan')).toBe(true);
});
