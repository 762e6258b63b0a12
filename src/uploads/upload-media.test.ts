import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { anAnimatedWebp } from '../../tests/builders/pictures.ts';
import { uploadMedia } from './upload-media.ts';

test('an animation of too many frames is refused before anything is sent', async () => {
  const file = new File([await anAnimatedWebp(301)], 'anh.webp', { type: 'image/webp' });
  const progress: number[] = [];
  const sent = uploadMedia(file, {
    signal: new AbortController().signal,
    onProgress: (part) => progress.push(part),
  });
  await expect(sent).rejects.toMatchObject({ problem: { code: 'too-many-frames', status: 0 } });
  expect(progress).toEqual([]);
});

test('a HEIC is known by its content, and refused before anything is sent where it cannot be converted', async () => {
  const picture = readFileSync(new URL('../../tests/fixtures/phone-picture.heic', import.meta.url));
  const damaged = new File([picture.subarray(0, 200)], 'anh.jpg', { type: 'image/jpeg' });
  const events: string[] = [];
  const sent = uploadMedia(damaged, {
    signal: new AbortController().signal,
    onProgress: () => events.push('progress'),
    onConverting: () => events.push('converting'),
    onConverted: () => events.push('converted'),
  });
  await expect(sent).rejects.toMatchObject({ problem: { code: 'heic-image', status: 0 } });
  expect(events).toEqual(['converting']);
});

test('a file that may not be read any more is no lost network', async () => {
  const revoked = new File(['x'], 'anh.jpg', { type: 'image/jpeg' });
  const refuse = () => Promise.reject(new DOMException('The file was revoked', 'NotReadableError'));
  for (const read of ['arrayBuffer', 'slice'] as const) {
    Object.defineProperty(revoked, read, { value: read === 'slice' ? () => revoked : refuse });
  }
  Object.defineProperty(revoked, 'type', { value: 'image/png' });
  const sent = uploadMedia(revoked, { signal: new AbortController().signal, onProgress: () => {} });
  await expect(sent).rejects.toMatchObject({ problem: { code: 'file-changed', status: 0 } });
});
