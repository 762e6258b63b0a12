import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { diskFiles, toStorageError } from '../node/disk-files.ts';
import type { FileStore } from './file-store.ts';
import { memoryFiles } from './memory-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const key = 'media/7d1f/1280.webp';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'files-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const stores: [string, () => FileStore][] = [
  ['memory', memoryFiles],
  ['disk', () => diskFiles(path.join(folder, 'made', 'when', 'needed'))],
];

describe.each(stores)('the file store in %s', (_name, open) => {
  it('returns the bytes that were put', async () => {
    const files = open();
    await files.put(key, bytes('ảnh'));
    expect(await files.get(key)).toEqual(bytes('ảnh'));
  });

  it('returns null for an unknown key', async () => {
    const files = open();
    expect(await files.get(key)).toBeNull();
    await files.put(key, bytes('x'));
    expect(await files.get('media/7d1f/320.webp')).toBeNull();
  });

  it('replaces existing bytes', async () => {
    const files = open();
    await files.put(key, bytes('before'));
    await files.put(key, bytes('after'));
    expect(await files.get(key)).toEqual(bytes('after'));
  });

  it('copies the bytes', async () => {
    const files = open();
    const given = bytes('same');
    await files.put(key, given);
    given.fill(0);
    expect(await files.get(key)).toEqual(bytes('same'));
  });

  it('deletes one file and no other', async () => {
    const files = open();
    await files.put(key, bytes('one'));
    await files.put('media/7d1f/original', bytes('two'));
    await files.delete(key);
    await files.delete(key);
    expect(await files.get(key)).toBeNull();
    expect(await files.get('media/7d1f/original')).toEqual(bytes('two'));
  });

  it.each(['../outside', 'media/../../x', '/etc/passwd', 'media//x', '.hidden', 'a\\b', ''])(
    'rejects the key %j',
    async (wrong) => {
      const files = open();
      await expect(files.put(wrong, bytes('x'))).rejects.toThrow('Not a key');
      await expect(files.get(wrong)).rejects.toThrow('Not a key');
      await expect(files.delete(wrong)).rejects.toThrow('Not a key');
    },
  );
});

describe('the file store on disk', () => {
  it('leaves no folder behind when its last file is deleted', async () => {
    const files = diskFiles(folder);
    await files.put(key, bytes('x'));
    await files.delete(key);
    expect(await readdir(path.join(folder, 'media'))).toEqual([]);
  });

  it('is unavailable when it cannot write, and changes nothing', async () => {
    // A file in place of the folder fails for every account, also for root.
    await writeFile(path.join(folder, 'media'), 'in the way');
    const refused = diskFiles(folder).put(key, bytes('x'));
    await expect(refused).rejects.toMatchObject({ name: 'StorageError', code: 'unavailable' });
    expect(await readdir(folder)).toEqual(['media']);
  });

  it.runIf(existsSync('/dev/full'))('distinguishes a full disk from one that fails', async () => {
    const full: unknown = await writeFile('/dev/full', 'x').catch((error: unknown) => error);
    expect(toStorageError(full, key)).toMatchObject({ name: 'StorageError', code: 'storage-full' });
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    expect(toStorageError(denied, key)).toMatchObject({ code: 'unavailable', cause: denied });
  });

  it('does not convert a bug to a storage error', () => {
    const bug = new TypeError('undefined is not a function');
    expect(toStorageError(bug, key)).toBe(bug);
  });
});
