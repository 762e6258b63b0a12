import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { serveDesk } from './static-files.ts';

const script = `console.info(${JSON.stringify('Tòa Soạn'.repeat(200))})`;

async function aBuild(): Promise<(path: string, headers?: Record<string, string>) => Promise<Response>> {
  const parent = await mkdtemp(join(tmpdir(), 'toa-soan-desk-'));
  onTestFinished(() => rm(parent, { recursive: true, force: true }));
  const folder = join(parent, 'dist');
  await mkdir(join(folder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Tòa Soạn</title>');
  await writeFile(join(folder, 'assets', 'main-1a2b.js'), script);
  await writeFile(join(folder, 'icon.svg'), '<svg/>');
  await writeFile(join(parent, 'secret.txt'), 'secret');
  const serve = await serveDesk(folder);
  return (path, headers = {}) => serve(new Request(`http://desk.test${path}`, { headers }));
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

test('a page allows no inline script, no eval, no foreign source and no frame around it', async () => {
  const get = await aBuild();
  const policy = (await get('/')).headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:/);
});

test('the page of a one-time link tells no site where it was', async () => {
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

test('what the build named by its content is kept for a year; the rest is asked for again', async () => {
  const get = await aBuild();
  expect((await get('/assets/main-1a2b.js')).headers.get('cache-control')).toContain('immutable');
  const icon = await get('/icon.svg');
  expect(icon.headers.get('content-type')).toBe('image/svg+xml');
  const again = await get('/icon.svg', { 'if-none-match': icon.headers.get('etag') ?? '' });
  expect(again.status).toBe(304);
});

test('text is sent compressed to who can read it', async () => {
  const get = await aBuild();
  const path = '/assets/main-1a2b.js';
  const plain = await get(path);
  const gzip = await get(path, { 'accept-encoding': 'gzip' });
  const brotli = await get(path, { 'accept-encoding': 'gzip, br' });
  expect(await plain.text()).toBe(script);
  expect(gunzipSync(await gzip.arrayBuffer()).toString()).toBe(script);
  expect(brotliDecompressSync(await brotli.arrayBuffer()).toString()).toBe(script);
  expect(new Set([plain, gzip, brotli].map((response) => response.headers.get('etag'))).size).toBe(3);
});

test('without a build it says so', async () => {
  const serve = await serveDesk(join(tmpdir(), 'toa-soan-no-such-folder'));
  const response = await serve(new Request('http://desk.test/'));
  expect(response.status).toBe(404);
  expect(await response.text()).toContain('npm run build');
});
