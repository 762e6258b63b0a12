import { z } from 'zod';

/**
 * The messages between desk and server on the WebSocket at `/collab`, beside the Yjs sync protocol of Hocuspocus, which
 * transfers the content. One Y.Doc for each article.
 */

/** The path of the WebSocket; the client appends its schema version as `?schema=1`. */
export const collabPath = '/collab';

/** The Hocuspocus document name of an article. */
export const documentName = (articleId: string): string => `article:${articleId}`;

/** Parses the article id from a document name; null when it is malformed. */
export function articleIdOf(name: string): string | null {
  return /^article:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? null;
}

/**
 * Reasons for which the server refuses or closes a connection, with their WebSocket close codes. They are 4000 and above,
 * because the mocked server is a page, which may use no others. See `finalCloseReasons` for those without a reconnect.
 */
export const closeCodes = {
  /** No session, or it has ended. */
  unauthenticated: 4401,
  /** The article does not exist, or this person may not read it. */
  'not-found': 4404,
  /** The client sent an invalid update, which was not applied. */
  'invalid-document': 4422,
  /** The page has an outdated editor, which would delete nodes that it does not know: it gets no content. */
  'schema-version': 4426,
  /** The stored document cannot be read, and must not be overwritten. */
  unreadable: 4500,
  /** The database is unavailable. */
  unavailable: 4503,
  /** The client did not ask for a document in time. */
  timeout: 4408,
  /** The rate limit was exceeded. */
  throttled: 4429,
  'too-large': 4413,
  /** The server has unloaded the document: load it again. */
  reset: 4205,
  /** The server is shutting down. */
  restart: 4000,
} as const;
export type CloseReason = keyof typeof closeCodes;

/** Reasons for which a reconnect would be refused too, until somebody acts. */
export const finalCloseReasons = [
  'unauthenticated',
  'not-found',
  'invalid-document',
  'schema-version',
  'unreadable',
] as const satisfies readonly CloseReason[];

/**
 * Why this person may not edit the content. `schema-version`, before the connection is closed for that reason: pages of
 * schema 2 know it only as this one.
 */
const readOnlyReasons = ['wrong-stage', 'not-permitted', 'schema-version'] as const;

const rightsSchema = z.object({ canEdit: z.boolean(), reason: z.enum(readOnlyReasons).optional() });
export type Rights = z.infer<typeof rightsSchema>;

/** Messages from the server. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  /**
   * Everything up to `stateVector` (base64) is committed. `mark` is the latest mark of this connection before which
   * everything that it had sent is committed; null when it sent none. Needed because a deletion does not change the
   * state vector.
   */
  z.object({ type: z.literal('stored'), stateVector: z.string(), mark: z.number().int().nullable() }),
  /** Storing failed; the server has the edits in memory and retries. */
  z.object({ type: z.literal('store-failed'), code: z.enum(['unavailable', 'storage-full']) }),
  rightsSchema.extend({ type: z.literal('rights') }),
  /** Changes of this client were ignored because it may not edit; only the client has them. */
  z.object({ type: z.literal('left-out') }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** From the client: requests an acknowledgement once everything sent so far is stored. Marks rise within a connection. */
export const clientMessageSchema = z.object({ type: z.literal('mark'), mark: z.number().int().min(0) });
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** The awareness state of a participant. The server replaces all but the colour by that of the account. */
export const personStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
  portraitMediaId: z.string().optional(),
});
export type PersonState = z.infer<typeof personStateSchema>;

export function toBase64(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (char) => char.charCodeAt(0));
}
