import { expect, test } from 'vitest';
import { networkOf } from './client-network.ts';

test('an IPv6 client is known by its /64, however its address is written', () => {
  expect(networkOf('2001:db8:1:2::1')).toBe(networkOf('2001:0DB8:1:2:ffff::9'));
  expect(networkOf('2001:db8:1:2::1')).not.toBe(networkOf('2001:db8:1:3::1'));
  expect(networkOf('::ffff:203.0.113.7')).toBe('203.0.113.7');
  for (const address of ['forged', undefined, null]) expect(networkOf(address)).toBe('unknown');
});
