import { eq } from 'drizzle-orm';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Media } from '../../domain/contract/media.ts';
import { limits } from '../../domain/limits.ts';
import { auditLog, media, uploadParts, uploads } from '../../server/db/schema.ts';
import { aGifOf, aPicture, aPngDeclaring } from '../builders/pictures.ts';
import {
  type ApiClient,
  advanceClock,
  anonymous,
  host,
  minute,
  readResponse,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';
import { aCompleteUpload, createUpload, headUpload, patchUpload } from './tus.ts';

resetBeforeEach();

const day = 24 * 60 * minute;
const createUploadId = async (desk: ApiClient, length: number, name?: string) =>
  (await readResponse<{ id: string; offset: number }>(await createUpload(desk, length, name))).body.id;
const offsetOf = async (desk: ApiClient, id: string) =>
  (await headUpload(desk, id)).headers.get('upload-offset');
const finish = <Body = Media>(desk: ApiClient, id: string) => desk.post<Body>(`/api/uploads/${id}/media`);
const pictures = () => host.db.select().from(media);
const parts = () => host.db.select({ start: uploadParts.start }).from(uploadParts);
const auditEntries = () => host.db.select().from(auditLog).where(eq(auditLog.action, 'media.create'));
const codeOf = async (response: Response) => [response.status, (await readResponse(response)).body.code];

describe('a resumable upload', () => {
  test('is sent in parts and becomes a picture with a Vietnamese file name', async () => {
    const desk = await signedIn('phongvien');
    const bytes = await aPicture();
    const created = await createUpload(desk, bytes.length, 'cảng Đình Vũ.jpg');
    const { id } = (await created.json()) as { id: string };
    expect(created.status).toBe(201);
    expect(created.headers.get('location')).toBe(`/api/uploads/${id}`);
    expect(created.headers.get('tus-resumable')).toBe('1.0.0');
    expect(created.headers.get('upload-expires')).toBe('Wed, 18 Mar 2026 07:06:00 GMT');

    const middle = Math.floor(bytes.length / 2);
    const first = await patchUpload(desk, id, 0, bytes.slice(0, middle));
    expect([first.status, first.headers.get('upload-offset')]).toEqual([204, String(middle)]);
    const second = await patchUpload(desk, id, middle, bytes.slice(middle));
    expect([second.status, second.headers.get('upload-offset')]).toEqual([204, String(bytes.length)]);

    const { status, body } = await finish(desk, id);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      fileName: 'cảng Đình Vũ.jpg',
      bytes: bytes.length,
      width: 900,
      height: 600,
      createdBy: { name: 'Nguyễn Hải Miên' },
    });
    expect((await desk.get<Media>(`/api/media/${body.id}`)).body).toEqual(body);
    expect((await desk.fetch(body.renditions[0]?.url ?? '')).status).toBe(200);
    expect(await parts()).toEqual([]);
  });

  test('returns its offset by HEAD, and resumes from there', async () => {
    const desk = await signedIn('phongvien');
    const bytes = await aPicture();
    const id = await createUploadId(desk, bytes.length);
    await patchUpload(desk, id, 0, bytes.slice(0, 1_000));
    const asked = await headUpload(desk, id);
    expect(asked.status).toBe(200);
    expect(asked.headers.get('upload-offset')).toBe('1000');
    expect(asked.headers.get('upload-length')).toBe(String(bytes.length));
    expect(asked.headers.get('cache-control')).toBe('no-store');
    expect((await patchUpload(desk, id, 1_000, bytes.slice(1_000))).status).toBe(204);
    expect((await finish(desk, id)).status).toBe(200);
  });

  test('refuses a part with another offset, and one that exceeds the file', async () => {
    const desk = await signedIn('phongvien');
    const bytes = await aPicture();
    const id = await createUploadId(desk, bytes.length);
    await patchUpload(desk, id, 0, bytes.slice(0, 1_000));
    for (const offset of [0, 999, 1_001]) {
      expect(await codeOf(await patchUpload(desk, id, offset, bytes.slice(0, 10)))).toEqual([
        409,
        'wrong-offset',
      ]);
    }
    const tooMuch = new Uint8Array(bytes.length);
    expect(await codeOf(await patchUpload(desk, id, 1_000, tooMuch))).toEqual([413, 'too-large']);
    expect(await offsetOf(desk, id)).toBe('1000');
    expect((await finish<Problem>(desk, id)).body.code).toBe('wrong-offset');
  });

  test('accepts a part once when it is sent twice concurrently', async () => {
    const desk = await signedIn('phongvien');
    const bytes = await aPicture();
    const id = await createUploadId(desk, bytes.length);
    const answers = await Promise.all([patchUpload(desk, id, 0, bytes), patchUpload(desk, id, 0, bytes)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await parts()).toEqual([{ start: 0 }]);
    expect((await finish(desk, id)).status).toBe(200);
  });

  test('creates one picture and one audit entry, however often and concurrently it is finished', async () => {
    const desk = await signedIn('phongvien');
    const id = await aCompleteUpload(desk, await aPicture());
    const answers = await Promise.all([finish(desk, id), finish(desk, id), finish(desk, id)]);
    answers.push(await finish(desk, id));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(await pictures()).toHaveLength(1);
    expect((await auditEntries()).map(({ subjectId }) => subjectId)).toEqual([answers[0]?.body.id]);
    // After a lost response to the last part, HEAD returns the full length.
    expect(await offsetOf(desk, id)).toBe((await headUpload(desk, id)).headers.get('upload-length'));
  });

  test.each<[string, () => Uint8Array<ArrayBuffer> | Promise<Uint8Array<ArrayBuffer>>, number, string]>([
    ['text', () => new TextEncoder().encode('Đây không phải là ảnh'), 415, 'unsupported-image'],
    ['an empty file', () => new Uint8Array(), 415, 'unsupported-image'],
    [
      'a picture that declares 30,000 × 30,000 pixels',
      () => aPngDeclaring(30_000, 30_000),
      422,
      'too-many-pixels',
    ],
    ['an animation of 20,000 frames', () => aGifOf(20_000), 422, 'too-many-frames'],
  ])('refuses %s like a plain upload, also on a retry', async (_what, make, ...expected) => {
    const desk = await signedIn('phongvien');
    const id = await aCompleteUpload(desk, await make(), 400_000);
    for (let times = 0; times < 2; times += 1) {
      const { status, body } = await finish<Problem>(desk, id);
      expect([status, body.code]).toEqual(expected);
    }
    expect(await pictures()).toEqual([]);
    expect(await parts()).toEqual([]);
    expect(await auditEntries()).toEqual([]);
  });

  test('is refused on creation when the file exceeds the limit', async () => {
    const desk = await signedIn('phongvien');
    expect(await codeOf(await createUpload(desk, limits.imageMaxBytes + 1))).toEqual([413, 'too-large']);
    const id = await createUploadId(desk, limits.imageMaxBytes);
    const large = new Uint8Array(limits.uploadPartMaxBytes + 1);
    expect(await codeOf(await patchUpload(desk, id, 0, large))).toEqual([413, 'too-large']);
    expect(await offsetOf(desk, id)).toBe('0');
  });

  test('is visible only to its creator', async () => {
    const [mine, theirs, admin] = [
      await signedIn('phongvien'),
      await signedIn('phongvien2'),
      await signedIn('quantri'),
    ];
    const bytes = await aPicture();
    const id = await createUploadId(mine, bytes.length);
    for (const desk of [theirs, admin]) {
      expect((await headUpload(desk, id)).status).toBe(404);
      expect(await codeOf(await patchUpload(desk, id, 0, bytes))).toEqual([404, 'not-found']);
      expect((await desk.delete(`/api/uploads/${id}`)).status).toBe(404);
      expect((await finish(desk, id)).status).toBe(404);
    }
    for (const response of [await createUpload(anonymous, 1), await headUpload(anonymous, id)]) {
      expect(response.status).toBe(401);
    }
    expect(await offsetOf(mine, id)).toBe('0');
    expect((await headUpload(mine, unknownId)).status).toBe(404);
  });

  test('can be deleted, and a picture created from it stays', async () => {
    const desk = await signedIn('phongvien');
    const [open, done] = [
      await aCompleteUpload(desk, await aPicture()),
      await aCompleteUpload(desk, await aPicture()),
    ];
    const { body } = await finish(desk, done);
    for (const id of [open, done]) {
      expect((await desk.delete(`/api/uploads/${id}`)).status).toBe(204);
      expect((await desk.delete(`/api/uploads/${id}`)).status).toBe(404);
      expect((await finish(desk, id)).status).toBe(404);
    }
    expect((await pictures()).map(({ id }) => id)).toEqual([body.id]);
    expect(await parts()).toEqual([]);
  });

  test('expires after a week, and its parts are deleted with the next upload', async () => {
    const desk = await signedIn('phongvien');
    const bytes = await aPicture();
    const id = await createUploadId(desk, bytes.length);
    await patchUpload(desk, id, 0, bytes.slice(0, 1_000));
    advanceClock(limits.uploadDays * day - minute);
    expect(await offsetOf(desk, id)).toBe('1000');
    advanceClock(minute);
    expect((await headUpload(desk, id)).status).toBe(404);
    expect((await patchUpload(desk, id, 1_000, bytes.slice(1_000))).status).toBe(404);
    await createUpload(await signedIn('phongvien2'), 10);
    expect(await parts()).toEqual([]);
    expect(await host.db.select().from(uploads)).toHaveLength(1);
  });

  test('is deleted when its creator has created too many newer ones', async () => {
    const desk = await signedIn('phongvien');
    const otherPersonsId = await createUploadId(await signedIn('phongvien2'), 10);
    const ids: string[] = [];
    for (let number = 0; number <= limits.uploadsOpenMax; number += 1) {
      advanceClock(minute);
      ids.push(await createUploadId(desk, 10));
    }
    const remaining = (await host.db.select({ id: uploads.id }).from(uploads)).map(({ id }) => id);
    expect(remaining.sort()).toEqual([otherPersonsId, ...ids.slice(1)].sort());
  });

  test('lists its capabilities, and refuses other protocol versions', async () => {
    const desk = await signedIn('phongvien');
    const abilities = await desk.fetch('/api/uploads', { method: 'OPTIONS' });
    expect([abilities.status, abilities.headers.get('tus-version')]).toEqual([204, '1.0.0']);
    expect(abilities.headers.get('tus-extension')).toBe('creation,termination,expiration');
    expect(abilities.headers.get('tus-max-size')).toBe(String(limits.imageMaxBytes));
    const other = await desk.fetch('/api/uploads', {
      method: 'POST',
      headers: { 'tus-resumable': '0.2.2', 'upload-length': '10' },
    });
    expect(other.headers.get('tus-version')).toBe('1.0.0');
    expect(await codeOf(other)).toEqual([412, 'unknown-version']);
    const withoutLength = await desk.fetch('/api/uploads', { method: 'POST' });
    expect((await readResponse(withoutLength)).body.fields).toEqual({ 'upload-length': 'required' });
  });
});
