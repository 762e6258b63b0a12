import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createTemporaryFolder, type ServerProcess, startSharedServer } from '../hosts/server-process.ts';
import { createTestDatabase } from '../hosts/test-database.ts';
import { rawAnswer } from './raw-connection.ts';

const unknownId = '00000000-0000-4000-8000-000000000000';

/** One of each kind of response: page, redirect, asset, data, refusal, error, and what Node answers before the backend. */
const requests: [method: string, target: string, headers?: string][] = [
  ['GET', '/'],
  ['GET', '/sign-in'],
  ['GET', '/invite'],
  ['GET', '/assets/none.js'],
  ['GET', '/favicon.ico'],
  ['POST', '/'],
  ['GET', '/portal'],
  ['HEAD', '/portal'],
  ['GET', '/portal', 'If-None-Match: *'],
  ['GET', '/portal', 'Accept-Encoding: gzip'],
  ['GET', '/portal/'],
  ['GET', '/portal/khong-co-1'],
  ['GET', '/portal/portal.css'],
  ['GET', '/portal/portal.js'],
  ['GET', '/portal/rss.xml'],
  ['GET', '/portal/sitemap.xml'],
  ['GET', '/portal/tim-kiem?q=cang'],
  ['GET', '/portal/xem-truoc/khong-co'],
  ['GET', '/portal/xem-truoc.css'],
  ['GET', '/robots.txt'],
  ['GET', '/q/khong-co'],
  ['GET', `/media/${unknownId}/320.webp`],
  ['GET', '/media/x'],
  ['POST', `/media/${unknownId}/320.webp`],
  ['GET', '/api/health'],
  ['GET', '/api/me'],
  ['GET', '/api/openapi.json'],
  ['GET', '/api/portal/articles'],
  ['GET', '/api/audit.csv'],
  ['GET', '/api/khong-co'],
  ['DELETE', '/api/me'],
  ['OPTIONS', '/api/uploads'],
  ['POST', '/api/articles', 'Content-Type: text/plain'],
  ['POST', '/api/articles', 'Origin: https://evil.invalid'],
  ['GET', '/..\\'],
  ['GET', '//'],
];

const permissions = /^permissions-policy: .*camera=/m;

describe.each([
  ['https://toasoan.example', true],
  ['http://toasoan.example', false],
])('with PUBLIC_URL %s', (publicUrl, isHttps) => {
  let server: ServerProcess;
  let folder: Awaited<ReturnType<typeof createTemporaryFolder>>;
  beforeAll(async () => {
    folder = await createTemporaryFolder();
    server = await startSharedServer({
      DATABASE_URL: await createTestDatabase(inject('postgresUrl')),
      DATA_DIR: folder.path,
      PUBLIC_URL: publicUrl,
    });
  });
  afterAll(async () => {
    await server.end('SIGKILL');
    await folder.remove();
  });

  test.each(requests)('%s %s %s has the security headers', async (method, target, more) => {
    const lines = [`${method} ${target} HTTP/1.1`, 'Host: toasoan.example', 'Connection: close'];
    if (more) lines.push(more);
    const answer = await rawAnswer(Number(new URL(server.url).port), `${lines.join('\r\n')}\r\n\r\n`);
    const head = (answer.split('\r\n\r\n')[0] ?? '').replaceAll('\r', '').toLowerCase();
    expect(head).toMatch(/^http\/1\.1 \d{3} /);
    expect(head).toMatch(/^x-content-type-options: nosniff$/m);
    expect(head).toMatch(/^referrer-policy: /m);
    expect(head).toMatch(permissions);
    expect(head).toMatch(/^cross-origin-opener-policy: same-origin$/m);
    expect(/^strict-transport-security: max-age=31536000$/m.test(head)).toBe(isHttps);
    // Each is sent once.
    expect(head.match(/^(x-content-type-options|referrer-policy|permissions-policy):/gm)).toHaveLength(3);
  });
});
