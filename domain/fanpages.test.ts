import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AddressProblem, makeFanpageCode, readFanpageAddress, shownAddress } from './fanpages.ts';

const read = (text: string) => {
  const result = readFanpageAddress(text);
  if (!result.ok) throw new Error(`${text}: ${result.problem}`);
  return result.address;
};
const problem = (text: string): AddressProblem | null => {
  const result = readFanpageAddress(text);
  return result.ok ? null : result.problem;
};

describe('the platform follows from the host', () => {
  test.each([
    ['https://www.facebook.com/BaoCang', 'facebook', 'https://facebook.com/baocang'],
    ['https://m.facebook.com/baocang/', 'facebook', 'https://facebook.com/baocang'],
    ['https://vi-vn.facebook.com/baocang?ref=embed&fbclid=abc', 'facebook', 'https://facebook.com/baocang'],
    ['https://fb.com/baocang#tin', 'facebook', 'https://facebook.com/baocang'],
    [
      'https://web.facebook.com/profile.php?id=100064&sk=about',
      'facebook',
      'https://facebook.com/profile.php?id=100064',
    ],
    ['https://www.facebook.com/groups/CangBien/', 'facebook', 'https://facebook.com/groups/CangBien'],
    ['https://zalo.me/1234567890', 'zalo', 'https://zalo.me/1234567890'],
    ['https://zalo.me/oa/baocang?zarsrc=30', 'zalo', 'https://zalo.me/oa/baocang'],
    ['https://oa.zalo.me/1234567890', 'zalo', 'https://oa.zalo.me/1234567890'],
    ['https://www.youtube.com/@BaoCang', 'youtube', 'https://youtube.com/@baocang'],
    ['https://m.youtube.com/channel/UCaBcD', 'youtube', 'https://youtube.com/channel/UCaBcD'],
    ['https://youtu.be/dQw4w9WgXcQ?si=abc', 'youtube', 'https://youtube.com/watch?v=dQw4w9WgXcQ'],
    [
      'https://www.youtube.com/watch?v=dQw4w9WgXcQ&feature=share',
      'youtube',
      'https://youtube.com/watch?v=dQw4w9WgXcQ',
    ],
    ['https://www.tiktok.com/@BaoCang?_t=8&_r=1', 'tiktok', 'https://tiktok.com/@baocang'],
    ['https://vm.tiktok.com/ZMabc/', 'tiktok', 'https://vm.tiktok.com/ZMabc'],
    ['https://twitter.com/BaoCang?lang=vi', 'x', 'https://x.com/baocang'],
    ['https://mobile.twitter.com/baocang', 'x', 'https://x.com/baocang'],
    ['https://x.com/baocang?s=21', 'x', 'https://x.com/baocang'],
    ['https://www.instagram.com/Bao.Cang/?igsh=abc', 'instagram', 'https://instagram.com/bao.cang'],
    ['https://baocang.vn', 'site', 'https://baocang.vn'],
    ['https://www.BaoCang.vn/', 'site', 'https://www.baocang.vn'],
    [
      'https://baocang.vn./Tin//Moi/?utm_source=fb&trang=2&fbclid=x',
      'site',
      'https://baocang.vn/Tin/Moi?trang=2',
    ],
    ['https://facebook.com.baocang.vn/login', 'site', 'https://facebook.com.baocang.vn/login'],
    ['https://notfacebook.com/baocang', 'site', 'https://notfacebook.com/baocang'],
  ])('%s', (typed, platform, url) => {
    expect(read(typed)).toMatchObject({ platform, url });
  });

  test('a missing https:// is added', () => {
    expect(read('  facebook.com/baocang ')).toMatchObject({ url: 'https://facebook.com/baocang' });
    expect(read('HTTPS://FACEBOOK.COM/baocang').url).toBe('https://facebook.com/baocang');
  });
});

describe('an address is rejected', () => {
  test.each<[string, AddressProblem]>([
    ['', 'empty'],
    ['   ', 'empty'],
    ['trang của báo', 'unreadable'],
    ['https://', 'unreadable'],
    ['https://facebook.com/bao\ncang', 'unreadable'],
    ['https:\\\\facebook.com\\baocang', 'unreadable'],
    [`https://baocang.vn/${'a'.repeat(2_000)}`, 'too-long'],
    ['http://facebook.com/baocang', 'not-https'],
    ['javascript:alert(1)', 'not-https'],
    ['mailto:toasoan@baocang.vn', 'not-https'],
    ['ftp://baocang.vn/a', 'not-https'],
    ['https://ten:mat@facebook.com/baocang', 'credentials'],
    ['https://facebook.com@baocang.vn/', 'credentials'],
    ['https://baocang.vn:8443/', 'port'],
    ['baocang.vn:8443', 'port'],
    ['https://127.0.0.1/', 'ip-address'],
    ['https://203.0.113.9/trang', 'ip-address'],
    ['https://2130706433/', 'ip-address'],
    ['https://0x7f.1/', 'ip-address'],
    ['https://[::1]/', 'ip-address'],
    ['https://[::ffff:10.0.0.1]/', 'ip-address'],
    ['https://localhost/', 'local-name'],
    ['https://may-in/', 'local-name'],
    ['https://mayin.local/', 'local-name'],
    ['https://metadata.google.internal/', 'local-name'],
    ['https://facebook.com', 'no-page'],
    ['https://www.facebook.com/', 'no-page'],
    ['https://m.facebook.com/profile.php?sk=about', 'no-page'],
    ['https://zalo.me', 'no-page'],
    ['https://x.com/?lang=vi', 'no-page'],
  ])('%j: %s', (typed, expected) => {
    expect(problem(typed)).toBe(expected);
  });
});

test('a lookalike host is shown in Punycode and is no known platform', () => {
  const lookalike = read('https://fаcebook.com/baocang');
  expect(lookalike).toMatchObject({ platform: 'site', isInternational: true });
  expect(shownAddress(lookalike.url)).toMatch(/^xn--/);
  expect(read('https://báocảng.vn').url).toMatch(/^https:\/\/xn--[a-z0-9-]+\.vn$/);
});

test('a site with and without www is the same page, but its URL retains www', () => {
  const [bare, www] = [read('https://baocang.vn/tin'), read('https://www.baocang.vn/tin/')];
  expect(bare.key).toBe(www.key);
  expect(www.url).toBe('https://www.baocang.vn/tin');
});

test('normalisation is idempotent', () => {
  fc.assert(
    fc.property(
      // Its parts instead of `fc.webUrl`, whose first use takes two seconds.
      fc.domain(),
      fc.webPath(),
      fc.webQueryParameters(),
      fc.webFragments(),
      (host, path, query, fragment) => {
        const typed = `https://${host}${path}?${query}#${fragment}`;
        const first = readFanpageAddress(typed);
        if (!first.ok) return;
        const second = readFanpageAddress(first.address.url);
        expect(second).toEqual(first);
        expect(first.address.url).toMatch(/^https:\/\/[a-z0-9._-]+(\/|\?|$)/);
      },
    ),
  );
});

test('never throws', () => {
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (typed) => void readFanpageAddress(typed)));
});

describe('a code', () => {
  test('has six unambiguous characters and begins with a letter', () => {
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (numbers) => {
        const code = makeFanpageCode((below) => Number(numbers.next().value) % below);
        expect(code).toMatch(/^[bcdfghjkmnpqrstvwxz][bcdfghjkmnpqrstvwxz2-9]{5}$/);
      }),
    );
  });
});
