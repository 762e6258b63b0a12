import { readdir } from 'node:fs/promises';
import { count } from 'drizzle-orm';
import { expect, onTestFinished, test } from 'vitest';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { createBackend } from '../../server/backend.ts';
import { media } from '../../server/db/schema.ts';
import type { FileStore } from '../../server/files/file-store.ts';
import { diskFiles, toStorageError } from '../../server/node/disk-files.ts';
import { sharpImages } from '../../server/node/images/sharp-images.ts';
import { createLinkChecker } from '../../server/node/link-check.ts';
import { readPortalFiles } from '../../server/node/portal-files.ts';
import { aPicture } from '../builders/pictures.ts';
import { temporaryFolder } from '../hosts/server-process.ts';
import { newsroomDatabase } from './desk.ts';
import { openLedger, runOf } from './rounds.ts';

const origin = 'http://desk.test';

test('a disk that is full in the middle of a picture: the error is shown, nothing is left over, and it works again with free space', async () => {
  const run = runOf({ full: 20, short: 3 });
  const ledger = openLedger('full-disk', run);
  const { db, close } = await newsroomDatabase();
  onTestFinished(close);
  const folder = await temporaryFolder();
  // An original and its renditions are several files; the disk is full at any of them.
  const disk = { room: Number.POSITIVE_INFINITY };
  const { api, collab } = createBackend({
    db,
    files: fillable(diskFiles(folder), disk),
    images: sharpImages(),
    links: createLinkChecker(),
    portalFiles: await readPortalFiles(),
    clock: () => new Date(),
    logger: { info: () => undefined, warn: () => undefined, error: () => undefined },
    demo: null,
    sessionTransport: 'cookie',
    secret: 'only-for-tests-only-for-tests-only',
    allowedOrigins: [],
  });
  onTestFinished(collab.close);
  const cookie = await signIn();
  const upload = async () => {
    const body = new FormData();
    body.set('file', new File([await aPicture()], 'tau.jpg', { type: 'image/jpeg' }));
    return (
      await api.fetch(new Request(`${origin}/api/media`, { method: 'POST', headers: { cookie }, body }))
    ).status;
  };
  const storedFiles = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const [rows] = await db.select({ pictures: count() }).from(media);
    return { files: entries.filter((entry) => entry.isFile()).length, pictures: rows?.pictures };
  };
  try {
    ledger.check((await upload()) === 201, () => 'a picture that there was room for');
    const each = (await storedFiles()).files;
    for (let round = 0; round < run.rounds; round += 1) {
      const before = await storedFiles();
      disk.room = run.random.below(each);
      const status = await upload();
      ledger.check(status === 507, () => `round ${round} was answered by ${status}`);
      const after = await storedFiles();
      ledger.check(
        JSON.stringify(after) === JSON.stringify(before),
        () => `left behind: ${JSON.stringify(after)}`,
      );
      disk.room = Number.POSITIVE_INFINITY;
      ledger.check((await upload()) === 201, () => `round ${round}: there was room again`);
    }
  } finally {
    ledger.print();
  }
  expect(ledger.lost()).toEqual([]);

  async function signIn(): Promise<string> {
    const response = await api.fetch(
      new Request(`${origin}/api/auth/sign-in/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ email: 'phongvien@demo.test', password: demoPassword }),
      }),
    );
    return response.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; ');
  }
});

/** A disk that is full after so many files. */
function fillable(files: FileStore, disk: { room: number }): FileStore {
  return {
    ...files,
    async put(key, bytes) {
      if (disk.room === 0) {
        const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        throw toStorageError(full, key);
      }
      disk.room -= 1;
      await files.put(key, bytes);
    },
  };
}
