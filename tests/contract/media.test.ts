import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import type { Problem } from '../../domain/contract/errors.ts';
import type { Media } from '../../domain/contract/media.ts';
import { limits } from '../../domain/limits.ts';
import { media as table } from '../../server/db/schema.ts';
import { aPicture, aPngDeclaring, type PictureFormat, withIptc, xmpPacket } from '../builders/pictures.ts';
import {
  type ApiClient,
  type ApiResponse,
  aDraft,
  advanceClock,
  anonymous,
  articleContent,
  contentOf,
  figure,
  host,
  minute,
  paragraph,
  performTransition,
  publish,
  readResponse,
  resetBeforeEach,
  signedIn,
  unknownId,
} from './desk.ts';

resetBeforeEach();

const utf8 = (text: string) => new TextEncoder().encode(text);

type List = { items: Media[]; nextCursor: string | null };

async function upload<Body = Media>(
  desk: ApiClient,
  bytes: Uint8Array<ArrayBuffer>,
  name = 'tau.jpg',
  type = 'image/jpeg',
): Promise<ApiResponse<Body>> {
  const form = new FormData();
  form.set('file', new File([bytes], name, { type }));
  return readResponse(await desk.fetch('/api/media', { method: 'POST', body: form }));
}

async function uploadPicture(
  desk: ApiClient,
  bytes?: Uint8Array<ArrayBuffer>,
  name?: string,
): Promise<Media> {
  const { status, body } = await upload(desk, bytes ?? (await aPicture()), name);
  if (status !== 201) throw new Error(`No picture: ${status} ${JSON.stringify(body)}`);
  return body;
}

const rows = () => host.db.select().from(table);
const smallest = (media: Media) => media.renditions[0]?.url ?? '';
const inBody = (...mediaIds: string[]) =>
  articleContent({
    body: { type: 'doc', content: [paragraph('Tàu vào cảng.'), ...mediaIds.map((id) => figure(id))] },
  });

