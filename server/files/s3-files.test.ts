import { serve } from '@hono/node-server';
import { AwsV4Signer } from 'aws4fetch';
import { Hono } from 'hono';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FileStore } from './file-store.ts';
import { memoryFiles } from './memory-files.ts';
import { s3Files } from './s3-files.ts';

const credentials = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  region: 'us-east-1',
};
const utf8 = (text: string) => new TextEncoder().encode(text);

/** An S3-compatible service over HTTP that checks signatures. */
function service(objects: FileStore, refusal: () => Response | null) {
  return new Hono().all('/pictures/:key{.+}', async (c) => {
    const body = new Uint8Array(await c.req.arrayBuffer());
    const method = c.req.method as 'GET' | 'PUT' | 'DELETE';
    const url = new URL(c.req.path, `http://${c.req.header('host')}`);
    const datetime = c.req.header('x-amz-date') ?? '';
    const signer = new AwsV4Signer({ ...credentials, service: 's3', method, url: url.href, body, datetime });
    const expected = (await signer.sign()).headers.get('authorization');
    if (c.req.header('authorization') !== expected) return c.text('<Code>AccessDenied</Code>', 403);
    const refused = refusal();
    if (refused) return refused;
    const key = c.req.param('key');
    if (method === 'PUT') await objects.put(key, body);
    if (method === 'DELETE') await objects.delete(key);
    if (method !== 'GET') return c.body(null, method === 'PUT' ? 200 : 204);
    const found = await objects.get(key);
    return found ? c.body(found) : c.text('<Code>NoSuchKey</Code>', 404);
  });
}

describe('the file store in an S3-compatible service', () => {
  const key = 'media/7d1f/1280.webp';
  let answer: Response | null = null;
  let endpoint = '';
  let server: ReturnType<typeof serve>;
  const open = (changes = {}) => s3Files({ ...credentials, endpoint, bucket: 'pictures', ...changes });

  beforeEach(async () => {
    answer = null;
    const app = service(memoryFiles(), () => answer);
    await new Promise<void>((resolve) => {
      const options = { fetch: app.fetch, port: 0, hostname: '127.0.0.1', overrideGlobalObjects: false };
      server = serve(options, ({ port }) => {
        endpoint = `http://127.0.0.1:${port}`;
        resolve();
      });
    });
  });
  afterEach(() => new Promise((resolve) => server.close(resolve)));

  it('puts, replaces and deletes', async () => {
    const files = open();
    expect(await files.get(key)).toBeNull();
    await files.put(key, utf8('before'));
    await files.put(key, utf8('after'));
    expect(await files.get(key)).toEqual(utf8('after'));
    await files.delete(key);
    await files.delete(key);
    expect(await files.get(key)).toBeNull();
  });

  it('rejects a key outside of the bucket', async () => {
    await expect(open().get('../other/secret')).rejects.toThrow('Not a key');
  });

  it.each([
    [503, '<Code>SlowDown</Code>', 'unavailable'],
    [403, '<Code>QuotaExceeded</Code>', 'storage-full'],
    [507, '', 'storage-full'],
  ])('maps %i %s to %s', async (status, body, code) => {
    answer = new Response(body, { status });
    await expect(open().put(key, utf8('x'))).rejects.toMatchObject({ name: 'StorageError', code });
  });

  it('distinguishes a missing bucket from a missing file', async () => {
    answer = new Response('<Code>NoSuchBucket</Code>', { status: 404 });
    await expect(open().get(key)).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is unavailable with the wrong secret', async () => {
    const files = open({ secretAccessKey: 'wrong' });
    await expect(files.put(key, utf8('x'))).rejects.toMatchObject({
      code: 'unavailable',
      message: expect.stringContaining('AccessDenied'),
    });
  });

  it('is unavailable when nothing listens', async () => {
    const files = open({ endpoint: 'http://127.0.0.1:9' });
    await expect(files.get(key)).rejects.toMatchObject({ code: 'unavailable' });
  });
});
