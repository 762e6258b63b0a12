/*
 * What the tabs of a browser and the one worker that has the database open say to each other, over a
 * BroadcastChannel. One message asks, one answers.
 */

export type DatabaseRequest = {
  kind: 'ask';
  /** Names the question; the answer carries it. */
  id: string;
  /** The lock that the asking tab holds while it lives. */
  tab: string;
} & (
  | { what: 'query'; sql: string; params: unknown[]; rowMode: 'array' | 'object'; transaction: string | null }
  | { what: 'begin' | 'commit' | 'rollback'; transaction: string }
);

export type DatabaseResult = { kind: 'answer'; id: string; result: unknown };

/** An error of PostgreSQL with its code, such as `23505` for a value that is taken. */
export type DatabaseError = {
  kind: 'failure';
  id: string;
  error: { message: string; code?: string; detail?: string; constraint?: string };
};

export type DatabaseMessage =
  | DatabaseRequest
  | DatabaseResult
  | DatabaseError
  /** From a tab: is anybody there? */
  | { kind: 'hello' }
  /** From the worker that has the database open now. */
  | { kind: 'here'; epoch: string };

/** What the page gives its worker along. */
export type WorkerStart = {
  /** Of the database in IndexedDB, and of the channel. */
  name: string;
  filesName: string;
  /** The drawings as JPEG by their SVG, which a worker cannot draw. Empty where the newsroom is filled already. */
  jpegs: Map<string, Uint8Array<ArrayBuffer>>;
};
