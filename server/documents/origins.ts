/** Origins of Yjs transactions. Hocuspocus reads `source` and `skipStoreHooks`. */

/** The update is in the database already. */
export const storedOrigin = { source: 'local', skipStoreHooks: true, isStored: true } as const;

/** An edit of a request that has been authorized. */
type RequestOrigin = { source: 'local'; by: string };
export const requestOrigin = (by: string): RequestOrigin => ({ source: 'local', by });

/** The user id of a request's origin; null for other origins. */
export const requesterOf = (origin: unknown): string | null =>
  typeof origin === 'object' && origin !== null && 'by' in origin && typeof origin.by === 'string'
    ? origin.by
    : null;

/** Orphaned text is inserted again. Its author was authorized when writing it. */
export const restoredTextOrigin = { source: 'local', isRestored: true } as const;

/** Presence that another process has published. */
export const clusterOrigin = { source: 'redis' } as const;