describe('uploading a picture', () => {
  test.each<PictureFormat>(['jpeg', 'png', 'webp', 'avif', 'gif'])(
    'accepts a %s and detects its size',
    async (format) => {
      const desk = await signedIn('phongvien');
      const bytes = await aPicture({ format });
      const { status, body } = await upload(desk, bytes, `anh.${format}`);
      expect(status).toBe(201);
      expect(body).toMatchObject({
        fileName: `anh.${format}`,
        mimeType: `image/${format}`,
        width: 900,
        height: 600,
        bytes: bytes.length,
        createdAt: host.clock.now().toISOString(),
        createdBy: { name: 'Nguyễn Hải Miên' },
      });
      expect((await desk.get<Media>(`/api/media/${body.id}`)).body).toEqual(body);
    },
  );

  test('creates renditions as declared in the response', async () => {
    const desk = await signedIn('phongvien');
    const media = await uploadPicture(desk, await aPicture({ width: 1500, height: 1000 }));
    expect(media.renditions.map(({ width, height }) => [width, height])).toEqual([
      [320, 213],
      [640, 427],
      [1280, 853],
      [1500, 1000],
    ]);
    for (const { url, width, height } of media.renditions) {
      const response = await desk.fetch(url);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toBe('image/webp');
      const bytes = await response.arrayBuffer();
      expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height });
    }
  });

  test('applies its orientation, and removes camera metadata from the renditions', async () => {
    const desk = await signedIn('phongvien');
    const xmp = xmpPacket('<photoshop:Credit>Hãng tin</photoshop:Credit>');
    const media = await uploadPicture(desk, await aPicture({ orientation: 6, xmp }));
    expect([media.width, media.height]).toEqual([600, 900]);
    for (const { url } of media.renditions) {
      const {
        exif,
        iptc,
        xmp: packet,
        orientation,
      } = await sharp(await (await desk.fetch(url)).arrayBuffer()).metadata();
      expect({ exif, iptc, packet, orientation }).toEqual({});
    }
  });

  test('prefills caption, credit and alternative text from its metadata', async () => {
    const desk = await signedIn('phongvien');
    const xmp = xmpPacket(
      '<Iptc4xmpCore:AltTextAccessibility><rdf:Alt><rdf:li xml:lang="x-default">Con tàu lớn</rdf:li></rdf:Alt></Iptc4xmpCore:AltTextAccessibility>',
    );
    const metadata = { caption: utf8('Tàu vào cảng Lạch Huyện'), bylines: [utf8('Nguyễn Hồng Phong')] };
    const bytes = withIptc(await aPicture({ xmp }), metadata, { hasUtf8Marker: false });
    expect(await uploadPicture(desk, bytes)).toMatchObject({
      caption: 'Tàu vào cảng Lạch Huyện',
      credit: 'Nguyễn Hồng Phong',
      alt: 'Con tàu lớn',
    });
  });

  test('detects the format by content: a PNG named as a JPEG is a PNG', async () => {
    const desk = await signedIn('phongvien');
    const { body } = await upload(desk, await aPicture({ format: 'png' }), 'anh.jpg', 'image/jpeg');
    expect(body.mimeType).toBe('image/png');
  });

  test.each<[string, () => Promise<Uint8Array<ArrayBuffer>> | Uint8Array<ArrayBuffer>]>([
    ['text that is called a JPEG', () => utf8('Đây không phải là ảnh')],
    ['an SVG', () => utf8('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
    ['an empty file', () => new Uint8Array()],
    ['a JPEG that ends in the middle', async () => (await aPicture()).slice(0, 2_000)],
    ['a PNG that has a header and nothing else', () => aPngDeclaring(100, 100)],
    ['a web page with the first bytes of a GIF', () => utf8('GIF89a\x10\0\x10\0<script>alert(1)</script>')],
  ])('refuses %s and stores nothing', async (_what, make) => {
    const { status, body } = await upload<Problem>(await signedIn('phongvien'), await make());
    expect([status, body.code]).toEqual([415, 'unsupported-image']);
    expect(await rows()).toEqual([]);
  });

  test('refuses a picture that declares 30,000 × 30,000 pixels, naming the reason, and stores nothing', async () => {
    const { status, body } = await upload<Problem>(
      await signedIn('phongvien'),
      aPngDeclaring(30_000, 30_000),
    );
    expect([status, body.code]).toEqual([422, 'too-many-pixels']);
    expect(await rows()).toEqual([]);
  });

  test.each<[string, () => Uint8Array<ArrayBuffer>]>([
    ['a file of more than the limit', () => new Uint8Array(limits.imageMaxBytes + 1)],
  ])('refuses %s as too large and stores nothing', async (_what, make) => {
    const { status, body } = await upload<Problem>(await signedIn('phongvien'), make(), 'anh.png');
    expect([status, body.code]).toEqual([413, 'too-large']);
    expect(await rows()).toEqual([]);
  });

  test('refuses a request without a file', async () => {
    const desk = await signedIn('phongvien');
    const { status, body } = await readResponse(
      await desk.fetch('/api/media', { method: 'POST', body: new FormData() }),
    );
    expect([status, body.code, body.fields]).toEqual([422, 'invalid', { file: 'required' }]);
  });

  test('is refused without a session', async () => {
    const { status, body } = await upload<Problem>(anonymous, await aPicture());
    expect([status, body.code]).toEqual([401, 'unauthenticated']);
    expect(await rows()).toEqual([]);
  });

  test('stores the file name as one printable line', async () => {
    const desk = await signedIn('phongvien');
    const name = `C:\\Ảnh\\${'cảng '.normalize('NFD')}${'x'.repeat(400)}.jpg`;
    const { fileName } = await uploadPicture(desk, await aPicture(), name);
    expect(fileName).toMatch(/^cảng x+$/);
    expect(fileName.length).toBe(300);
  });
});

