import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { documentName } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { anArticle, type DeskProcess, newsroomDatabase, startSharedDesk } from '../faults/desk.ts';
import { createTemporaryFolder } from '../hosts/server-process.ts';
import { exchange, peakMb, residentMb } from './raw-connection.ts';

let desk: DeskProcess;
let newsroom: Awaited<ReturnType<typeof newsroomDatabase>>;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
let cookies: Record<string, string>;

beforeAll(async () => {
  newsroom = await newsroomDatabase();
  folder = await createTemporaryFolder();
  desk = await startSharedDesk({ DATABASE_URL: newsroom.url, DATA_DIR: folder.path });
  cookies = await desk.signIn('bientap');
});
afterAll(async () => {
  await desk.end('SIGKILL');
  await newsroom.close();
  await folder.remove();
});

type Socket = { socket: WebSocket; closed: () => string | null };

/** Opens a socket and records how it ends: the close code and reason, or the error of a refused upgrade. */
function open(headers: Record<string, string> = {}): Socket {
  const socket = new WebSocket(`${desk.url.replace('http', 'ws')}/collab?schema=${schemaVersion}`, {
    headers,
  });
  let closed: string | null = null;
  socket.on('error', (error) => {
    closed ??= error.message;
  });
  socket.on('close', (code, reason) => {
    closed ??= `${code} ${reason}`;
  });
  return { socket, closed: () => closed };
}

async function opened(headers: Record<string, string>): Promise<Socket> {
  const one = open(headers);
  await new Promise((resolve) => one.socket.once('open', resolve));
  return one;
}

const varString = (text: string) => {
  const bytes = Buffer.from(text);
  if (bytes.length > 127) throw new Error('Longer than one length byte');
  return Buffer.from([bytes.length, ...bytes]);
};
/** The message that asks for a document: name, type 2 (auth), subtype 0 (token), token. */
const authMessage = (name: string) => Buffer.concat([varString(name), Buffer.from([2, 0]), varString('')]);

describe('sockets without a session', () => {
  test('120 of them that send without end take no memory, and are closed with the reason', async () => {
    const large = Buffer.alloc(3 * 1024 * 1024, 1);
    await pause(1_000);
    const before = residentMb(desk.pid);
    const sockets: Socket[] = [];
    const peak = await peakMb(desk.pid, async () => {
      for (let n = 0; n < 120; n += 1) {
        const one = open(n % 2 === 0 ? {} : { cookie: '__Host-toa-soan=forged.signature' });
        one.socket.on('open', () => {
          for (let message = 0; message < 5; message += 1) one.socket.send(large, () => undefined);
        });
        sockets.push(one);
      }
      await expect
        .poll(() => sockets.filter(({ closed }) => closed() !== null).length, { timeout: 10_000 })
        .toBe(120);
    });
    expect(peak - before).toBeLessThan(80);
    // One address may have 20 at a time.
    const endings = new Set(sockets.map(({ closed }) => closed()));
    for (const ending of endings)
      expect(ending).toMatch(/^(4401 unauthenticated|.*429|.*503|1006 |.*(ECONNRESET|EPIPE))/);
    expect(endings).toContain('4401 unauthenticated');
    expect((await fetch(`${desk.url}/api/health`)).status).toBe(200);
  });

  test('that keep a handshake open are limited by address, and others still get in', async () => {
    await pause(1_500);
    const one = await opened(cookies);
    expect(one.closed()).toBeNull();
    one.socket.terminate();
  });
});

describe('a socket of a signed-in person', () => {
  test('is closed when it asks for no document within five seconds', async () => {
    const one = await opened(cookies);
    await expect.poll(one.closed, { timeout: 12_000 }).toBe('4408 timeout');
  });

  test('is closed when its first message is larger than 4 KB', async () => {
    const one = await opened(cookies);
    one.socket.send(Buffer.alloc(4_097));
    await expect.poll(one.closed).toBe('4413 too-large');
  });

  test('is closed when it asks for more than 32 documents', async () => {
    const one = await opened(cookies);
    for (let n = 0; n < 33; n += 1) {
      const id = `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
      one.socket.send(authMessage(documentName(id)));
    }
    await expect.poll(one.closed).toBe('4429 throttled');
  });

  test('is one of at most 40 of its account, which others have apart', async () => {
    await pause(1_500);
    const sockets: Socket[] = [];
    // One after another: a network may have 20 whose session is not known yet.
    for (let n = 0; n < 50; n += 1) sockets.push(await opened(cookies));
    const refused = () => sockets.filter(({ closed }) => closed() === '4429 throttled').length;
    await expect.poll(refused, { timeout: 4_000 }).toBe(10);
    const other = await opened(await desk.signIn('phongvien'));
    expect(other.closed()).toBeNull();
    for (const { socket } of [...sockets, other]) socket.terminate();
    await pause(500);
    const again = await opened(cookies);
    await pause(500);
    expect(again.closed()).toBeNull();
    again.socket.terminate();
  });

  test('works with a document of its own', async () => {
    const id = await anArticle(newsroom.db);
    const one = await opened(cookies);
    const received: Buffer[] = [];
    one.socket.on('message', (data: Buffer) => received.push(data));
    one.socket.send(authMessage(documentName(id)));
    await expect.poll(() => received.some((data) => data.includes('read-write'))).toBe(true);
    await pause(6_000);
    expect(one.closed()).toBeNull();
    one.socket.terminate();
  });
});

test('nothing from outside writes a line into the log or a control code to the terminal', async () => {
  const forged = '\n{"level":30,"msg":"forged"}\n\u001b[2J\u001b]0;owned\u0007\u009b31m\r\u202e';
  const names = [forged, `article:${forged}`, `x\u0000${forged}`, '', '\uffff'];
  for (const name of names) {
    const one = await opened(cookies);
    one.socket.send(authMessage(name));
    one.socket.send(Buffer.concat([varString(name), Buffer.from([0, 0])]));
    await expect.poll(one.closed).toMatch(/^4404 not-found/);
  }
  // Frames that are no messages, before and after a document is open.
  const id = await anArticle(newsroom.db);
  for (const garbage of [Buffer.from([255, 255, 255]), Buffer.from([]), Buffer.from('\u001b[2J\n{}')]) {
    const one = await opened(cookies);
    one.socket.send(authMessage(documentName(id)));
    await pause(200);
    one.socket.send(Buffer.concat([varString(documentName(id)), garbage]));
    one.socket.send(garbage);
    await pause(200);
    one.socket.terminate();
  }
  const port = Number(new URL(desk.url).port);
  const encoded = encodeURIComponent(forged);
  for (const line of [
    `GET /api/articles/${encoded} HTTP/1.1\r\nHost: localhost`,
    `GET /portal/${encoded} HTTP/1.1\r\nHost: localhost\r\nX-Request-Id: ${encoded}`,
    `GET /collab HTTP/1.1\r\nHost: localhost\r\nOrigin: https://evil\u009b31m.invalid\r\nConnection: Upgrade\r\nUpgrade: websocket`,
    `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 5\r\n\r\n\u001b[2J{`,
    // Aborted in the middle of an answer.
    'GET /portal HTTP/1.1\r\nHost: localhost',
  ]) {
    await exchange(port, `${line}\r\n\r\n`);
  }
  await pause(300);
  const lines = desk.output().split('\n').filter(Boolean);
  for (const line of lines) {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028-\u202e]/);
    expect(() => JSON.parse(line), line).not.toThrow();
  }
  expect(lines.some((line) => (JSON.parse(line) as { msg?: string }).msg === 'forged')).toBe(false);
});
