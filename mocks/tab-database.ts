import type { PGlite } from '@electric-sql/pglite';
import type { Answer, Ask, Failure, Message } from './database-messages.ts';

/** As much of PGlite as Drizzle asks for. */
type Queries = {
  query(sql: string, params?: unknown[], options?: { rowMode?: 'array' | 'object' }): Promise<unknown>;
};
type Client = Queries & {
  transaction<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result>;
};

/** The tab that had the database open is gone, and with it what was under way there. */
class DatabaseMoved extends Error {
  override name = 'DatabaseMoved';
}

const helloEveryMs = 200;

/**
 * The database as a tab has it: every statement is a message to the worker that has it open, in this tab or another
 * one. When that tab goes, what was under way is asked again of its successor.
 *
 * @param name of the channel.
 * @returns when somebody has the database open.
 */
export async function connectToDatabase(name: string): Promise<PGlite> {
  const channel = new BroadcastChannel(name);
  const waiting = new Map<string, { resolve(result: unknown): void; reject(error: Error): void }>();
  const tab = `${name}-tab-${crypto.randomUUID()}`;
  await new Promise<void>((got) => {
    void navigator.locks.request(tab, () => {
      got();
      return new Promise(() => undefined);
    });
  });

  let epoch: string | null = null;
  const found = Promise.withResolvers<void>();
  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'answer' || data.kind === 'failure') settle(data);
    if (data.kind !== 'here' || data.epoch === epoch) return;
    epoch = data.epoch;
    found.resolve();
    const lost = [...waiting.values()];
    waiting.clear();
    for (const { reject } of lost) reject(new DatabaseMoved());
  });

  function settle(answer: Answer | Failure): void {
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.kind === 'answer') asked?.resolve(answer.result);
    else asked?.reject(Object.assign(new Error(answer.error.message), answer.error));
  }

  type Question = Ask extends infer Each
    ? Each extends Ask
      ? Omit<Each, 'kind' | 'id' | 'tab'>
      : never
    : never;

  function ask(question: Question): Promise<unknown> {
    const id = crypto.randomUUID();
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject });
      channel.postMessage({ kind: 'ask', id, tab, ...question } satisfies Ask);
    });
  }

  const queries = (transaction: string | null): Queries => ({
    query: (sql, params = [], { rowMode = 'object' } = {}) =>
      ask({ what: 'query', sql, params, rowMode, transaction }),
  });

  async function transact<Result>(work: (tx: Queries) => Promise<Result>): Promise<Result> {
    const transaction = crypto.randomUUID();
    await ask({ what: 'begin', transaction });
    let result: Result;
    try {
      result = await work(queries(transaction));
    } catch (error) {
      if (!isMoved(error)) await ask({ what: 'rollback', transaction });
      throw error;
    }
    await ask({ what: 'commit', transaction });
    return result;
  }

  const calling = setInterval(() => channel.postMessage({ kind: 'hello' } satisfies Message), helloEveryMs);
  await found.promise;
  clearInterval(calling);

  const client: Client = {
    query: (...given) => untilSettled(() => queries(null).query(...given)),
    transaction: (work) => untilSettled(() => transact(work)),
  };
  // It answers as PGlite does; Drizzle's type knows only the class.
  return client as unknown as PGlite;
}

async function untilSettled<Result>(work: () => Promise<Result>): Promise<Result> {
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
