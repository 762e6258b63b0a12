import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBackgroundTasks } from '../background-tasks.ts';
import type { OpenDatabase } from '../db/database.ts';
import { openPglite } from '../node/db/pglite.ts';
import type { Mail } from './mailer.ts';
import { notifySecurityChange, type SecurityEvent, securityMail } from './security-mail.ts';

let database: OpenDatabase;
beforeAll(async () => {
  database = await openPglite('snapshot');
});
afterAll(() => database.close());

const lan = { id: 'lan', name: 'Đỗ Ngọc Lan', email: 'lan@example.vn' };
const admin = { id: 'ha', name: 'Phạm Thanh Hà' };
const at = new Date('2026-03-11T07:06:00.000Z');

function aContext(send: (mail: Mail) => Promise<void>) {
  const logged: unknown[] = [];
  const log = (...args: unknown[]) => void logged.push(args);
  const background = createBackgroundTasks({ info: log, warn: log, error: log });
  const mailer = { deskUrl: 'https://desk.example.vn', send };
  return { context: { background, mailer, db: database.db, clock: () => at }, background, logged };
}

const mailOf = (event: SecurityEvent, detail = {}) =>
  securityMail({
    ...{ to: lan, event, detail, at, deskUrl: 'https://desk.example.vn' },
    newsroom: { name: 'Báo Cảng', timeZone: 'Asia/Ho_Chi_Minh' },
  });

test.each([
  ['password', {}, 'Mật khẩu của bạn vừa được đổi.'],
  ['password', { by: admin }, 'đặt lại bằng liên kết do Phạm Thanh Hà tạo'],
  ['role', { by: admin, role: 'editor' }, 'Phạm Thanh Hà vừa đổi vai trò của bạn thành biên tập viên.'],
  ['second-factor', {}, 'xác thực hai bước của bạn vừa thay đổi'],
  ['second-factor', { by: admin }, 'Phạm Thanh Hà vừa đặt lại xác thực hai bước'],
  ['new-sign-in-method', {}, 'thêm một cách đăng nhập'],
  ['sign-in-method-removed', {}, 'bớt một cách đăng nhập'],
] as const)(
  'the mail about %s with %j names the change, its time and the account page',
  (event, detail, text) => {
    const mail = mailOf(event, detail);
    expect(mail.to).toBe('lan@example.vn');
    expect(mail.subject).toMatch(/ ở Báo Cảng$/);
    expect(mail.text).toContain(text);
    expect(mail.text).toContain('Thứ Tư, 11/03/2026 14:06');
    expect(mail.text).toContain('\nhttps://desk.example.vn/account\n');
    expect(mail.html).toContain('href="https://desk.example.vn/account"');
  },
);

test('a change by oneself names nobody else', () => {
  expect(mailOf('password', { by: lan }).text).not.toContain('do Đỗ Ngọc Lan');
});

test('the mail is sent in the background and awaited by settled', async () => {
  const sent: Mail[] = [];
  const { context, background } = aContext(async (mail) => void sent.push(mail));
  notifySecurityChange(context, lan, 'password');
  expect(sent).toEqual([]);
  await background.settled();
  expect(sent).toEqual([expect.objectContaining({ to: 'lan@example.vn' })]);
});

test('a failure is logged with its code, without address and content', async () => {
  const { context, background, logged } = aContext(async (mail) => {
    throw Object.assign(new Error(`refused: ${mail.to} ${mail.text}`), { code: 'EENVELOPE' });
  });
  notifySecurityChange(context, lan, 'password');
  await background.settled();
  expect(logged).toEqual([
    [{ event: 'task-failed', task: 'security-mail', code: 'EENVELOPE' }, expect.any(String)],
  ]);
});

test('tasks beyond the limit are dropped instead of filling the memory', async () => {
  const release = Promise.withResolvers<void>();
  const { context, background, logged } = aContext(() => release.promise);
  for (let index = 0; index < 203; index += 1) notifySecurityChange(context, lan, 'password');
  expect(logged).toHaveLength(3);
  release.resolve();
  await background.settled();
});
