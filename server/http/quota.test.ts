import { expect, test } from 'vitest';
import { createQuota } from './quota.ts';

test('what one key holds is bounded, and what all hold together', () => {
  const quota = createQuota({ perKey: 2, total: 3 });
  const release = quota.take('a', 1);
  expect(typeof quota.take('a', 1)).toBe('function');
  expect(quota.take('a', 1)).toBe('key');
  expect(typeof quota.take('b', 1)).toBe('function');
  expect(quota.take('b', 1)).toBe('total');
  if (typeof release === 'function') {
    release();
    // A second release has no effect.
    release();
  }
  expect(typeof quota.take('b', 1)).toBe('function');
  expect(quota.take('c', 1)).toBe('total');
});
