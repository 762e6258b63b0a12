/*
 * Request and response messages over a BroadcastChannel, between the tabs of a browser and the worker that has the
 * database open.
 */

export type DatabaseRequest = {
  kind: 'ask';
  /** Correlates the response. */
  id: string;
  /** The name of the Web Lock that the requesting tab has as long as it is open. */
  tab: string;
} & (
  | { what: 'query'; sql: string; params: unknown[]; rowMode: 'array' | 'object'; transaction: string | null }
  | { what: 'begin' | 'commit' | 'rollback'; transaction: string }
);

export type DatabaseResult = { kind: 'answer'; id: string; result: unknown };

/** An error of PostgreSQL with its SQLSTATE, such as `23505` for a unique violation. */
export type DatabaseError = {
  kind: 'failure';
  id: string;
  error: { message: string; code?: string; detail?: string; constraint?: string };
};

export type DatabaseMessage =
  | DatabaseRequest
  | DatabaseResult
  | DatabaseError
  /** From a tab, to discover the worker. */
  | { kind: 'hello' }
  /** From the worker that has the database open. */
  | { kind: 'here'; epoch: string };

/** The message that starts the worker. */
export type WorkerStart = {
  /** The name of the IndexedDB database and of the channel. */
  name: string;
  filesName: string;
  /** JPEG by SVG, because a worker cannot draw SVG. Empty when the newsroom is already filled. */
  jpegs: Map<string, Uint8Array<ArrayBuffer>>;
};