describe('fetching a picture from another site', () => {
  const fetchPicture = (desk: ApiClient, url: string) =>
    desk.post<Media & Problem>('/api/media/fetch', { url });

  test('makes it a picture of the library, asked by http or https', async () => {
    const desk = await signedIn('phongvien');
    const { status, body } = await fetchPicture(desk, 'http://bao.example/anh/cang.jpg');
    expect([status, body.fileName, body.width, body.createdBy.name]).toEqual([
      201,
      'cang.jpg',
      900,
      body.createdBy.name,
    ]);
    expect((await rows()).map(({ id }) => id)).toEqual([body.id]);
  });

  test.each(['https://127.0.0.1/a.jpg', 'https://localhost/a.jpg', 'https://x.example:22/'])(
    'refuses %s, which is not public',
    async (url) => {
      const { status, body } = await fetchPicture(await signedIn('phongvien'), url);
      expect([status, body.code]).toEqual([422, 'remote-forbidden']);
    },
  );

  test.each(['file:///etc/passwd', 'data:image/png;base64,AAAA', 'ftp://bao.example/a.jpg', 'anh.jpg'])(
    'refuses %s, which is no web address',
    async (url) => {
      const { status, body } = await fetchPicture(await signedIn('phongvien'), url);
      expect([status, body.code, body.fields]).toEqual([422, 'invalid', { url: 'bad-url' }]);
    },
  );

  test('is refused without a session', async () => {
    expect((await fetchPicture(anonymous, 'https://bao.example/anh/cang.jpg')).status).toBe(401);
    expect(await rows()).toEqual([]);
  });

  test('is limited for each person', async () => {
    const desk = await signedIn('phongvien');
    const nowhere = 'https://127.0.0.1/a.jpg';
    for (let count = 0; count < 100; count += 1) {
      expect((await fetchPicture(desk, nowhere)).status).toBe(422);
    }
    const { status, body, headers } = await fetchPicture(desk, nowhere);
    expect([status, body.code]).toEqual([429, 'throttled']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await fetchPicture(await signedIn('phongvien2'), nowhere)).status).toBe(422);
  });
});

