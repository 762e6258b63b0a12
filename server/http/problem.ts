import type { AnySchema, InferContractRouterErrorMap, InferSchemaInput } from '@orpc/contract';
import { ORPCError } from '@orpc/server';
import type { contract } from '../../domain/contract/contract.ts';
import {
  type ErrorCode,
  errorStatus,
  type FieldErrorCode,
  type Problem,
} from '../../domain/contract/errors.ts';

/** The data that the contract declares for a code; for several procedures a union. */
type ErrorData<Code extends ErrorCode> = Code extends ErrorCode ? DataOf<DeclaredErrors, Code> : never;
type DeclaredErrors = InferContractRouterErrorMap<typeof contract>;
type DataOf<Map, Code extends ErrorCode> =
  Map extends Record<Code, { data: infer Data extends AnySchema }> ? InferSchemaInput<Data> : never;

export type ProblemParts<Code extends ErrorCode = ErrorCode> = {
  /** The place or the cause, for developers. Never translated, never shown alone. */
  detail?: string;
  /** With `invalid`: dotted path of each wrong field → code. */
  fields?: Record<string, FieldErrorCode>;
  data?: ErrorData<Code>;
  /** Whole seconds after which a retry makes sense. Becomes `Retry-After`. */
  retryAfterSeconds?: number;
};

/** `data` is that which the contract declares, `message` the problem's `detail`; without one it is the code. */
export type ProblemError = { [Code in ErrorCode]: ORPCError<Code, ErrorData<Code> | undefined> }[ErrorCode];

/** Makes the error that is answered with this code and its status: `throw fail('not-found')`. */
export function fail<Code extends ErrorCode>(
  code: Code,
  { detail, fields = {}, data }: ProblemParts<Code> = {},
  cause?: unknown,
) {
  return new ORPCError<ErrorCode, unknown>(code, {
    status: errorStatus[code],
    message: detail,
    data: code === 'invalid' ? { fields } : data,
    cause,
  });
}

/** Whether an error was made by `fail`, so that its parts may be shown to the client. */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof ORPCError && Object.hasOwn(errorStatus, error.code);
}

export function partsOf(error: ProblemError): ProblemParts {
  const detail = error.message === error.code ? {} : { detail: error.message };
  if (error.code !== 'invalid') return { ...detail, ...(error.data && { data: error.data }) };
  const { fields = {} } = error.data ?? {};
  return { ...detail, ...(Object.keys(fields).length > 0 && { fields }) };
}

/** The problem details object (RFC 9457) of a code. */
export function problemOf(code: ErrorCode, parts: ProblemParts = {}): Problem {
  const { detail, fields, data } = parts;
  return {
    type: `urn:toa-soan:problem:${code}`,
    title: titles[code],
    status: errorStatus[code],
    code,
    ...(detail !== undefined && { detail }),
    ...(fields !== undefined && { fields }),
    ...(data !== undefined && { data }),
  };
}

/** The response for a code, for routes outside of the contract. */
export function problemResponse(code: ErrorCode, parts: ProblemParts = {}): Response {
  const headers = new Headers({ 'content-type': problemType, 'cache-control': 'no-store' });
  if (parts.retryAfterSeconds !== undefined) headers.set('retry-after', String(parts.retryAfterSeconds));
  return new Response(JSON.stringify(problemOf(code, parts)), { status: errorStatus[code], headers });
}

export const problemType = 'application/problem+json';

const titles: Record<ErrorCode, string> = {
  malformed: 'The request cannot be read',
  unauthenticated: 'No session, or it has ended',
  'wrong-credentials': 'Wrong e-mail or password',
  suspended: 'The account is suspended',
  'reauthentication-required': 'Confirm the identity first',
  'second-factor-required': 'Set up a second factor first',
  'not-permitted': 'This account may not do that',
  'four-eyes': 'Nobody approves alone what they wrote themselves',
  'not-found': 'Not found',
  'method-not-allowed': 'This address does not take that method',
  timeout: 'The body did not arrive in time',
  'wrong-stage': 'The article is not where this starts from',
  'content-changed': 'The words changed since they were shown',
  'wrong-offset': 'The upload goes on elsewhere',
  'in-use': 'In use elsewhere',
  'last-admin': 'Nobody would be left who can run the newsroom',
  'own-account': 'Nobody does this to their own account',
  'no-password': 'Nothing else signs in to this account',
  gone: 'No longer there',
  stale: 'Somebody changed it meanwhile',
  'unknown-version': 'Another version of the upload protocol',
  'too-large': 'Too large',
  'unsupported-image': 'Not a picture that can be read',
  'too-many-pixels': 'Too many pixels',
  'too-many-frames': 'Too many frames',
  'decode-timeout': 'Decoding the picture takes too long',
  'remote-forbidden': 'Not a public address',
  'remote-unreachable': 'The other site does not give the picture',
  invalid: 'A value is wrong',
  incomplete: 'The article lacks something',
  'invalid-document': 'The document holds something that is not allowed',
  'precondition-required': 'If-Match is missing',
  throttled: 'Too many attempts',
  internal: 'Something went wrong here',
  'needs-server': 'Not possible in a page',
  unavailable: 'The store does not answer',
  'storage-full': 'The store is full',
};
