import { expect, test } from 'vitest';
import { limits } from './limits.ts';
import { judgePassword } from './password-strength.ts';

const personal = ['Nguyễn Hải Miên', 'hmien.bao@example.vn', 'Báo Cảng Đình Vũ'];

test.each([
  ['', 'too-short', 'short'],
  ['mật khẩu', 'too-short', 'short'],
  ['x7#kQ9!pLm2', 'too-short', 'short'],
  ['123456789012', 'too-common', 'common'],
  ['aaaaaaaaaaaaaaaa', 'too-common', 'common'],
  ['qwertyuiop12', 'too-common', 'common'],
  ['password1234', 'too-common', 'common'],
  ['Password1234!', 'too-common', 'common'],
  ['matkhau12345', 'too-common', 'common'],
  ['Mật khẩu 123456', 'too-common', 'common'],
  ['mậtkhẩu@12345', 'too-common', 'common'],
  ['anhyeuem12345', 'too-common', 'common'],
  ['vietnamvodich', 'too-common', 'common'],
  ['Nguyễn Hải Miên', 'too-common', 'personal'],
  ['haimiennguyen', 'too-common', 'personal'],
  ['MienHaiNguyen!', 'too-common', 'personal'],
  ['hmien.bao@example.vn', 'too-common', 'personal'],
  ['BaoCangDinhVu1', 'too-common', 'personal'],
  ['a'.repeat(limits.passwordMaxChars), 'too-common', 'common'],
] as const)('%j is refused as %s', (password, problem, reason) => {
  expect(judgePassword(password, personal)).toMatchObject({ strength: 'weak', problem, reason });
});

test.each([
  'một mật khẩu dài',
  'trời hôm nay đẹp quá',
  'kẹo lạc nước chè bờ hồ',
  'x7#kQ9!pLm2v',
  'correct horse battery staple',
])('%j is accepted', (password) => {
  expect(judgePassword(password, personal).problem).toBeNull();
});

test('a long phrase is strong, whoever it belongs to', () => {
  expect(judgePassword('con mèo nhà Miên thích nằm trên mái ngói', personal)).toEqual({
    strength: 'strong',
    problem: null,
    reason: null,
  });
});

test.each([
  ['substitutions', '4@e3i1o0s$'.repeat(20)],
  ['one character', '1'.repeat(200)],
  ['dictionary words', 'p4$$w0rd123456789'.repeat(12).slice(0, 200)],
  ['years', '2020'.repeat(50)],
  ['combining marks', `a${'\u0301'.repeat(199)}`],
])('a password of 200 characters of %s is judged within the time of one request', (_name, password) => {
  judgePassword('warms up the dictionaries', []);
  const before = process.threadCpuUsage();
  judgePassword(password, personal);
  // Takes 10 to 60 ms. Own time, because other tests run beside it.
  const { user } = process.threadCpuUsage(before);
  expect(user / 1000).toBeLessThan(500);
});
