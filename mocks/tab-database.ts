import type { PGlite } from '@electric-sql/pglite';
import type { DatabaseError, DatabaseMessage, DatabaseRequest, DatabaseResult } from './database-messages.ts';

/** The subset of PGlite that Drizzle uses. */
type Queries = {
  query(sql: string, params?: unknown[], options?: { rowMode?: 'array' | 'object' }): Promise<unknown>;
};
type Client = Queries & {
  transaction<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>;
};

/** The tab that had the database open was closed; its pending requests are lost. */
class DatabaseMoved extends Error {
  override name = 'DatabaseMoved';
}

const pollIntervalMs = 200;

/**
 * A PGlite client that sends every statement to the worker that has the database open, in this tab or another one. When
 * that tab is closed, pending statements and transactions are retried with its successor.
 *
 * @param name of the channel.
 * @returns when the database is open.
 */
export async function connectToDatabase(name: string): Promise<PGlite> {
  const channel = new BroadcastChannel(name);
  const pending = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  const tab = `${name}-tab-${crypto.randomUUID()}`;
  await new Promise<void>((resolve) => {
    void navigator.locks.request(tab, () => {
      resolve();
      return new Promise(() => undefined);
    });
  });

  let epoch: string | null = null;
  const connected = Promise.withResolvers<void>();
  channel.addEventListener('message', ({ data }: MessageEvent<DatabaseMessage>) => {
    if (data.kind === 'answer' || data.kind === 'failure') settleRequest(data);
    if (data.kind !== 'here' || data.epoch === epoch) return;
    epoch = data.epoch;
    connected.resolve();
    const lost = [...pending.values()];
    pending.clear();
    for (const { reject } of lost) reject(new DatabaseMoved());
  });

  function settleRequest(answer: DatabaseResult | DatabaseError): void {
    const request = pending.get(answer.id);
    pending.delete(answer.id);
    if (answer.kind === 'answer') request?.resolve(answer.result);
    else request?.reject(Object.assign(new Error(answer.error.message), answer.error));
  }

  type RequestBody = DatabaseRequest extends infer Each
    ? Each extends DatabaseRequest
      ? Omit<Each, 'kind' | 'id' | 'tab'>
      : never
    : never;

  function send(body: RequestBody): Promise<unknown> {
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      channel.postMessage({ kind: 'ask', id, tab, ...body } satisfies DatabaseRequest);
    });
  }

  const queries = (transaction: string | null): Queries => ({
    query: (sql, params = [], { rowMode = 'object' } = {}) =>
      send({ what: 'query', sql, params, rowMode, transaction }),
  });

  async function transact<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result> {
    const transaction = crypto.randomUUID();
    await send({ what: 'begin', transaction });
    let result: Result;
    try {
      result = await work(queries(transaction));
    } catch (error) {
      if (!isMoved(error)) await send({ what: 'rollback', transaction });
      throw error;
    }
    await send({ what: 'commit', transaction });
    return result;
  }

  const polling = setInterval(
    () => channel.postMessage({ kind: 'hello' } satisfies DatabaseMessage),
    pollIntervalMs,
  );
  await connected.promise;
  clearInterval(polling);

  const client: Client = {
    query: (...given) => retryAfterMove(() => queries(null).query(...given)),
    transaction: (work) => retryAfterMove(() => transact(work)),
  };
  // Drizzle's type requires the class, but uses these methods only.
  return client as unknown as PGlite;
}

async function retryAfterMove<Result>(work: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isMoved(error)) throw error;
    }
  }
}

/** Drizzle wraps what a query throws. */
function isMoved(error: unknown): boolean {
  if (error instanceof DatabaseMoved) return true;
  return error instanceof Error && error.cause !== undefined && isMoved(error.cause);
}
