import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { accountMail } from '../mail/account-mail.ts';
import { smtpMailer } from './smtp-mailer.ts';

const letter = {
  kind: 'invitation',
  to: { name: 'Đỗ Ngọc Lan', email: 'lan@example.vn' },
  role: 'editor',
  sender: 'Phạm <b>Thanh</b> Hà',
  newsroom: { name: 'Báo Cảng\r\nBcc: all@example.vn', timeZone: 'Asia/Ho_Chi_Minh' },
  link: 'https://desk.example.vn/invite#token=abc&def',
  expiresAt: new Date('2026-03-18T07:06:00.000Z'),
} as const;

/** A mail server that speaks as much SMTP as a letter needs, in the clear. */
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
          else socket.write('250 taken\r\n');
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

test('a letter arrives with its Vietnamese whole, as text and as HTML, and for nobody else', async () => {
  const { received, url } = await mailServer();
  await smtpMailer({ ...options, smtpUrl: url }).send(accountMail(letter));
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

test('a server that does not take it, or is not there, is an error', async () => {
  const { url } = await mailServer((command) => (command.startsWith('RCPT') ? '550 no such box' : undefined));
  await expect(smtpMailer({ ...options, smtpUrl: url }).send(accountMail(letter))).rejects.toThrow(/550/);
  const away = smtpMailer({ ...options, smtpUrl: 'smtp://127.0.0.1:9' });
  await expect(away.send(accountMail(letter))).rejects.toThrow(/ECONNREFUSED/);
});

test('the letter says who invites, as what, until when; what people are called is no markup', () => {
  const { subject, text, html } = accountMail(letter);
  expect(subject).toBe('Lời mời vào Báo Cảng Bcc: all@example.vn');
  expect(text).toContain('Chào Đỗ Ngọc Lan,');
  expect(text).toContain('với vai trò biên tập viên');
  expect(text).toContain('\nhttps://desk.example.vn/invite#token=abc&def\n');
  expect(text).toContain('Thứ Tư, 18/03/2026 14:06');
  expect(html).toContain('Phạm &lt;b&gt;Thanh&lt;/b&gt; Hà');
  expect(html).toContain('href="https://desk.example.vn/invite#token=abc&amp;def"');
});

test('a reset letter does not speak of a role', () => {
  const { subject, text } = accountMail({ ...letter, kind: 'reset', role: null });
  expect(subject).toMatch(/^Đặt lại mật khẩu/);
  expect(text).not.toContain('vai trò');
});
