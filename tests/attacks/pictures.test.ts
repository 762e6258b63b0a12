import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  aGifOf,
  anAnimatedPng,
  anAnimatedWebp,
  aPicture,
  aZlibBomb,
  withCompressedPngXmp,
  xmpPacket,
} from '../builders/pictures.ts';
import { type DeskProcess, newsroomDatabase, type Person, startSharedDesk } from '../faults/desk.ts';
import { effortOf } from '../faults/server-cpu-time.ts';
import { createTemporaryFolder } from '../hosts/server-process.ts';

let desk: DeskProcess;
let database: Awaited<ReturnType<typeof newsroomDatabase>>;
let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
const sessions = new Map<Person, Record<string, string>>();

beforeAll(async () => {
  folder = await createTemporaryFolder();
  database = await newsroomDatabase();
  desk = await startSharedDesk({ DATA_DIR: folder.path, DATABASE_URL: database.url });
  for (const person of ['phongvien', 'phongvien2', 'bientap'] as const) {
    sessions.set(person, await desk.signIn(person));
  }
});
afterAll(async () => {
  await desk.end('SIGKILL');
  await database.close();
  await folder.remove();
});

type Outcome = { status: number; code?: string; caption?: string; credit?: string };

async function upload(
  person: Person,
  bytes: Uint8Array<ArrayBuffer>,
  signal?: AbortSignal,
): Promise<Outcome> {
  const body = new FormData();
  body.set('file', new File([bytes], 'anh.jpg'));
  const response = await fetch(`${desk.url}/api/media`, {
    method: 'POST',
    headers: sessions.get(person),
    body,
    signal,
  });
  const { code, caption, credit } = (await response.json()) as Omit<Outcome, 'status'>;
  return { status: response.status, code, caption, credit };
}

/** The server's child processes. */
function decoders(): number[] {
  const lines = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const processes = lines.map((line) => line.trim().split(/\s+/).map(Number));
  return processes.filter(([, parent]) => parent === desk.pid).map(([pid = 0]) => pid);
}

/** The most memory that the server and its decoders have used, in MB; 0 where the system does not report it. */
function peakMb(): number {
  if (process.platform !== 'linux') return 0;
  const peaks = [desk.pid, ...decoders()].map((pid) =>
    Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0),
  );
  return peaks.reduce((sum, kilobytes) => sum + kilobytes, 0) / 1024;
}

describe('a picture is taken without its metadata', () => {
  const png = () => aPicture({ format: 'png', width: 60, height: 40 });
  const accepted = { status: 201, caption: '', credit: '' };

  test.each([
    ['a block of 518 KB that unpacks to 500 MB', 1, 500],
    ['4 blocks of 126 KB that unpack to 120 MB each', 4, 120],
    ['30 blocks that unpack to 120 MB each', 30, 120],
    ['a block of 24 MB that unpacks to 24 GB', 1, 24_000],
  ])('when it is %s', async (_what, blocks, megabytes) => {
    const bomb = aZlibBomb(megabytes);
    let picture = await png();
    for (let block = 0; block < blocks; block += 1) picture = withCompressedPngXmp(picture, bomb);
    expect(await upload('phongvien', picture)).toMatchObject(accepted);
    expect(peakMb()).toBeLessThan(1_000);
  });

  test.each([
    ['1,000,000 nested elements', '<a>'.repeat(1_000_000) + '</a>'.repeat(1_000_000)],
    ['1,000,000 elements', '<a/>'.repeat(1_000_000)],
    ['nested elements of 1 MB', '<a>'.repeat(140_000) + '</a>'.repeat(140_000)],
    ['entities that expand', '<!DOCTYPE a [<!ENTITY b "bbbbbbbb">]>'],
  ])('when it has %s, and the event loop is not blocked', async (_what, elements) => {
    const xmp = xmpPacket(`${elements}<photoshop:Credit>Hãng tin</photoshop:Credit>`);
    for (const picture of [await aPicture({ format: 'png', xmp }), withCompressedPngXmp(await png(), xmp)]) {
      const { computedMs } = await effortOf(desk, async () => {
        expect(await upload('phongvien', picture)).toMatchObject(accepted);
      });
      // The whole request with its body, session and database.
      expect(computedMs).toBeLessThan(400);
    }
  });
});

