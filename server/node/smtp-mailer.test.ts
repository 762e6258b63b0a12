import { expect, onTestFinished, test } from 'vitest';
import { startMailServer } from '../../tests/hosts/smtp-server.ts';
import { accountMail } from '../mail/account-mail.ts';
import { smtpMailer } from './smtp-mailer.ts';

const mail = {
  kind: 'invitation',
  to: { name: 'Đỗ Ngọc Lan', email: 'lan@example.vn' },
  role: 'editor',
  sender: 'Phạm <b>Thanh</b> Hà',
  newsroom: { name: 'Báo Cảng\r\nBcc: all@example.vn', timeZone: 'Asia/Ho_Chi_Minh' },
  link: 'https://desk.example.vn/invite#token=abc&def',
  expiresAt: new Date('2026-03-18T07:06:00.000Z'),
} as const;

async function mailServer(options?: { accepts: boolean }) {
  const server = await startMailServer(options);
  onTestFinished(() => server.close());
  return server;
}

const options = { from: 'Tòa Soạn <toasoan@example.vn>', deskUrl: 'https://desk.example.vn' };

test('a mail is sent in UTF-8, as text and as HTML, to its recipient only', async () => {
  const { received, url } = await mailServer();
  const content = accountMail(mail);
  await smtpMailer({ ...options, smtpUrl: url }).send(content);
  expect(received).toHaveLength(1);
  expect(received[0]).toMatchObject({ from: 'toasoan@example.vn', to: ['lan@example.vn'] });
  expect(received[0]).toMatchObject({ subject: content.subject, text: content.text });
  expect(received[0]?.source).toContain('multipart/alternative');
  expect(received[0]?.source).toMatch(/Content-Type: text\/plain; charset=utf-8/);
  expect(received[0]?.source).toMatch(/Content-Type: text\/html; charset=utf-8/);
  expect(received[0]?.headers).not.toMatch(/^Bcc:/im);
});

test('a server that rejects the mail, or is unreachable, is an error', async () => {
  const { url } = await mailServer({ accepts: false });
  await expect(smtpMailer({ ...options, smtpUrl: url }).send(accountMail(mail))).rejects.toThrow(/550/);
  const unreachable = smtpMailer({ ...options, smtpUrl: 'smtp://127.0.0.1:9' });
  await expect(unreachable.send(accountMail(mail))).rejects.toThrow(/ECONNREFUSED/);
});

test('the invitation names sender, role and expiry; names are escaped', () => {
  const { subject, text, html } = accountMail(mail);
  expect(subject).toBe('Lời mời vào Báo Cảng Bcc: all@example.vn');
  expect(text).toContain('Chào Đỗ Ngọc Lan,');
  expect(text).toContain('với vai trò biên tập viên');
  expect(text).toContain('\nhttps://desk.example.vn/invite#token=abc&def\n');
  expect(text).toContain('Thứ Tư, 18/03/2026 14:06');
  expect(html).toContain('Phạm &lt;b&gt;Thanh&lt;/b&gt; Hà');
  expect(html).toContain('href="https://desk.example.vn/invite#token=abc&amp;def"');
});

test('the mail of a reset names no role, and that the admin sees the link too', () => {
  const { subject, text } = accountMail({ ...mail, kind: 'reset', role: null });
  expect(subject).toMatch(/^Đặt lại mật khẩu/);
  expect(text).not.toContain('vai trò');
  expect(text).toContain('cũng thấy liên kết này');
});

test('the mail after a forgotten password names no admin', () => {
  const { text } = accountMail({ ...mail, kind: 'forgotten', role: null, sender: '' });
  expect(text).toContain('quên mật khẩu');
  expect(text).not.toContain('cũng thấy');
});
