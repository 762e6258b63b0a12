import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { HocuspocusProvider, HocuspocusProviderWebsocket } from '@hocuspocus/provider';
import { drizzle } from 'drizzle-orm/pglite';
import { pino } from 'pino';
import { expect, onTestFinished, test, vi } from 'vitest';
import { WebSocket } from 'ws';
import * as Y from 'yjs';
import { collabPath, documentName } from '../../domain/contract/collaboration.ts';
import { schemaVersion } from '../../domain/document/content.ts';
import { demoPassword } from '../../mocks/newsroom/newsroom.ts';
import { seedPeople } from '../../mocks/seed.ts';
import { createAccount } from '../../server/auth/auth.ts';
import { ensureSetupToken } from '../../server/auth/setup-token.ts';
import { createBackend } from '../../server/backend.ts';
import type { Database } from '../../server/db/database.ts';
import * as schema from '../../server/db/schema.ts';
import { readContent } from '../../server/documents/store.ts';
import { memoryFiles } from '../../server/files/memory-files.ts';
import { noLinkCheck } from '../../server/link-check.ts';
import { errorText } from '../../server/loggable-error.ts';
import { openPglite } from '../../server/node/db/pglite.ts';
import { sharpImages } from '../../server/node/images/sharp-images.ts';
import { readPortalFiles } from '../../server/node/portal-files.ts';
import { acceptSockets } from '../../server/node/websockets.ts';
import { aPicture } from '../builders/pictures.ts';

/*
 * Every kind of statement fails once, with an error as bad as the drivers' worst: parameters in all of its properties. None
 * of them may reach the log.
 */

const secret = 'SENTINEL';
/** Vietnamese text is long and has line breaks; a line like a frame of a stack must not pass as one. */
const text = `${secret} đoạn văn\n    at ${secret} (/draft.ts:1:1)`;
const password = `${secret} mật khẩu rất dài`;

type Failure = { sqlState: string; quotesValues: boolean };

/** Lets each distinct statement of the client fail once while it is armed. */
function failingOnce(client: PGlite) {
  let failure: Failure | null = null;
  const failed = new Set<string>();
  const wrap = <Client extends object>(target: Client): Client =>
    new Proxy(target, {
      get(from, name) {
        const value: unknown = Reflect.get(from, name, from);
        if (typeof value !== 'function') return value;
        if (name === 'query') {
          return async (statement: string, params: unknown[] = [], ...rest: unknown[]) => {
            if (failure && !failed.has(statement)) {
              failed.add(statement);
              throw driverError(failure, statement, params);
            }
            return value.call(from, statement, params, ...rest);
          };
        }
        if (name === 'transaction') {
          return (work: (tx: object) => unknown) => value.call(from, (tx: object) => work(wrap(tx)));
        }
        return value.bind(from);
      },
    });
  return {
    client: wrap(client),
    failed,
    arm(next: Failure | null) {
      failure = next;
      failed.clear();
    },
  };
}

function driverError({ sqlState, quotesValues }: Failure, query: string, params: unknown[]): Error {
  const values = params.map(String).join(', ');
  const message = quotesValues ? `invalid input syntax for type json: "${values}"` : 'something broke';
  return Object.assign(new Error(message), {
    name: 'error',
    code: sqlState,
    detail: `Failing row contains (${values}).`,
    where: `unnamed portal with parameters: $1 = '${values}'`,
    hint: values,
    internalQuery: `${query} ${values}`,
    table: 'articles',
    ...{ query, params },
  });
}

async function aBackend() {
  const opened = await openPglite('snapshot');
  const client = Reflect.get(opened.db, '$client') as PGlite;
  const { client: failing, failed, arm } = failingOnce(client);
  const db: Database = drizzle(failing, { schema });
  const lines: string[] = [];
  const logger = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) });
  const backend = createBackend({
    ...{ db, files: memoryFiles(), images: sharpImages(), links: noLinkCheck },
    portalFiles: await readPortalFiles(),
    clock: () => new Date(),
    ...{
      logger,
      demo: null,
      sessionTransport: 'bearer',
      secret: 'only for this test, which nothing outlives',
    },
    allowedOrigins: [],
  });
  const server = createServer();
  const closeSockets = acceptSockets(server, { collab: backend.collab, allowedOrigins: [], logger });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    arm(null);
    closeSockets();
    server.close();
    await backend.collab.close();
    await opened.close();
  });
  const { port } = server.address() as AddressInfo;
  return { ...backend, db, plainDb: opened.db, port, arm, failed, log: () => lines.join('') };
}

type Backend = Awaited<ReturnType<typeof aBackend>>;
type Answer = { status: number; body: Record<string, unknown>; token: string | null };

