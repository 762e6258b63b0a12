import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { compressFolder } from '../../scripts/compress-build.ts';
import type { PageData } from '../http/page-data.ts';
import { serveDesk } from './static-files.ts';

const script = `console.info(${JSON.stringify('Tòa Soạn'.repeat(200))})`;

type Get = (path: string, headers?: Record<string, string>, data?: PageData) => Promise<Response>;

async function aBuild(): Promise<Get> {
  const parent = await mkdtemp(join(tmpdir(), 'toa-soan-desk-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Tòa Soạn</title><body></body>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), script);
  await writeFile(join(folder, 'assets', 'heic-worker-3c_4-d.js'), script);
  await writeFile(join(folder, 'assets', 'docx-worker-5e6f.js'), script);
  await writeFile(join(folder, 'assets', 'libheif-7a8b.wasm'), Uint8Array.of(0, 0x61, 0x73, 0x6d));
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(parent, 'secret.txt'), 'secret');
  await compressFolder(folder);
  const serve = await serveDesk(folder);
  return async (path, headers = {}, data = undefined) =>
    serve(new Request(`http://desk.test${path}`, { headers }), async () => data ?? null);
}

test('every screen of the desk is the same page', async () => {
  const get = await aBuild();
  for (const path of ['/', '/articles', '/articles/7d1/edit?tab=notes']) {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(await response.text()).toContain('Tòa Soạn');
    expect(response.headers.get('cache-control')).toBe('no-cache');
  }
});

test('a page with data of a person is stored by no cache, and has the policy of every page', async () => {
  const get = await aBuild();
  const responses = Promise.resolve([{ path: '/api/me', status: 200, body: { name: 'Lan' } }]);
  const withData = await get('/articles', {}, { setCookies: ['session=renewed; Path=/'], responses });
  const { headers } = withData;
  expect(await withData.text()).toContain(
    '>[{"path":"/api/me","status":200,"body":{"name":"Lan"}}]</script>',
  );
  expect(headers.get('cache-control')).toBe('no-store');
  expect(headers.has('etag')).toBe(false);
  expect(headers.getSetCookie()).toEqual(['session=renewed; Path=/']);
  const policy = (await get('/articles')).headers.get('content-security-policy');
  expect(headers.get('content-security-policy')).toBe(policy);
});

test('a page allows no inline script, no eval, no foreign source and no frame around it', async () => {
  const get = await aBuild();
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
});

test('no script allows eval as a worker, and only the one that decodes HEIC allows WebAssembly', async () => {
  const get = await aBuild();
  const policyOf = async (path: string) => (await get(path)).headers.get('content-security-policy');
  for (const path of ['/assets/main-1a2b.js', '/assets/docx-worker-5e6f.js']) {
    expect(await policyOf(path)).toBe("default-src 'none'; script-src 'self'");
  }
  expect(await policyOf('/assets/heic-worker-3c_4-d.js')).toBe(
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'",
  );
  for (const path of ['/', '/articles', '/assets/libheif-7a8b.wasm', '/icon.svg', '/heic-worker-1.js']) {
    expect((await policyOf(path)) ?? '').not.toContain('wasm');
  }
});

test('WebAssembly is sent with its type', async () => {
  const get = await aBuild();
  expect((await get('/assets/libheif-7a8b.wasm')).headers.get('content-type')).toBe('application/wasm');
});

test('the page of a one-time link sends no referrer', async () => {
  const get = await aBuild();
  for (const path of ['/invite', '/reset']) {
    expect((await get(path)).headers.get('referrer-policy')).toBe('no-referrer');
  }
});

test('a missing script is 404 and not the page', async () => {
  const get = await aBuild();
  expect((await get('/assets/gone.js')).status).toBe(404);
  expect((await get('/mockServiceWorker.js')).status).toBe(404);
});

test('a compressed file has no address of its own', async () => {
  const get = await aBuild();
  expect((await get('/assets/main-1a2b.js.br')).status).toBe(404);
  expect((await get('/assets/main-1a2b.js.gz')).status).toBe(404);
});

test('no path leads out of the folder', async () => {
  const get = await aBuild();
  for (const path of [
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '//secret.txt',
  ]) {
    const response = await get(path);
    expect(await response.text()).not.toContain('secret');
  }
});

test('files named by their content are cached for a year; the rest is revalidated', async () => {
  const get = await aBuild();
  expect((await get('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable');
  const icon = await get('/icon.svg');
  expect(icon.headers.get('content-type')).toMatch(/^image\/svg\+xml/);
  const again = await get('/icon.svg', { 'if-none-match': icon.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
  expect(await again.text()).toBe('');
  expect(again.headers.get('etag')).toBe(icon.headers.get('etag'));
});

test('a range is answered with the whole file', async () => {
  const get = await aBuild();
  const response = await get('/assets/main-1a2b.js', { range: 'bytes=0-9' });
  expect(response.status).toBe(200);
  expect(await response.text()).toBe(script);
});

test('a screen whose address holds Vietnamese letters or a percent sign is the page too', async () => {
  const get = await aBuild();
  for (const path of ['/bài-viết', '/100%25', '/a%2fb']) {
    expect(await (await get(path)).text()).toContain('Tòa Soạn');
  }
});

test('text is sent in an encoding that the client accepts', async () => {
  const get = await aBuild();
  const path = '/assets/main-1a2b.js';
  const plain = await get(path);
  const gzip = await get(path, { 'accept-encoding': 'gzip' });
  const brotli = await get(path, { 'accept-encoding': 'gzip, br' });
  expect(await plain.text()).toBe(script);
  expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(script);
  expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(script);
  const responses = [plain, gzip, brotli];
  expect(responses.map((response) => response.headers.get('content-encoding'))).toEqual([null, 'gzip', 'br']);
  expect(responses.map((response) => response.headers.get('vary'))).toEqual(Array(3).fill('accept-encoding'));
  expect(new Set(responses.map((response) => response.headers.get('etag'))).size).toBe(3);
});

test('without a build every address answers 404 with a hint', async () => {
  const serve = await serveDesk(join(tmpdir(), 'toa-soan-no-such-folder'));
  const response = await serve(new Request('http://desk.test/'));
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('npm run build');
});
