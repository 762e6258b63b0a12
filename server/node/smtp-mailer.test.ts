import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
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

/** A minimal SMTP server without TLS. */
async function mailServer(answerTo: (command: string) => string | undefined = () => undefined) {
  const received = { commands: [] as string[], data: '' };
  const server = createServer((socket) => {
    let isData = false;
    let buffer = '';
    socket.write('220 mail.example.vn\r\n');
    socket.on('data', (chunk) => {
      buffer += chunk;
      for (let end = buffer.indexOf('\r\n'); end !== -1; end = buffer.indexOf('\r\n')) {
        const line = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (isData) {
          isData = line !== '.';
          if (isData) received.data += `${line}\n`;
          else socket.write('250 accepted\r\n');
          continue;
        }
        received.commands.push(line);
        isData = line === 'DATA';
        socket.write(`${answerTo(line) ?? (isData ? '354 go on' : '250 mail.example.vn')}\r\n`);
        if (line === 'QUIT') socket.end();
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.close();
  });
  return { received, url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

const options = { from: 'Tòa Soạn <toasoan@example.vn>', deskUrl: 'https://desk.example.vn' };

test('a mail is sent in UTF-8, as text and as HTML, to its recipient only', async () => {
  const { received, url } = await mailServer();
  await smtpMailer({ ...options, smtpUrl: url }).send(accountMail(mail));
  expect(received.commands.filter((command) => /^(MAIL|RCPT)/.test(command))).toEqual([
    expect.stringContaining('<toasoan@example.vn>'),
    'RCPT TO:<lan@example.vn>',
  ]);
  expect(received.data).toContain('multipart/alternative');
  expect(received.data).toMatch(/Content-Type: text\/plain; charset=utf-8/);
  expect(received.data).toMatch(/Content-Type: text\/html; charset=utf-8/);
  const [headers] = received.data.split('\n\n');
  expect(headers).toContain('Subject: ');
  expect(headers).not.toMatch(/^Bcc:/im);
});

test('a server that rejects the mail, or is unreachable, is an error', async () => {
  const { url } = await mailServer((command) => (command.startsWith('RCPT') ? '550 no such box' : undefined));
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

test('the mail of a reset names no role', () => {
  const { subject, text } = accountMail({ ...mail, kind: 'reset', role: null });
  expect(subject).toMatch(/^Đặt lại mật khẩu/);
  expect(text).not.toContain('vai trò');
});