function createClient({ api }: Backend, token: string | null) {
  return async (
    method: string,
    path: string,
    body?: object | FormData,
    more: object = {},
  ): Promise<Answer> => {
    const isForm = body instanceof FormData;
    const response = await api.fetch(
      new Request(`http://localhost${path}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body && !isForm && { 'content-type': 'application/json' }),
          ...more,
        },
        ...(body && { body: isForm ? body : JSON.stringify(body) }),
      }),
    );
    // A stream that breaks off has begun with its status.
    const answer = await response.text().catch(() => '');
    const isJson = response.headers.get('content-type')?.includes('json');
    return {
      status: response.status,
      body: isJson ? JSON.parse(answer) : {},
      token: response.headers.get('set-auth-token'),
    };
  };
}

/** Repeats a request until none of its statements is new, so that it finally succeeds. */
async function untilDone(backend: Backend, request: () => Promise<Answer>): Promise<Answer> {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const before = backend.failed.size;
    const answer = await request();
    if (backend.failed.size === before) return answer;
  }
  throw new Error('The request fails with ever new statements');
}

const content = (title: string) => ({
  ...{ title, lead: secret },
  body: { type: 'doc', content: [{ type: 'paragraph', content: [{ type: 'text', text: secret }] }] },
});

/** A day of the desk with a secret wherever there is room for one. */
async function aDay(backend: Backend): Promise<string[]> {
  const done = (request: () => Promise<Answer>) => untilDone(backend, request);
  const signIn = async (email: string) => {
    const { token } = await done(() =>
      createClient(backend, null)('POST', '/api/auth/sign-in/email', { email, password: demoPassword }),
    );
    if (!token) throw new Error(`${email} did not sign in`);
    return token;
  };
  const anonymous = createClient(backend, null);
  await done(() => anonymous('POST', '/api/auth/sign-in/email', { email: `${secret}@a.vn`, password }));
  const setupToken = await ensureSetupToken(backend.db).catch(() => null);
  await done(() =>
    anonymous('POST', '/api/setup', { token: setupToken ?? secret, name: secret, email: 'x@a.vn', password }),
  );
  const tokens = [await signIn('phongvien@demo.test'), await signIn('quantri@demo.test')];
  const [journalist, admin] = tokens.map((token) => createClient(backend, token));
  if (!journalist || !admin) throw new Error('Nobody signed in');

  const categories = await done(() => journalist('GET', '/api/categories'));
  const [category] = categories.body.items as { id: string }[];
  const made = await done(() =>
    journalist('POST', '/api/articles', {
      ...{ content: content(secret), categoryId: category?.id, bylines: [secret], tags: [secret] },
    }),
  );
  expect(made.status).toBe(201);
  const { id } = made.body as { id: string };
  const at = `/api/articles/${id}`;
  await done(() => journalist('PATCH', at, { tags: [secret, 'hai'] }, { 'if-match': '*' }));
  await done(() => journalist('PUT', `${at}/content`, content(`${secret} hai`)));
  await done(() => journalist('POST', `${at}/revisions`, { name: secret }));
  await done(() => journalist('GET', `/api/articles?view=mine&q=${secret}`));
  await done(() => journalist('GET', '/api/articles/counts'));
  await editOverSocket(backend, tokens[0] ?? '', id);

  const form = new FormData();
  form.set('file', new File([await aPicture()], `${secret}.jpg`, { type: 'image/jpeg' }));
  await done(() => journalist('POST', '/api/media', form));
  await done(() => journalist('GET', `/api/media?q=${secret}`));
  await done(() => journalist('POST', '/api/uploads', undefined, { 'upload-length': '9' }));

  const move = (by: typeof admin, transition: string, more: object = {}) =>
    done(() => by('POST', `${at}/transitions`, { transition, ...more }));
  await move(journalist, 'submit');
  await move(admin, 'return', { note: text });
  await move(journalist, 'submit');
  const preview = await done(() => admin('POST', `${at}/preview-links`, { label: secret, days: 1 }));
  const link = String(preview.body.path ?? '');
  await done(() => anonymous('GET', link));
  await done(() => anonymous('GET', `${link}/anh/${id}/320.webp`));
  const shown = await done(() => admin('GET', `${at}/content`));
  const published = await move(admin, 'publish', { contentHash: shown.body.contentHash });
  expect(published.status).toBe(200);
  for (const path of ['', '/rss.xml', '/sitemap.xml', `/tim-kiem?q=${secret}`])
    await done(() => anonymous('GET', `/portal${path}`));
  await done(() => anonymous('GET', String(published.body.portalPath)));
  await done(() => anonymous('GET', `/q/${String(published.body.portalPath).split('-').at(-1)}`));
  await done(() => anonymous('GET', `/api/portal/articles?q=${secret}`));
  await move(admin, 'withdraw', { note: secret });

  await done(() => admin('POST', '/api/categories', { name: secret }));
  await done(() =>
    admin('POST', '/api/fanpages', {
      name: secret,
      url: `https://facebook.com/${secret}`,
      platform: 'facebook',
    }),
  );
  await done(() => admin('PATCH', '/api/newsroom', { name: secret }));
  const invited = await done(() =>
    admin('POST', '/api/invitations', { email: 'moi@a.vn', name: secret, role: 'editor' }),
  );
  const invitation =
    String(invited.body.path ?? '')
      .split(/[/=#]/)
      .at(-1) ?? '';
  await done(() => anonymous('POST', '/api/account-links/look', { token: invitation }));
  await done(() => anonymous('POST', '/api/account-links/use', { token: invitation, password }));
  await done(() => admin('GET', `/api/audit?q=${secret}`));
  await done(() => admin('GET', '/api/audit.csv'));
  await done(() => journalist('POST', '/api/auth/sign-out'));
  return [...tokens, link.split('/').at(-1) ?? '', invitation].filter((token) => token.length > 20);
}

/** Types into the open article; edits that could not be stored are stored again. */
async function editOverSocket({ port, plainDb }: Backend, token: string, articleId: string): Promise<void> {
  const doc = new Y.Doc();
  const websocketProvider = new HocuspocusProviderWebsocket({
    url: `ws://127.0.0.1:${port}${collabPath}?schema=${schemaVersion}`,
    WebSocketPolyfill: class extends WebSocket {
      constructor(url: string) {
        super(url, { headers: { authorization: `Bearer ${token}` } });
        this.on('error', () => {});
      }
    },
    ...{ delay: 50, minDelay: 50 },
  });
  const provider = new HocuspocusProvider({
    websocketProvider,
    name: documentName(articleId),
    document: doc,
  });
  try {
    for (let attempt = 0; !provider.isSynced; attempt += 1) {
      if (attempt === 60) throw new Error('The document was not synced');
      provider.attach();
      await new Promise((resolve) => setTimeout(resolve, 100));
      // A refused connection is not retried by the provider.
      if (!provider.isSynced && attempt % 10 === 9) {
        websocketProvider.disconnect();
        await websocketProvider.connect();
      }
    }
    const paragraph = doc.getXmlFragment('body').get(0) as Y.XmlElement;
    (paragraph.get(0) as Y.XmlText).insert(0, `${secret} gõ `);
    const stored = async () => JSON.stringify(await readContent(plainDb, articleId));
    await expect.poll(stored, { timeout: 30_000 }).toContain(`${secret} gõ`);
  } finally {
    provider.destroy();
    websocketProvider.destroy();
  }
}

test.each<[string, Failure]>([
  ['a refused value, which the message quotes', { sqlState: '22P02', quotesValues: true }],
  ['an internal error', { sqlState: 'XX000', quotesValues: false }],
  ['a database that shuts down', { sqlState: '57P01', quotesValues: false }],
])(
  'no statement that fails by %s leaves its values in the log',
  async (_name, failure) => {
    const consoles = (['log', 'info', 'warn', 'error'] as const).map((name) => vi.spyOn(console, name));
    const backend = await aBackend();
    await backend.db.transaction(seedPeople);
    await createAccount(backend.db, { email: 'mat@a.vn', name: secret, role: 'editor', password });
    backend.arm(failure);
    const tokens = await aDay(backend);
    // The day reaches the statements of every resource.
    expect(backend.failed.size).toBeGreaterThan(80);
    const printed = consoles.flatMap((spy) => spy.mock.calls).join('\n');
    vi.restoreAllMocks();
    for (const output of [backend.log(), printed]) {
      expect(output.split('\n').filter((line) => line.includes(secret))).toEqual([]);
      for (const token of tokens) expect(output).not.toContain(token);
      expect(output).not.toMatch(/\$argon|\$scrypt|[0-9a-f]{32}:[0-9a-f]{64}/);
    }
    expect(backend.log()).toContain(`"sqlState":"${failure.sqlState}"`);
  },
  300_000,
);

test('an error at the start or in a script is printed without values', async () => {
  const { db, arm } = await aBackend();
  arm({ sqlState: 'XX000', quotesValues: false });
  const error = await db.insert(schema.settings).values({ key: 'a', value: secret }).catch(String);
  const failure = await db
    .insert(schema.users)
    .values({ id: secret, name: text, email: secret, role: 'admin' })
    .catch((reason: unknown) => reason);
  expect(error).toContain(secret);
  expect(errorText(failure)).toContain('something broke');
  expect(errorText(failure)).not.toContain(secret);
  expect(errorText(new SyntaxError(`Unexpected token 'S', "${text}" is not valid JSON`))).not.toContain(
    secret,
  );
});
