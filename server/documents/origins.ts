/** Yjs origins: where a change came from. Hocuspocus reads `source` and `skipStoreHooks`. */

/** It is in the database already. */
export const storedOrigin = { source: 'local', skipStoreHooks: true, isStored: true } as const;

/** What a request writes. Whether this person may has been asked. */
type RequestOrigin = { source: 'local'; by: string };
export const requestOrigin = (by: string): RequestOrigin => ({ source: 'local', by });

/** Whose request it was; null for other origins. */
export const requesterOf = (origin: unknown): string | null =>
  typeof origin === 'object' && origin !== null && 'by' in origin && typeof origin.by === 'string'
    ? origin.by
    : null;

/** Words that lost their block; whoever wrote them was allowed to. */
export const restoredTextOrigin = { source: 'local', isPutBack: true } as const;

/** Presence that another process has told of. */
export const clusterOrigin = { source: 'redis' } as const;
