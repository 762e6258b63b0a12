/**
 * The error codes of the API with their HTTP status. On the wire an error is a problem details object (RFC 9457):
 * `{ type, title, status, code, detail?, fields?, data? }`. Screens translate `code`, never `title`. The type of a code's
 * `data` is declared in `error-data.ts`.
 */
export const errorStatus = {
  /** The request cannot be parsed: malformed JSON, or another media type. */
  malformed: 400,
  /** No session, or it has ended. */
  unauthenticated: 401,
  /** Wrong e-mail, password or code. */
  'wrong-credentials': 401,
  /** The credentials are right, and the account is suspended. */
  suspended: 403,
  /** The last proof of identity is too old for this action: see `session.reauthenticate`. */
  'reauthentication-required': 403,
  /** The newsroom requires a second factor of this role, and the session has none. */
  'second-factor-required': 403,
  'not-permitted': 403,
  /** Too much of the article was written by the approver, and submitted by nobody else. */
  'four-eyes': 403,
  /** It does not exist, or this account may not read it. */
  'not-found': 404,
  'method-not-allowed': 405,
  /** The body of the request did not arrive in time. Retry. */
  timeout: 408,
  /** The transition is not possible at the article's stage. */
  'wrong-stage': 409,
  /** The content has changed since the editor was shown it. */
  'content-changed': 409,
  /** The part does not begin at the upload's offset, which HEAD returns. */
  'wrong-offset': 409,
  /** In use elsewhere, so it cannot be deleted. */
  'in-use': 409,
  /** The newsroom would be left without an active admin. */
  'last-admin': 409,
  /** Not possible on one's own account. */
  'own-account': 409,
  /** Nothing but the link with the provider signs in to this account. */
  'no-password': 409,
  /** The preview, the article or the link no longer exists. */
  gone: 410,
  /** `If-Match` names an outdated version. */
  stale: 412,
  /** Unsupported version of the document schema, or of the tus protocol: the response names that in `Tus-Version`. */
  'unknown-version': 412,
  'too-large': 413,
  /** Not an image of a supported type, judged by its content. */
  'unsupported-image': 415,
  /** An image of more pixels than `limits` allow. */
  'too-many-pixels': 422,
  /** An animation of more frames than `limits` allow. */
  'too-many-frames': 422,
  /** Decoding the image takes too long. */
  'decode-timeout': 422,
  /** The address of a picture on another site is not public, or not HTTPS. */
  'remote-forbidden': 422,
  /** Another site does not answer, or does not give its picture. */
  'remote-unreachable': 422,
  /** A value is wrong; `fields` names it. */
  invalid: 422,
  /** The article fails a check that this transition requires. */
  incomplete: 422,
  /** The document violates the schema. `detail` names the place. */
  'invalid-document': 422,
  /** `If-Match` is required. */
  'precondition-required': 428,
  throttled: 429,
  internal: 500,
  /** This host runs in the page of a browser, which cannot do it. */
  'needs-server': 501,
  /** The database or the file store is unavailable. Nothing was stored; retry. */
  unavailable: 503,
  /** The database or the file store is full. Nothing was stored. */
  'storage-full': 507,
} as const;

export type ErrorCode = keyof typeof errorStatus;

/** Error codes of a single field. */
export const fieldErrorCodes = [
  'required',
  'too-long',
  'too-short',
  /** A password that is easy to guess: common, or made of the person's or the newsroom's name. */
  'too-common',
  'too-many',
  'taken',
  /** This e-mail address has an open invitation. */
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
