import { PGlite, type Transaction, types } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { drizzle } from 'drizzle-orm/pglite';
import { migrate } from '../server/db/migrate.ts';
import * as schema from '../server/db/schema.ts';
import { coalesceCalls } from '../server/documents/coalesce-calls.ts';
import { indexedDbFiles } from '../server/files/indexed-db-files.ts';
import { canvasImages } from '../server/images/canvas-images.ts';
import type { DatabaseError, DatabaseMessage, DatabaseRequest, WorkerStart } from './database-messages.ts';
import { pageLogger } from './page-logger.ts';
import { pageMigrations } from './page-migrations.ts';
import { pageSecret } from './page-session.ts';
import { seedNewsroom } from './seed.ts';

/*
 * PGlite in IndexedDB, shared by all tabs of a browser. Each tab starts this worker; the one that gets the Web Lock opens
 * the database, the others wait until that tab is closed.
 *
 * PGlite's own worker is not used: it drops SQLSTATE codes, needs ten messages for a query, and persists either after
 * every statement, reads included, or asynchronously, which a reload does not wait for. Here only writes wait for
 * IndexedDB.
 */
addEventListener('message', ({ data }: MessageEvent<WorkerStart>) => void start(data), { once: true });

async function start({ name, filesName, jpegs }: WorkerStart): Promise<void> {
  await acquireLock(`${name}-database`);
  // Encode the pictures while the database is created, which takes most of the first start.
  const images = canvasImages();
  const rendered = new Map([...jpegs.values()].map((jpeg) => [jpeg, images.render(jpeg)]));
  const client = await PGlite.create({ dataDir: `idb://${name}`, extensions: { pg_trgm } });
  const syncToFs = client.syncToFs.bind(client);
  client.syncToFs = async () => undefined;
  const persist = coalesceCalls(syncToFs);

  const db = drizzle(client, { schema });
  await migrate(db, pageMigrations());
  await seedNewsroom({
    db,
    files: indexedDbFiles(filesName),
    images: {
      ...images,
      render: (bytes: Uint8Array<ArrayBuffer>) => rendered.get(bytes) ?? images.render(bytes),
    },
    clock: () => new Date(),
    logger: pageLogger,
    auditSecret: pageSecret,
    async toJpeg(svg) {
      const jpeg = jpegs.get(svg);
      if (!jpeg) throw new Error('The page did not draw this picture');
      return jpeg;
    },
  });
  await persist();
  serve(client, persist, new BroadcastChannel(name));
}

type OpenTransaction = { tx: Transaction; hasWritten: boolean; end: (isCommit: boolean) => Promise<void> };

function serve(client: PGlite, persist: () => Promise<void>, channel: BroadcastChannel): void {
  const transactions = new Map<string, OpenTransaction>();
  const tabs = new Set<string>();
  const post = (message: DatabaseMessage) => channel.postMessage(message);
  const epoch = crypto.randomUUID();

  channel.addEventListener('message', async ({ data }: MessageEvent<DatabaseMessage>) => {
    if (data.kind === 'hello') return post({ kind: 'here', epoch });
    if (data.kind !== 'ask') return;
    try {
      post({ kind: 'answer', id: data.id, result: await answer(data) });
    } catch (error) {
      post({ kind: 'failure', id: data.id, error: serializeError(error) });
    }
  });
  post({ kind: 'here', epoch });

  async function answer(request: DatabaseRequest): Promise<unknown> {
    switch (request.what) {
      case 'query':
        return query(request);
      case 'begin':
        rollBackWhenTabCloses(request.tab);
        return begin(`${request.tab} ${request.transaction}`);
      case 'commit':
      case 'rollback':
        return transactionOf(request).end(request.what === 'commit');
    }
  }

  async function query(request: Extract<DatabaseRequest, { what: 'query' }>): Promise<unknown> {
    const { sql, params, rowMode } = request;
    const isWrite = !/^[\s(]*select\b/i.test(sql);
    if (request.transaction === null) {
      const result = await client.query(sql, params, { rowMode, parsers });
      if (isWrite) await persist();
      return result;
    }
    const transaction = transactionOf({ tab: request.tab, transaction: request.transaction });
    transaction.hasWritten ||= isWrite;
    return transaction.tx.query(sql, params, { rowMode, parsers });
  }

  /** Resolves when the transaction has begun; it may wait for others. */
  function begin(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      const ending = Promise.withResolvers<boolean>();
      const completed = client.transaction(async (tx) => {
        transactions.set(key, {
          tx,
          hasWritten: false,
          end: (isCommit) => {
            ending.resolve(isCommit);
            return persisted;
          },
        });
        resolve();
        if (!(await ending.promise)) await tx.rollback();
      });
      const persisted = completed
        .then(() => (transactions.get(key)?.hasWritten ? persist() : undefined))
        .finally(() => transactions.delete(key));
      persisted.catch(reject);
    });
  }

  function transactionOf({ tab, transaction }: { tab: string; transaction: string }): OpenTransaction {
    const found = transactions.get(`${tab} ${transaction}`);
    if (!found) throw new Error(`No transaction ${transaction}`);
    return found;
  }

  /** Otherwise its open transaction would block the other tabs forever. */
  function rollBackWhenTabCloses(tab: string): void {
    if (tabs.has(tab)) return;
    tabs.add(tab);
    void navigator.locks.request(tab, () => {
      tabs.delete(tab);
      for (const [key, { end }] of transactions) if (key.startsWith(`${tab} `)) void end(false);
    });
  }
}

/** The parsers that Drizzle passes to PGlite: timestamps as text. Functions cannot be sent over the channel. */
const asText = (value: string) => value;
const parsers = Object.fromEntries(
  [types.TIMESTAMP, types.TIMESTAMPTZ, types.INTERVAL, types.DATE, 1231, 1115, 1185, 1187, 1182].map(
    (type) => [type, asText],
  ),
);

/** Resolves when this worker has the Web Lock, which is released when its tab is closed. */
function acquireLock(name: string): Promise<void> {
  return new Promise((resolve) => {
    void navigator.locks.request(name, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });
}

function serializeError(error: unknown): DatabaseError['error'] {
  if (!(error instanceof Error)) return { message: String(error) };
  const { code, detail, constraint } = error as Error & DatabaseError['error'];
  return { message: error.message, code, detail, constraint };
}
