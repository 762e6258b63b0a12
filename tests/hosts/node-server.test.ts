import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { afterAll, expect, inject, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { closeCodes, documentName } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import {
  createTemporaryFolder,
  failToStart,
  runScript,
  type ServerProcess,
  startServerProcess,
  startSharedServer,
  temporaryFolder,
} from './server-process.ts';
import { createTestDatabase, createTestRole } from './test-database.ts';

async function signIn(url: string, email: string): Promise<string> {
  const response = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password: demoPassword }),
  });
  expect(response.status).toBe(200);
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Opens an article over the socket, as the writing page does. */
async function openArticle(url: string, cookie: string, articleId: string) {
  const doc = new Y.Doc();
  const closed: number[] = [];
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `${url.replace('http', 'ws')}/collab?schema=${schemaVersion}`,
    maxAttempts: 1,
    WebSocketPolyfill: class extends WebSocket {
      constructor(address: string) {
        super(address, { headers: { cookie, origin: url } });
      }
    },
  });
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: documentName(articleId),
    document: doc,
    onClose: ({ event }) => closed.push(event.code),
  });
  onTestFinished(() => {
    provider.destroy();
    websocketProvider.destroy();
  });
  provider.attach();
  await new Promise((resolve) => provider.on('synced', resolve));
  return { doc, provider, closed };
}

/**
 * One data folder with the demo newsroom, and a server on it that tests share: started on first use, and again after it
 * was stopped.
 */
const desk = {
  folder: null as Awaited<ReturnType<typeof createTemporaryFolder>> | null,
  server: null as ServerProcess | null,
  async running(): Promise<{ dataDir: string; server: ServerProcess }> {
    desk.folder ??= await createTemporaryFolder();
    const dataDir = desk.folder.path;
    desk.server ??= await startSharedServer({ DATA_DIR: dataDir });
    return { dataDir, server: desk.server };
  },
  async end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL') {
    const { server } = await desk.running();
    desk.server = null;
    return server.end(signal);
  },
};
afterAll(async () => {
  await desk.server?.end('SIGKILL');
  await desk.folder?.remove();
});

test('a WebSocket from another origin or at another path is refused', async () => {
  const { server } = await desk.running();
  const answerTo = (path: string, origin: string) =>
    new Promise<number | undefined>((resolve) => {
      const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers: { origin } });
      socket.on('unexpected-response', (_, response) => resolve(response.statusCode));
      socket.on('open', () => {
        socket.close();
        resolve(101);
      });
    });
  expect(await answerTo('/collab', server.url)).toBe(101);
  expect(await answerTo('/collab', 'https://elsewhere.example')).toBe(403);
  expect(await answerTo('/elsewhere', server.url)).toBe(404);
});

test('SIGTERM stores unsaved edits, notifies the browsers, and releases the folder; SIGINT ends it too', async () => {
  const { dataDir, server } = await desk.running();
  const cookie = await signIn(server.url, 'phongvien@demo.test');
  const created = await fetch(`${server.url}/api/articles`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: '{}',
  });
  const { id } = (await created.json()) as { id: string };
  const { doc, provider, closed } = await openArticle(server.url, cookie, id);
  const title = doc.getXmlFragment('title').get(0) as Y.XmlElement;
  title.insert(0, [new Y.XmlText('Chữ gõ ngay trước lúc tắt máy')]);
  // The server has received it, and collects edits for 300 ms before it stores them.
  await new Promise<void>((resolve) => {
    provider.on('unsyncedChanges', () => provider.hasUnsyncedChanges || resolve());
    if (!provider.hasUnsyncedChanges) resolve();
  });

  const { code, milliseconds } = await desk.end('SIGTERM');
  expect(code).toBe(0);
  expect(milliseconds).toBeLessThan(10_000);
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);

  const again = await desk.running();
  const content = await fetch(`${again.server.url}/api/articles/${id}/content`, {
    headers: { cookie: await signIn(again.server.url, 'phongvien@demo.test') },
  });
  expect(await content.json()).toMatchObject({ title: 'Chữ gõ ngay trước lúc tắt máy' });
  expect(closed).toContain(closeCodes.restart);
  expect((await desk.end('SIGINT')).code).toBe(0);
});

