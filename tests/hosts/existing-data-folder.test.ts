import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tusVersion } from '../../domain/contract/uploads.ts';
import { verifyAudit } from '../../server/audit/verify.ts';
import { getOrCreateSecret } from '../../server/db/queries/settings.ts';
import { sessions } from '../../server/db/schema.ts';
import { readConfig } from '../../server/node/config.ts';
import { type RunningServer, startServer } from '../../server/node/main.ts';
import { createTemporaryFolder } from './server-process.ts';

/**
 * `data-folder-….tar.br` holds the DATA_DIR of an earlier version, written on the date in its name and not closed: a
 * newsroom with one published article, a draft whose last update is in no snapshot, a session and an unfinished upload.
 * `newsroom.json` beside it names them.
 */
const fixture = join(import.meta.dirname, '../fixtures/data-folder-2026-11-28.tar.br');

type Newsroom = {
  madeAt: string;
  journalistCookie: string;
  publishedId: string;
  draftId: string;
  mediaId: string;
  uploadId: string;
};

let newsroom: Newsroom;
let server: RunningServer;
let removeFolder: () => Promise<void>;

beforeAll(async () => {
  const folder = await createTemporaryFolder();
  removeFolder = folder.remove;
  await unpack(fixture, folder.path);
  newsroom = JSON.parse(await readFile(join(folder.path, 'newsroom.json'), 'utf8'));
  // On this machine the host translates the cookie's name; behind a proxy it stays.
  newsroom.journalistCookie = newsroom.journalistCookie.replace('__Host-', 'loopback-');
  const config = readConfig({ PORT: '0', DATA_DIR: join(folder.path, 'data-folder'), LOG_LEVEL: 'silent' });
  // A minute later: the session and the upload have not expired.
  const now = new Date(new Date(newsroom.madeAt).getTime() + 60_000);
  server = await startServer(config, { clock: () => now });
  // The longest life of a session is judged by better-auth, with the process's clock.
  await server.db.update(sessions).set({ expiresAt: new Date(Date.now() + 3_600_000) });
});
afterAll(async () => {
  await server.stop();
  await removeFolder();
});

async function unpack(archive: string, folder: string): Promise<void> {
  const tar = spawn('tar', ['-xf', '-', '-C', folder], { stdio: ['pipe', 'inherit', 'inherit'] });
  const exit = once(tar, 'exit');
  tar.stdin.end(brotliDecompressSync(await readFile(archive)));
  expect(await exit).toEqual([0, null]);
}

const request = (path: string, init: RequestInit = {}) =>
  fetch(`${server.url}${path}`, {
    ...init,
    headers: { cookie: newsroom.journalistCookie, ...init.headers },
  });

async function signIn(email: string): Promise<string> {
  const response = await fetch(`${server.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: 'toasoan-demo' }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

test('a session of the earlier version is still valid, and a password still signs in', async () => {
  expect(await (await request('/api/me')).json()).toMatchObject({ email: 'phongvien@demo.test' });
  const cookie = await signIn('quantri@demo.test');
  expect(await (await request('/api/me', { headers: { cookie } })).json()).toMatchObject({ role: 'admin' });
});

test('a draft is read with the update that is in no snapshot', async () => {
  const content = await (await request(`/api/articles/${newsroom.draftId}/content`)).json();
  expect(content).toMatchObject({
    title: 'Bài đang viết',
    body: { content: [{ content: [{ text: 'Đoạn đầu. Chữ chưa vào ảnh chụp.' }] }] },
  });
});

test('readers get the published article and its picture', async () => {
  const { portalPath } = await (await request(`/api/articles/${newsroom.publishedId}`)).json();
  const page = await fetch(`${server.url}${portalPath}`);
  expect(page.status).toBe(200);
  const html = await page.text();
  for (const text of ['Tàu lớn vào cảng', 'Tàu dài ba trăm mét.', 'Tàu vào cảng', 'Hải Yến'])
    expect(html).toContain(text);
  const [source] = new RegExp(`/media/${newsroom.mediaId}/[^"\\s]+`).exec(html) ?? [];
  const picture = await fetch(`${server.url}${source}`);
  expect([picture.status, picture.headers.get('content-type')]).toEqual([
    200,
    expect.stringContaining('image/'),
  ]);
  expect((await picture.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

test('an unfinished upload is resumed where it stopped', async () => {
  const response = await request(`/api/uploads/${newsroom.uploadId}`, {
    method: 'HEAD',
    headers: { 'tus-resumable': tusVersion },
  });
  expect([response.status, response.headers.get('upload-offset')]).toEqual([200, '500']);
});

test('a new article is submitted, approved and published', async () => {
  const send = async (cookie: string, path: string, body: object) => {
    const response = await request(path, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect([path, response.status]).toEqual([path, path === '/api/articles' ? 201 : 200]);
    return response.json();
  };
  const { journalistCookie: journalist } = newsroom;
  const editor = await signIn('bientap@demo.test');
  const { items } = await (await request('/api/categories')).json();
  const text = [{ type: 'text', text: 'Tàu thứ hai vào cảng.' }];
  const { id } = await send(journalist, '/api/articles', {
    categoryId: items[0].id,
    content: {
      title: 'Chuyến thứ hai',
      lead: 'Chiều nay.',
      body: { type: 'doc', content: [{ type: 'paragraph', content: text }] },
    },
  });
  await send(journalist, `/api/articles/${id}/transitions`, { transition: 'submit' });
  const { contentHash } = await (await request(`/api/articles/${id}/content`)).json();
  await send(editor, `/api/articles/${id}/transitions`, { transition: 'publish', contentHash });
  const { portalPath } = await (await request(`/api/articles/${id}`)).json();
  expect(await (await fetch(`${server.url}${portalPath}`)).text()).toContain('Tàu thứ hai vào cảng.');
});

test('the audit log verifies, with the rows of both versions', async () => {
  const secret = await getOrCreateSecret(server.db, 'auditSecret');
  expect(await verifyAudit(server.db, { secret })).toMatchObject({ ok: true });
});
