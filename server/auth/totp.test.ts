import { TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import { acceptedStep, createTotpSecret, totpUri } from './totp.ts';

/** "12345678901234567890" in base32: the secret of RFC 6238, appendix B. */
const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const at = (seconds: number) => new Date(seconds * 1000);

test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [20_000_000_000, '353130', 666_666_666],
])('at %i s the code of RFC 6238 is %s', (seconds, code, step) => {
  expect(acceptedStep(secret, code, at(seconds), null)).toBe(step);
});

test('a code is accepted one step early and one step late, not two', () => {
  expect([0, 29, 30, 89, 90, 119, 120].map((s) => acceptedStep(secret, '287082', at(s), null))).toEqual([
    1,
    1,
    1,
    1,
    null,
    null,
    null,
  ]);
});

test('the code of a used step and of earlier ones is refused, a later one is not', () => {
  expect(acceptedStep(secret, '287082', at(59), 1)).toBeNull();
  expect(acceptedStep(secret, '287082', at(59), 2)).toBeNull();
  expect(acceptedStep(secret, '287082', at(59), 0)).toBe(1);
});

test.each(['', '28708', '2870820', 'abcdef', '２８７０８２'])('%j is no code', (code) => {
  expect(acceptedStep(secret, code, at(59), null)).toBeNull();
});

test('the address for authenticator apps carries issuer, account and a new secret of 160 bits', () => {
  const created = createTotpSecret();
  expect(created).toMatch(/^[A-Z2-7]{32}$/);
  expect(createTotpSecret()).not.toBe(created);
  const uri = totpUri(created, { issuer: 'Báo Cảng: sáng', account: 'lan@example.vn' });
  expect(new URL(uri).searchParams.get('secret')).toBe(created);
  expect(decodeURIComponent(uri)).toContain('Báo Cảng');
  expect(uri).toContain('period=30');
  expect(new TOTP({ secret: created }).period).toBe(30);
});
