import { createTransport } from 'nodemailer';
import type { Mailer } from '../mail/mailer.ts';

/** How long an admin waits at most to hear that a mail did not go out. */
const timeoutMs = 10_000;

type Options = {
  /** `smtps://user:password@mail.example.vn:465` or `smtp://…:587`. */
  smtpUrl: string;
  /** `Tòa Soạn <toasoan@example.vn>` */
  from: string;
  deskUrl: string;
};

/** Sends mail over SMTP. `smtp:` turns to TLS where the server offers it, `smtps:` begins with it. */
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
    // What a mail holds is written here; nothing of it may be fetched from elsewhere.
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