test('a start after SIGKILL finds the same data, and does not seed the demo newsroom again', async () => {
  const { dataDir, server } = await desk.running();
  const counts = async (url: string) => {
    const cookie = await signIn(url, 'quantri@demo.test');
    return (await fetch(`${url}/api/articles/counts`, { headers: { cookie } })).json();
  };
  const before = await counts(server.url);
  await desk.end('SIGKILL');
  const second = await desk.running();
  expect(await counts(second.server.url)).toEqual(before);
  const refused = await failToStart({ DATA_DIR: dataDir });
  expect(refused).toMatchObject({ code: 1, output: expect.stringContaining('is in use by process') });
  expect(await counts(second.server.url), 'the refused start did no harm').toEqual(before);
});

test('a wrong setting is named, and the process ends', async () => {
  const { code, output } = await failToStart({ PORT: '99999', LOG_LEVEL: 'loud' });
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toEqual([
    'PORT must be a whole number from 0 to 65535, not "99999"',
    expect.stringContaining('LOG_LEVEL must be one of'),
  ]);
});

test('the demo newsroom listens on this machine alone', async () => {
  const dataDir = await temporaryFolder();
  const { code, output } = await failToStart({ DATA_DIR: dataDir, HOST: '0.0.0.0' });
  expect(code).toBe(1);
  expect(output).toContain('HOST is 0.0.0.0');
  expect(output).toContain('demo newsroom');
  expect(existsSync(join(dataDir, 'database.lock'))).toBe(false);
});

test('a database that does not answer ends the start with one line', async () => {
  const { code, output } = await failToStart({ DATABASE_URL: 'postgres://desk:hunter2@127.0.0.1:9/desk' });
  expect(code).toBe(1);
  expect(output.trim()).toBe(
    'The database of DATABASE_URL does not answer (ECONNREFUSED). Nothing was changed.',
  );
});

test('the desk runs with a working role of its own, and the log that it wrote verifies', async () => {
  const ownerUrl = await createTestDatabase(inject('postgresUrl'), 'template0');
  const environment = {
    DATABASE_URL: (await createTestRole(ownerUrl)).url,
    MIGRATION_DATABASE_URL: ownerUrl,
    DATA_DIR: await temporaryFolder(),
    DEMO: 'yes',
  };
  const { url } = await startServerProcess(environment);
  const [journalist, editor] = [
    await signIn(url, 'phongvien@demo.test'),
    await signIn(url, 'bientap@demo.test'),
  ];
  const sendRequest = async (cookie: string, method: string, path: string, body?: object) => {
    const response = await fetch(`${url}/api${path}`, {
      method,
      headers: { cookie, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect([path, response.status]).toEqual([path, method === 'POST' && path === '/articles' ? 201 : 200]);
    return (await response.json()) as { id: string; contentHash: string; items: { id: string }[] };
  };
  const { items } = await sendRequest(journalist, 'GET', '/categories');
  const content = {
    title: 'Tàu vào cảng',
    lead: 'Sáng nay.',
    body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Tàu dài.' }] }] },
  };
  const { id } = await sendRequest(journalist, 'POST', '/articles', { categoryId: items[0]?.id, content });
  await sendRequest(journalist, 'POST', `/articles/${id}/transitions`, { transition: 'submit' });
  const { contentHash } = await sendRequest(editor, 'GET', `/articles/${id}/content`);
  await sendRequest(editor, 'POST', `/articles/${id}/transitions`, { transition: 'publish', contentHash });

  const { code, output } = await runScript('scripts/audit-verify.ts', environment);
  expect(output).toContain('The audit log is whole');
  expect(code).toBe(0);
});

test('a production start seeds nothing and prints the link for the first admin, once', async () => {
  const environment = {
    NODE_ENV: 'production',
    DATABASE_URL: await createTestDatabase(inject('postgresUrl'), 'template0'),
    DATA_DIR: await temporaryFolder(),
    PUBLIC_URL: 'https://desk.example.vn',
  };
  const server = await startServerProcess(environment);
  const health = await fetch(`${server.url}/api/health`);
  expect(await health.json()).toMatchObject({ status: 'ok', clockSkewSeconds: 0, demo: null });
  const linkOf = (output: string) => /https:\/\/desk\.example\.vn\/setup\?token=(\w+)/.exec(output)?.[1];
  await expect.poll(() => linkOf(server.output())).toBeDefined();

  const setUp = await fetch(`${server.url}/api/setup`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      token: linkOf(server.output()),
      name: 'Phạm Thanh Hà',
      email: 'ha@example.vn',
      password: 'một mật khẩu dài',
    }),
  });
  expect(setUp.status).toBe(200);
  expect((await server.end('SIGTERM')).code).toBe(0);

  const again = await startServerProcess(environment);
  expect((await again.end('SIGTERM')).code).toBe(0);
  expect(linkOf(again.output())).toBeUndefined();
});
