import type { Merger } from './store.ts';

/** Origins of Yjs transactions. Hocuspocus reads `source` and `skipStoreHooks`. */

/** The update is in the database already. */
export const storedOrigin = { source: 'local', skipStoreHooks: true, isStored: true } as const;

/** An edit that the server makes itself. `by`: the account that asked for it, null for none. */
type LocalOrigin = { source: 'local'; by: string | null; writerId: string | null };

/** An edit of a request that has been authorized. */
export const requestOrigin = ({ by, writerId }: Merger): LocalOrigin => ({ source: 'local', by, writerId });

/**
 * Orphaned text is inserted again. Its writer was authorized when writing it. It counts as written by the account
 * whose edit orphaned it; null: unknown.
 */
export const restoredTextOrigin = (writerId: string | null): LocalOrigin => ({
  source: 'local',
  by: null,
  writerId,
});

export const isLocalOrigin = (origin: unknown): origin is LocalOrigin =>
  typeof origin === 'object' && origin !== null && 'writerId' in origin;

/** Presence that another process has published. */
export const clusterOrigin = { source: 'redis' } as const;
