import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { tusUpload } from './tus-upload.ts';

const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listen(handle: RequestListener): Promise<string> {
  const server = createServer(handle);
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const send = (endpoint: string, uploadUrl: string | null = null) =>
  tusUpload(Buffer.from('picture'), {
    endpoint,
    uploadUrl,
    fileName: 'a.jpg',
    onUploadUrl: () => {},
    onProgress: () => {},
    signal: new AbortController().signal,
    retryDelaysMs: [],
  });

test('an upload fails when something else answers 200, like the sign-in page of a wireless network', async () => {
  const origin = await listen((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<h1>Wi-Fi</h1>');
  });
  for (const uploadUrl of [null, `${origin}/api/uploads/1`]) {
    await expect(send(`${origin}/api/uploads`, uploadUrl)).rejects.toMatchObject({
      problem: { code: 'unexpected', status: 200 },
    });
  }
}, 5_000);