describe('the media library', () => {
  async function aLibrary(desk: ApiClient, count: number): Promise<string[]> {
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) {
      ids.unshift((await uploadPicture(desk, await aPicture({ width: 40, height: 30 }))).id);
      // Every second one has the same time as the previous one.
      if (number % 2 === 1) advanceClock(minute);
    }
    return ids;
  }

  test('lists pictures of everybody page by page, each once, newest first', async () => {
    const uploads = await aLibrary(await signedIn('phongvien'), 5);
    const editor = await signedIn('bientap');
    const seen: Media[] = [];
    let cursor: string | null = '';
    for (let pages = 0; cursor !== null && pages < 5; pages += 1) {
      const query: string = cursor === '' ? '' : `&cursor=${cursor}`;
      const { body } = await editor.get<List>(`/api/media?limit=2${query}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      seen.push(...body.items);
      cursor = body.nextCursor;
    }
    expect(seen.map((media) => media.id).sort()).toEqual([...uploads].sort());
    const times = seen.map((media) => media.createdAt);
    expect(times).toEqual([...times].sort().reverse());
  });

  test('matches every folded search word in caption, credit, alternative text and file name', async () => {
    const desk = await signedIn('phongvien');
    const port = await uploadPicture(desk, await aPicture(), 'DSC_0042.jpg');
    await uploadPicture(desk, await aPicture(), 'khac.jpg');
    await desk.patch(`/api/media/${port.id}`, {
      caption: 'Cảng Đình Vũ',
      credit: '(Ảnh: Hồng Phong)',
      alt: 'Tàu',
    });
    expect((await desk.get<List>('/api/media?q=dinh')).body.items[0]?.credit).toBe('Hồng Phong');
    const found = async (q: string) =>
      (await desk.get<List>(`/api/media?q=${encodeURIComponent(q)}`)).body.items.map((media) => media.id);
    for (const q of ['dinh vu', 'ĐÌNH', 'hong phong cang', 'tau', 'dsc_0042']) {
      expect(await found(q), q).toEqual([port.id]);
    }
    for (const q of ['dinh vu khac', 'dscx0042', '%', 'c%g']) {
      expect(await found(q), q).toEqual(q === '%' ? await found('') : []);
    }
  });

  test('refuses an invalid cursor', async () => {
    const desk = await signedIn('phongvien');
    const { status, body } = await desk.get('/api/media?cursor=abc');
    expect([status, body.fields]).toEqual([422, { cursor: 'invalid' }]);
  });

  test('suggests each credit once: one’s own first, then the latest', async () => {
    const [mine, theirs] = [await signedIn('phongvien'), await signedIn('phongvien2')];
    const credit = async (desk: ApiClient, text: string) => {
      const { id } = await uploadPicture(desk, await aPicture({ width: 40, height: 30 }));
      advanceClock(minute);
      await desk.patch(`/api/media/${id}`, { credit: text });
    };
    await credit(mine, 'Của tôi');
    await credit(theirs, 'Cũ');
    await credit(theirs, 'Mới');
    await credit(theirs, 'Cũ');
    await credit(theirs, '');
    expect((await mine.get<string[]>('/api/media/credits')).body).toEqual(['Của tôi', 'Cũ', 'Mới']);
    expect((await theirs.get<string[]>('/api/media/credits')).body).toEqual(['Cũ', 'Mới', 'Của tôi']);
  });

  test('accepts corrections of the texts, as one line in NFC, and of nothing else', async () => {
    const desk = await signedIn('phongvien');
    const { id } = await uploadPicture(desk);
    const other = await signedIn('phongvien2');
    const { status, body } = await other.patch<Media>(`/api/media/${id}`, {
      caption: `  ${'Cảng'.normalize('NFD')}\n Đình  Vũ `,
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({ id, caption: 'Cảng Đình Vũ', credit: '', alt: '', width: 900 });
    const tooLong = await desk.patch(`/api/media/${id}`, { credit: 'x'.repeat(limits.creditMaxChars + 1) });
    expect([tooLong.status, tooLong.body.fields]).toEqual([422, { credit: 'too-long' }]);
    expect((await desk.get<Media>(`/api/media/${id}`)).body).toEqual(body);
  });

  test('responds to an unknown id as to a malformed one', async () => {
    const desk = await signedIn('phongvien');
    for (const id of [unknownId, 'abc']) {
      const { status, body } = await desk.get(`/api/media/${id}`);
      expect([status, body.code]).toEqual([404, 'not-found']);
      const patched = await desk.patch(`/api/media/${id}`, { credit: 'x' });
      expect([patched.status, patched.body.code]).toEqual([404, 'not-found']);
    }
  });

  test('is refused without a session', async () => {
    const { id } = await uploadPicture(await signedIn('phongvien'));
    for (const path of ['/api/media', '/api/media/credits', `/api/media/${id}`]) {
      expect((await anonymous.get(path)).status, path).toBe(401);
    }
    expect((await anonymous.patch(`/api/media/${id}`, { credit: 'x' })).status).toBe(401);
  });
});

describe('the URL of a picture', () => {
  test('serves every picture to the desk, and is not stored by shared caches', async () => {
    const media = await uploadPicture(await signedIn('phongvien'));
    const response = await (await signedIn('phongvien2')).fetch(smallest(media));
    expect(response.status).toBe(200);
    expect(response.headers.get('cache-control')).toMatch(/^private,/);
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-disposition')).toBe('inline');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'none'");
  });

  test('is available to readers from publication until withdrawal, for published pictures only', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const [shown, other] = [await uploadPicture(journalist), await uploadPicture(journalist)];
    const { id } = await aDraft(journalist, { content: inBody(shown.id) });
    const statusFor = async (media: Media) => (await anonymous.fetch(smallest(media))).status;
    expect(await statusFor(shown)).toBe(404);

    await performTransition(journalist, id, 'submit');
    expect(await statusFor(shown)).toBe(404);

    await publish(editor, id);
    const published = await anonymous.fetch(smallest(shown));
    expect(published.status).toBe(200);
    expect(published.headers.get('cache-control')).toBe('public, max-age=3600');
    expect(await statusFor(other)).toBe(404);

    advanceClock(minute);
    await performTransition(editor, id, 'withdraw', { note: 'Sai địa danh' });
    expect(await statusFor(shown)).toBe(404);
    expect((await editor.fetch(smallest(shown))).status).toBe(200);
  });

  test('is available to readers once the time of a scheduled article has come', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const media = await uploadPicture(journalist);
    const { id } = await aDraft(journalist, { content: inBody(media.id) });
    await performTransition(journalist, id, 'submit');
    const { contentHash } = await contentOf(editor, id);
    const publishAt = new Date(host.clock.now().getTime() + 60 * minute).toISOString();
    await performTransition(editor, id, 'schedule', { contentHash, publishAt });
    expect((await anonymous.fetch(smallest(media))).status).toBe(404);
    advanceClock(60 * minute);
    expect((await anonymous.fetch(smallest(media))).status).toBe(200);
  });

  test('is unavailable to readers after a correction has removed the picture', async () => {
    const [journalist, editor] = [await signedIn('phongvien'), await signedIn('bientap')];
    const [first, second] = [await uploadPicture(journalist), await uploadPicture(journalist)];
    const { id } = await aDraft(journalist, { content: inBody(first.id) });
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    advanceClock(minute);
    await performTransition(journalist, id, 'revise');
    const { title, lead, body } = inBody(second.id);
    await journalist.put(`/api/articles/${id}/content`, { title, lead, body });
    expect((await anonymous.fetch(smallest(first))).status).toBe(200);
    expect((await anonymous.fetch(smallest(second))).status).toBe(404);
    await performTransition(journalist, id, 'submit');
    await publish(editor, id);
    expect((await anonymous.fetch(smallest(first))).status).toBe(404);
    expect((await anonymous.fetch(smallest(second))).status).toBe(200);
  });

  test('revalidates instead of sending the picture again, and checks access each time', async () => {
    const desk = await signedIn('phongvien');
    const media = await uploadPicture(desk);
    const etag = (await desk.fetch(smallest(media))).headers.get('etag') ?? '';
    const again = await desk.fetch(smallest(media), { headers: { 'if-none-match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
    const stranger = await anonymous.fetch(smallest(media), { headers: { 'if-none-match': etag } });
    expect(stranger.status).toBe(404);
  });

  test('never serves the original, a width that was not rendered, or an unknown id', async () => {
    const desk = await signedIn('phongvien');
    const media = await uploadPicture(desk, await aPicture({ width: 100, height: 100 }));
    for (const path of [
      `/media/${media.id}/original`,
      `/media/${media.id}/640.webp`,
      `/media/${media.id}/321.webp`,
      `/media/${media.id}/320.jpg`,
      `/media/${media.id}/..%2Foriginal`,
      `/media/${unknownId}/320.webp`,
      '/media/abc/320.webp',
      `/media/${media.id}/320.webpANYTHING`,
      `/media/${media.id}/320.webp%0A`,
      `/media/${media.id}/xog.jpg`,
      `/media/${media.id}/og.jpg.html`,
      `/media/${media.id}/0320.webp`,
    ]) {
      expect((await desk.fetch(path)).status, path).toBe(404);
    }
    expect((await desk.fetch(`/media/${media.id}/320.webp`)).status).toBe(200);
  });
});
