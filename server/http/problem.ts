import { ORPCError } from '@orpc/server';
import {
  type ErrorCode,
  errorStatus,
  type FieldErrorCode,
  type Problem,
} from '../../domain/contract/errors.ts';

export type ProblemParts = {
  /** Names the place or the cause, for people who write programs. Never translated, never shown alone. */
  detail?: string;
  /** What is wrong with single fields: dotted path → code. */
  fields?: Record<string, FieldErrorCode>;
  /** What a screen needs to go on: the current article, both hashes, the checks. */
  data?: unknown;
  /** Whole seconds after which asking again makes sense. Becomes `Retry-After`. */
  retryAfterSeconds?: number;
};

/** A refusal on its way to the wire. */
export type ProblemError = ORPCError<ErrorCode, ProblemParts>;

/**
 * Makes the error that answers with this code; `throw fail('not-found')`. The HTTP status comes out of
 * `errorStatus`.
 */
export function fail(code: ErrorCode, parts: ProblemParts = {}, cause?: unknown): ProblemError {
  return new ORPCError(code, { status: errorStatus[code], message: titles[code], data: parts, cause });
}

/** Whether an error was made by `fail`, so that its parts may be shown to the asker. */
export function isProblemError(error: unknown): error is ProblemError {
  return error instanceof ORPCError && Object.hasOwn(errorStatus, error.code);
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

/** The whole answer for a code, for routes that stand outside of the contract. */
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
  'not-permitted': 'This account may not do that',
  'four-eyes': 'Nobody approves alone what they alone wrote',
  'not-found': 'Not found',
  'method-not-allowed': 'This address does not take that method',
  'wrong-stage': 'The article is not where this starts from',
  'content-changed': 'The words changed since they were shown',
  'wrong-offset': 'The upload goes on elsewhere',
  'in-use': 'In use elsewhere',
  'last-admin': 'Nobody would be left who can run the newsroom',
  'own-account': 'Nobody does this to their own account',
  gone: 'No longer there',
  stale: 'Somebody changed it meanwhile',
  'unknown-version': 'Another version of the upload protocol',
  'too-large': 'Too large',
  'unsupported-image': 'Not a picture that can be read',
  invalid: 'A value is wrong',
  incomplete: 'The article lacks something',
  'invalid-document': 'The document holds something that is not allowed',
  'precondition-required': 'If-Match is missing',
  throttled: 'Too many attempts',
  internal: 'Something went wrong here',
  unavailable: 'The store does not answer',
  'storage-full': 'The store is full',
};
