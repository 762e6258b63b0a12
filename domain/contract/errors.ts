/**
 * The error codes of the API with their HTTP status. On the wire an error is a problem details object (RFC 9457):
 * `{ type, title, status, code, detail?, fields?, data? }`. Screens translate `code`, never `title`. The type of a code's
 * `data` is declared in `error-data.ts`.
 */
export const errorStatus = {
  /** The request cannot be read: not JSON, not the media type. */
  malformed: 400,
  /** No session, or it has ended. */
  unauthenticated: 401,
  /** Wrong e-mail or password. */
  'wrong-credentials': 401,
  'not-permitted': 403,
  /** Nobody approves alone what they alone wrote. */
  'four-eyes': 403,
  /** It does not exist, or this account may not know that it does. */
  'not-found': 404,
  'method-not-allowed': 405,
  /** The article is not where this transition starts from. */
  'wrong-stage': 409,
  /** The content is no longer that which the editor was shown. */
  'content-changed': 409,
  /** An upload goes on elsewhere than where this part begins. Ask for its offset. */
  'wrong-offset': 409,
  /** In use elsewhere, so it cannot be deleted. */
  'in-use': 409,
  /** Nobody would be left who can run the newsroom. */
  'last-admin': 409,
  /** Nobody does this to their own account. */
  'own-account': 409,
  /** The preview, the article or the link is no longer there. */
  gone: 410,
  /** `If-Match` names an older version. */
  stale: 412,
  /** Another version of the upload protocol than ours; the answer names ours in `Tus-Version`. */
  'unknown-version': 412,
  'too-large': 413,
  /** Not a picture that we can read, whatever its name says. */
  'unsupported-image': 415,
  /** A value is wrong; `fields` names it. */
  invalid: 422,
  /** The article fails a check that this transition requires. */
  incomplete: 422,
  /** The document holds something that the schema forbids. `detail` names the place. */
  'invalid-document': 422,
  /** No `If-Match` where one is needed. */
  'precondition-required': 428,
  throttled: 429,
  internal: 500,
  /** The database or the file store does not answer. Nothing was stored; ask again. */
  unavailable: 503,
  /** The store has no room. Nothing was stored. */
  'storage-full': 507,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** What can be wrong with a single field. */
export const fieldErrorCodes = [
  'required',
  'too-long',
  'too-short',
  'too-many',
  'taken',
  /** Somebody of this e-mail has an invitation that is still open. */
  'invited',
  'bad-email',
  'bad-url',
  'bad-slug',
  'bad-date',
  'not-future',
  'unknown',
  'not-allowed',
  'invalid',
] as const;
export type FieldErrorCode = (typeof fieldErrorCodes)[number];

/** A problem details object as the API sends it. */
export type Problem = {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  detail?: string;
  fields?: Record<string, FieldErrorCode>;
  data?: unknown;
};
