import { createTransport } from 'nodemailer';
import type { Mailer } from '../mail/mailer.ts';

const timeoutMs = 10_000;

type Options = {
  /** `smtps://user:password@mail.example.vn:465` or `smtp://…:587`. */
  smtpUrl: string;
  /** `Tòa Soạn <toasoan@example.vn>` */
  from: string;
  deskUrl: string;
};

/** Sends mail over SMTP. `smtp:` uses STARTTLS when offered, `smtps:` implicit TLS. */
export function smtpMailer({ smtpUrl, from, deskUrl }: Options): Mailer {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl);
  const isSecure = protocol === 'smtps:';
  const transport = createTransport({
    host: hostname.replace(/^\[|\]$/g, ''),
    port: Number(port || (isSecure ? 465 : 587)),
    secure: isSecure,
    ...(username && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    connectionTimeout: timeoutMs,
    greetingTimeout: timeoutMs,
    socketTimeout: timeoutMs,
    // Content is inline only; nodemailer must not read files or fetch addresses.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    deskUrl,
    async send(mail) {
      await transport.sendMail({ from, ...mail });
    },
  };
}
