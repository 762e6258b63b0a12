import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

type ReceivedMail = {
  from: string;
  to: string[];
  /** Undecoded header lines. */
  headers: string;
  subject: string;
  /** The plain text part. */
  text: string;
  /** The whole message as received. */
  source: string;
};

export type TestMailServer = {
  /** For `SMTP_URL`. */
  url: string;
  /** Mails so far, oldest first. */
  received: ReceivedMail[];
  /** Resolves with the next mail to `address` that was not returned before. */
  next(address: string): Promise<ReceivedMail>;
  close(): Promise<void>;
};

/** Starts an SMTP server without TLS and authentication. `accepts` false: it rejects every recipient. */
export async function startMailServer({ accepts = true } = {}): Promise<TestMailServer> {
  const received: ReceivedMail[] = [];
  const returned = new Set<ReceivedMail>();
  const waiting = new Set<() => void>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo: (_address, _session, done) => done(accepts ? null : new Error('no such box')),
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const { mailFrom, rcptTo } = session.envelope;
        const from = mailFrom ? mailFrom.address : '';
        const to = rcptTo.map(({ address }) => address);
        received.push({ from, to, ...parseMail(Buffer.concat(chunks).toString('latin1')) });
        done();
        for (const check of waiting) check();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    next: (address) =>
      new Promise((resolve) => {
        const check = () => {
          const mail = received.find((one) => one.to.includes(address) && !returned.has(one));
          if (!mail) return;
          returned.add(mail);
          waiting.delete(check);
          resolve(mail);
        };
        waiting.add(check);
        check();
      }),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** Reads the parts that tests look at; `source` has one character for each byte. */
function parseMail(source: string): Pick<ReceivedMail, 'headers' | 'subject' | 'text' | 'source'> {
  const [headers = ''] = source.split('\r\n\r\n', 1);
  const [, subject = ''] = /^Subject: (.*(?:\r\n[ \t].*)*)/im.exec(headers) ?? [];
  const [, partHeaders = '', body = ''] =
    /(Content-Type: text\/plain[\s\S]*?)\r\n\r\n([\s\S]*?)\r\n--/i.exec(source) ?? [];
  const isBase64 = /transfer-encoding: base64/i.test(partHeaders);
  return {
    headers,
    subject: decodeWords(subject),
    text: isBase64 ? Buffer.from(body, 'base64').toString('utf8') : decodeQuotedPrintable(body),
    source,
  };
}

/** Encoded words of a header (RFC 2047). */
function decodeWords(header: string): string {
  return header
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/\r\n\s/g, ' ')
    .replace(/(?:=\?utf-8\?[bq]\?[^?]*\?=)+/gi, (words) => {
      const bytes = Array.from(
        words.matchAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi),
        ([, kind = '', text = '']) =>
          kind.toLowerCase() === 'b'
            ? Buffer.from(text, 'base64').toString('latin1')
            : bytesOfQuotedPrintable(text.replaceAll('_', ' ')),
      );
      return Buffer.from(bytes.join(''), 'latin1').toString('utf8');
    });
}

const decodeQuotedPrintable = (text: string) =>
  Buffer.from(bytesOfQuotedPrintable(text), 'latin1').toString('utf8').replaceAll('\r\n', '\n');

const bytesOfQuotedPrintable = (text: string) =>
  text
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
