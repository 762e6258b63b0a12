import { connect } from 'node:net';
import { setPriority } from 'node:os';
import { WebSocket } from 'ws';
import { anAnimatedWebp, aPicture, aZlibBomb, withCompressedPngXmp } from '../builders/pictures.ts';
import { sessionCookie } from './newsroom.ts';

/*
 * One attacker, forked by attacks.ts with its task in BENCH_ATTACK; goes on until it is killed. Requests name a proxy's
 * client (`X-Forwarded-For`), so that limits for one address do not stop it.
 */
export const attackNames = [
  'malformed requests',
  'open bodies',
  'anonymous sockets',
  'wrong passwords',
  'animated pictures',
  'packed metadata',
] as const;
export type AttackName = (typeof attackNames)[number];

const attacks: Record<AttackName, (url: string) => Promise<never>> = {
  'malformed requests': (url) =>
    repeat(16, () =>
      raw(url, 'GET //[ HTTP/1.1\r\nHost: a b\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n'),
    ),
  'open bodies': (url) => {
    const chunk = `${(64 * 1024).toString(16)}\r\n${'x'.repeat(64 * 1024)}\r\n`;
    const head = `POST /api/articles HTTP/1.1\r\nHost: localhost\r\nX-Forwarded-For: ${anyAddress()}\r\n`;
    const type = 'Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    return repeat(40, () => raw(url, head + type + chunk.repeat(16)));
  },
  'anonymous sockets': (url) =>
    repeat(
      120,
      () =>
        new Promise<void>((resolve) => {
          const socket = new WebSocket(`${url.replace('http', 'ws')}/collab`, {
            headers: { 'x-forwarded-for': anyAddress() },
          });
          socket.on('open', () => socket.send(Buffer.alloc(64 * 1024)));
          socket.on('error', () => resolve());
          socket.on('close', () => resolve());
          setTimeout(() => socket.terminate(), 5_000).unref();
        }),
    ),
  'wrong passwords': (url) =>
    repeat(20, async () => {
      const response = await fetch(`${url}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'x-forwarded-for': anyAddress() },
        body: JSON.stringify({ email: `${crypto.randomUUID()}@demo.test`, password: 'not-the-password' }),
      });
      await response.text();
    }),
  // One below the limit, so that it is decoded.
  'animated pictures': async (url) => uploadAgain(url, await anAnimatedWebp(300, 400), 'image/webp'),
  'packed metadata': async (url) =>
    uploadAgain(url, withCompressedPngXmp(await aPicture({ format: 'png' }), aZlibBomb(500)), 'image/png'),
};

async function uploadAgain(url: string, bytes: Uint8Array, type: string): Promise<never> {
  const cookie = await sessionCookie(url, 'phongvien@demo.test');
  return repeat(6, async () => {
    const body = new FormData();
    body.set('file', new File([new Uint8Array(bytes)], 'anh', { type }));
    const response = await fetch(`${url}/api/media`, { method: 'POST', headers: { cookie }, body });
    await response.text();
  });
}

/** Sends raw bytes, and waits until the server closes the connection or for a second. */
function raw(url: string, bytes: string): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), 'localhost', () => socket.write(bytes, 'latin1'));
    socket.setTimeout(1_000, () => socket.destroy());
    socket.resume();
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve());
  });
}

function anyAddress(): string {
  const part = () => Math.floor(Math.random() * 254) + 1;
  return `203.${part()}.${part()}.${part()}`;
}

/** Keeps `parallel` attempts going; one that fails is followed by the next. */
async function repeat(parallel: number, attempt: () => Promise<void>): Promise<never> {
  for (let started = 0; started < parallel; started += 1) void keepGoing();
  return new Promise<never>(() => undefined);

  async function keepGoing(): Promise<never> {
    for (;;) {
      await attempt().catch(() => undefined);
      // Lets other attempts in where one fails at once.
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }
}

const { BENCH_ATTACK } = process.env;
if (process.send && BENCH_ATTACK) {
  const { name, url } = JSON.parse(BENCH_ATTACK) as { name: AttackName; url: string };
  setPriority(19);
  process.send('started');
  await attacks[name](url);
}
