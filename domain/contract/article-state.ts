/*
 * Where an article's document is requested over HTTP (`server/documents/state-route.ts`). Apart from the messages of the
 * socket, because the article list needs no validation of these.
 */

/** The document schema of the client, on the WebSocket and here: `?schema=4`. */
export const schemaParameter = 'schema';

export const statePath = (articleId: string, schema: number): string =>
  `/api/articles/${articleId}/state?${schemaParameter}=${schema}`;

/** The media type of a Yjs update. */
export const stateType = 'application/x-yjs-update';
