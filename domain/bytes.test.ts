import { expect, test } from 'vitest';
import { sha256Hex, toBase64Url, toHex } from './bytes.ts';

test('hex has two lower-case digits for each byte', () => {
  expect(toHex(Uint8Array.of(0, 10, 255))).toBe('000aff');
  expect(toHex(Uint8Array.of(7, 8, 9).subarray(1))).toBe('0809');
  expect(toHex(new Uint8Array())).toBe('');
});

test('SHA-256 is taken over UTF-8', async () => {
  expect(await sha256Hex('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  expect(await sha256Hex('Tòa Soạn')).toBe(
    'af81670ac2acf87429f2d1778b4803888c79bdc7c57d9fbfc0dc6d6a71cdd240',
  );
});

test('base64url has no padding and no characters that an address would escape', () => {
  expect(toBase64Url(Uint8Array.of(251, 255))).toBe('-_8');
});
