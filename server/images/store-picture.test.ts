import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { aPicture, aPngDeclaring } from '../../tests/builders/pictures.ts';
import { createAccount } from '../auth/auth.ts';
import { type Backend, createBackend } from '../backend.ts';
import type { OpenDatabase } from '../db/database.ts';
import { media } from '../db/schema.ts';
import { type FileStore, StorageError, type StorageErrorCode } from '../files/file-store.ts';
import { memoryFiles } from '../files/memory-files.ts';
import { noLinkCheck } from '../link-check.ts';
import { openPglite } from '../node/db/pglite.ts';
import { sharpImages } from '../node/images/sharp-images.ts';
import { readPortalFiles } from '../node/portal-files.ts';
import { renditionKey, storePicture } from './store-picture.ts';

const images = sharpImages();
let database: OpenDatabase;
let disk: ReturnType<typeof unreliableDisk>;
let backend: Backend;
let warnings: object[] = [];
let authorization = '';

const logger = {
  info: () => undefined,
  warn: (facts: object) => warnings.push(facts),
  error: () => undefined,
};

beforeAll(async () => {
  database = await openPglite('snapshot');
  const account = { email: 'an@demo.test', name: 'An', role: 'journalist', id: 'an' } as const;
  await createAccount(database.db, { ...account, password: 'a long password' });
});
afterAll(async () => {
  await backend.collab.close();
  await database.close();
});

beforeEach(async () => {
  await database.db.delete(media);
  warnings = [];
  disk = unreliableDisk();
  backend = createBackend({
    db: database.db,
    files: disk.files,
    images,
    links: noLinkCheck,
    portalFiles: await readPortalFiles(),
    clock: () => new Date(),
    logger,
    demo: null,
    sessionTransport: 'bearer',
    secret: 'a secret of no importance, because nothing outlives the test',
    allowedOrigins: [],
  });
  const signedIn = await backend.api.request('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email: 'an@demo.test', password: 'a long password' }),
  });
  authorization = `Bearer ${signedIn.headers.get('set-auth-token')}`;
});

/** A disk that fails one write, counted from 1, or every deletion. */
function unreliableDisk() {
  const store = memoryFiles();
  const keys = new Set<string>();
  const failures: { failWrite?: number; code: StorageErrorCode; failDeletes: boolean } = {
    code: 'storage-full',
    failDeletes: false,
  };
  let writes = 0;
  const files: FileStore = {
    async put(key, bytes) {
      writes += 1;
      if (writes === failures.failWrite) throw new StorageError(failures.code, 'ENOSPC');
      await store.put(key, bytes);
      keys.add(key);
    },
    get: store.get,
    async delete(key) {
      if (failures.failDeletes) throw new StorageError('unavailable', 'EIO');
      await store.delete(key);
      keys.delete(key);
    },
  };
  return { files, keys, failures };
}

async function upload(): Promise<{ status: number; code: unknown }> {
  const body = new FormData();
  body.set('file', new File([await aPicture()], 'tau.jpg'));
  const response = await backend.api.request('/api/media', {
    method: 'POST',
    headers: { authorization },
    body,
  });
  const { code } = (await response.json()) as { code?: string };
  return { status: response.status, code };
}

const rows = () => database.db.select().from(media);

describe('storing a picture', () => {
  it('stores the original, every rendition and the row', async () => {
    expect(await upload()).toEqual({ status: 201, code: undefined });
    const [row] = await rows();
    expect([...disk.keys].sort()).toEqual(
      ['1280.webp', '320.webp', '640.webp', 'original'].map((name) => `media/${row?.id}/${name}`),
    );
  });

  it.each([
    ['the original', 1],
    ['a rendition in the middle', 3],
    ['the last rendition', 4],
  ])('answers 507 and leaves nothing when the disk is full at %s', async (_what, failWrite) => {
    disk.failures.failWrite = failWrite;
    expect(await upload()).toEqual({ status: 507, code: 'storage-full' });
    expect([...disk.keys]).toEqual([]);
    expect(await rows()).toEqual([]);
  });

  it('leaves nothing when the disk fails, and works again afterwards', async () => {
    Object.assign(disk.failures, { failWrite: 2, code: 'unavailable' });
    expect(await upload()).toEqual({ status: 503, code: 'unavailable' });
    expect([...disk.keys]).toEqual([]);
    expect((await upload()).status).toBe(201);
    expect(await rows()).toHaveLength(1);
  });

  it('logs the files that it could not delete', async () => {
    Object.assign(disk.failures, { failWrite: 3, failDeletes: true });
    expect((await upload()).status).toBe(507);
    expect(disk.keys.size).toBe(2);
    expect(warnings).toContainEqual({ keys: expect.arrayContaining([...disk.keys]) });
  });

  it('leaves no file when the row cannot be written', async () => {
    const deps = {
      db: database.db,
      files: disk.files,
      images,
      clock: () => new Date(),
      logger,
    };
    const stored = storePicture(deps, { bytes: await aPicture(), fileName: 'x.jpg', createdBy: 'nobody' });
    await expect(stored).rejects.toThrow();
    expect([...disk.keys]).toEqual([]);
  });

  it('uses neither disk nor decoder for a picture that declares too many pixels', async () => {
    const fail = () => Promise.reject(new Error('decoded'));
    const images = { render: fail, metadata: fail };
    const deps = { db: database.db, files: disk.files, images, clock: () => new Date(), logger };
    const bytes = aPngDeclaring(30_000, 30_000);
    await expect(storePicture(deps, { bytes, fileName: 'x.png', createdBy: 'an' })).rejects.toMatchObject({
      name: 'InvalidImageError',
      code: 'too-many-pixels',
    });
    expect([...disk.keys]).toEqual([]);
  });

  it('uses given metadata and time', async () => {
    const deps = {
      db: database.db,
      files: disk.files,
      images,
      clock: () => new Date(),
      logger,
    };
    const metadata = { caption: 'Bến cảng', credit: 'Hải Miên', alt: 'Cẩu bờ' };
    const createdAt = new Date('2026-03-01T00:00:00Z');
    const id = await storePicture(deps, {
      bytes: await aPicture({ width: 100, height: 80 }),
      fileName: 'ben.jpg',
      createdBy: 'an',
      createdAt,
      metadata,
    });
    expect(await rows()).toMatchObject([
      { id, ...metadata, createdAt, searchText: 'ben cang hai mien cau bo ben.jpg' },
    ]);
    expect(await disk.files.get(renditionKey(id, 320))).not.toBeNull();
  });
});