describe('an animation of too many frames is refused', () => {
  test.each([
    ['a WebP', anAnimatedWebp],
    ['a GIF', aGifOf],
    ['a PNG', (frames: number) => anAnimatedPng(frames)],
  ])('as %s of 20,000, before it is decoded', async (_what, make) => {
    const picture = await make(20_000);
    const { computedMs } = await effortOf(desk, async () => {
      expect(await upload('phongvien', picture)).toMatchObject({ status: 422, code: 'too-many-frames' });
    });
    expect(computedMs).toBeLessThan(500);
  });

  test('and one at the limit is accepted', async () => {
    expect((await upload('phongvien', await anAnimatedWebp(300))).status).toBe(201);
  });
});

test.each([
  ['fields', 'name="a"'],
  ['files', 'name="file"; filename="a"'],
])('an upload of 400,000 %s is refused before they are parsed', async (_what, disposition) => {
  const part = `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n\r\n`;
  const body = `${part.repeat(Math.min(400_000, Math.floor((24 * 2 ** 20) / part.length)))}--b--\r\n`;
  const { computedMs } = await effortOf(desk, async () => {
    const headers = { ...sessions.get('phongvien'), 'content-type': 'multipart/form-data; boundary=b' };
    const response = await fetch(`${desk.url}/api/media`, { method: 'POST', headers, body });
    expect([response.status, ((await response.json()) as Outcome).code]).toEqual([400, 'malformed']);
  });
  expect(computedMs).toBeLessThan(1_000);
});

const aSlowPicture = () => aPicture({ format: 'png', width: 4_000, height: 3_900 });
/** Leaves a decoder running. */
const startDecoder = async () => expect((await upload('phongvien', await aPicture())).status).toBe(201);

const signalDecoders = (signal: NodeJS.Signals) => {
  for (const pid of decoders()) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      // It has ended since it was listed.
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
    }
  }
};

test('a picture that crashes its decoder is refused, and the server goes on', async () => {
  const picture = await aSlowPicture();
  await startDecoder();
  const pending = upload('phongvien', picture);
  const crash = setInterval(() => signalDecoders('SIGKILL'), 20);
  const refused = await pending;
  clearInterval(crash);
  // 500 while it starts, which is no picture's fault.
  expect([415, 500]).toContain(refused.status);
  expect((await upload('phongvien', await aPicture())).status).toBe(201);
});

test('a signal to all processes of the server does not refuse the picture that is being decoded', async () => {
  const picture = await aSlowPicture();
  await startDecoder();
  const pending = upload('phongvien', picture);
  // Sent earlier it would find the decoder without work.
  await setTimeout(200);
  signalDecoders('SIGTERM');
  expect((await pending).status).toBe(201);
});

test('a small picture does not wait for the expensive ones of two other people', async () => {
  const small = await aPicture({ width: 600, height: 400 });
  const durationOf = async () => {
    const start = performance.now();
    expect((await upload('bientap', small)).status).toBe(201);
    return performance.now() - start;
  };
  // Starts all decoders of the fast lane, which takes long on a machine that runs other tests.
  const people = ['phongvien', 'phongvien', 'phongvien2', 'bientap', 'bientap'] as const;
  await Promise.all([...people, ...people].map((person) => upload(person, small)));
  const quiet = Math.max(await durationOf(), await durationOf(), await durationOf());

  const large = sharp({ create: { width: 8_000, height: 6_000, channels: 3, background: '#c00000' } });
  const expensive = [
    new Uint8Array(await large.clone().png().toBuffer()),
    new Uint8Array(await large.clone().jpeg({ progressive: true }).toBuffer()),
    await anAnimatedWebp(300, 400),
    await anAnimatedWebp(300, 220),
    await anAnimatedWebp(300, 220),
  ];
  const abort = new AbortController();
  const attacks = ['phongvien', 'phongvien2'].flatMap((person) =>
    expensive.map((bytes) => upload(person as Person, bytes, abort.signal).catch(() => null)),
  );
  let isOver = false;
  void Promise.all(attacks).then(() => {
    isOver = true;
  });
  const during: number[] = [];
  for (let times = 0; times < 6; times += 1) during.push(await durationOf());
  expect(isOver, 'the attack goes on').toBe(false);
  abort.abort();
  await Promise.all(attacks);
  // A second on a machine that does nothing else; `quiet` accounts for what else runs.
  expect(Math.max(...during)).toBeLessThan(1_000 + 10 * quiet);
});
