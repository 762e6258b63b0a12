import { z } from 'zod';

/**
 * What the desk and the server say to each other on the socket beside the words themselves. The words go by the Yjs
 * sync protocol of Hocuspocus at `/collab`; one Y.Doc for each article.
 */

/** Where the socket is; the client adds its schema version as `?schema=1`. */
export const collabPath = '/collab';
export const schemaParameter = 'schema';

/** The Hocuspocus document of an article. */
export const documentName = (articleId: string): string => `article:${articleId}`;

/** The article that a document name means, or null when it means none. */
export function articleIdOf(name: string): string | null {
  return /^article:([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(name)?.[1] ?? null;
}

/**
 * Why the server closes a connection or does not let it in, with the WebSocket close code (4000 and above, the only
 * ones that a browser lets a page use, and the mocked server is a page). After some the client may connect again by
 * itself, see `finalCloseReasons`.
 */
export const closeCodes = {
  /** No session, or it has ended. */
  unauthenticated: 4401,
  /** No such article, or none that this person may know of. */
  'not-found': 4404,
  /** This client sent something that no article can hold. Nothing of that message was taken. */
  'invalid-document': 4422,
  /** The stored document cannot be read. Nobody may write over it. */
  unreadable: 4500,
  /** The database does not answer. */
  unavailable: 4503,
  /** More messages than anybody types. */
  throttled: 4429,
  'too-large': 4413,
  /** The server let go of the document: load it again. */
  reset: 4205,
  /** The server stops. */
  restart: 4000,
} as const;
export type CloseReason = keyof typeof closeCodes;

/** Reasons for which connecting again would be refused too, until somebody acts. */
export const finalCloseReasons = [
  'unauthenticated',
  'not-found',
  'invalid-document',
  'unreadable',
] as const satisfies readonly CloseReason[];

/** Why words may not be changed here, for the one who asks. `schema-version`: reload the page to get the new editor. */
const readOnlyReasons = ['wrong-stage', 'not-permitted', 'schema-version'] as const;

const rightsSchema = z.object({ canEdit: z.boolean(), reason: z.enum(readOnlyReasons).optional() });
export type Rights = z.infer<typeof rightsSchema>;

/** From the server. */
export const serverMessageSchema = z.discriminatedUnion('type', [
  /**
   * Committed: everything up to `stateVector` (base64) is in the database. `mark` is the latest mark of this
   * connection before which everything it had sent is in the database too; null when it sent none. A state vector
   * alone cannot tell that a deletion is stored, a mark can.
   */
  z.object({ type: z.literal('stored'), stateVector: z.string(), mark: z.number().int().nullable() }),
  /** Not stored for now; the server keeps the words in memory and goes on trying. */
  z.object({ type: z.literal('store-failed'), code: z.enum(['unavailable', 'storage-full']) }),
  rightsSchema.extend({ type: z.literal('rights') }),
  /** Changes that this client sent were not taken, because it may not edit. They are with the client alone. */
  z.object({ type: z.literal('left-out') }),
]);
export type ServerMessage = z.infer<typeof serverMessageSchema>;

/** From the client: "tell me when everything that I have sent so far is stored". Marks rise within a connection. */
export const clientMessageSchema = z.object({ type: z.literal('mark'), mark: z.number().int().min(0) });
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** What a person shows of themselves. Name and id are those of the account, whatever the client sent. */
export const personStateSchema = z.object({
  id: z.string(),
  name: z.string(),
  color: z.string().regex(/^#[0-9a-f]{6}$/i),
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
