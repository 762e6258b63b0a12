import { ORPCError } from '@orpc/client';
import { type SessionEnd, sessionEnds } from '../../domain/accounts.ts';
import {
  type ErrorCode,
  errorStatus,
  type FieldErrorCode,
  type Problem,
} from '../../domain/contract/errors.ts';

/**
 * The codes of the API, and those of the screen: no response, a cookie that the browser does not keep, an outdated page, a
 * file of this device that changed or may not be read any more, or is a HEIC that cannot be converted, an unexpected error.
 */
export type ProblemCode =
  | ErrorCode
  | 'offline'
  | 'lost-cookie'
  | 'updated'
  | 'file-changed'
  | 'heic-image'
  | 'unexpected';

/** Any error, in the shape that screens read. `status` is 0 without a response. */
export type ScreenProblem = {
  code: ProblemCode;
  status: number;
  fields?: Record<string, FieldErrorCode>;
  detail?: string;
  /** From `Retry-After`. */
  retryAfterSeconds?: number;
};

/**
 * An error response of the API. The data that the contract declares for a code is typed at the caller:
 * `isDefinedError(error) && error.code === 'stale'` narrows the error of a procedure to the one with that data.
 */
export class ApiProblem extends ORPCError<ProblemCode, unknown> {
  override name = 'ApiProblem';
  readonly problem: ScreenProblem;

  constructor(problem: ScreenProblem, data?: unknown) {
    const { code, status, detail } = problem;
    super(code, {
      // oRPC throws for the status of a success or a redirect, which a captive portal may answer with.
      ...((status < 200 || status >= 400) && { status }),
      message: `${status} ${code}${detail ? `: ${detail}` : ''}`,
      defined: data !== undefined,
      data,
    });
    this.problem = problem;
  }
}

/** The problem behind anything thrown. */
export function toProblem(thrown: unknown): ScreenProblem {
  if (thrown instanceof ApiProblem) return thrown.problem;
  if (isMissingPart(thrown)) return { code: navigator.onLine ? 'updated' : 'offline', status: 0 };
  if (isNoAnswer(thrown)) return { code: 'offline', status: 0 };
  return { code: 'unexpected', status: 0 };
}

/** Reads the problem details of an error response (RFC 9457). Without them the code follows from the status. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null);
  const retryAfterSeconds = Number(response.headers.get('retry-after'));
  const wait = retryAfterSeconds > 0 ? { retryAfterSeconds } : {};
  if (isProblem(body)) {
    const { code, fields, data, detail } = body;
    const problem = {
      code,
      status: response.status,
      ...(fields && { fields }),
      ...(detail !== undefined && { detail }),
      ...wait,
    };
    return new ApiProblem(problem, code === 'invalid' ? { fields: fields ?? {} } : data);
  }
  return new ApiProblem({ code: codeForStatus(response.status), status: response.status, ...wait });
}

/** Why there is no session, from the error `unauthenticated`; `none` when it does not say. */
export function sessionEndOf(thrown: unknown): SessionEnd {
  const data = thrown instanceof ApiProblem ? thrown.data : null;
  const reason = typeof data === 'object' && data !== null && 'reason' in data ? data.reason : 'none';
  return sessionEnds.find((end) => end === reason) ?? 'none';
}

function isProblem(body: unknown): body is Problem {
  return (
    typeof body === 'object' &&
    body !== null &&
    'code' in body &&
    typeof body.code === 'string' &&
    Object.hasOwn(errorStatus, body.code)
  );
}

const statusCodes: Partial<Record<number, ErrorCode>> = {
  400: 'malformed',
  401: 'unauthenticated',
  403: 'not-permitted',
  404: 'not-found',
  405: 'method-not-allowed',
  408: 'timeout',
  410: 'gone',
  413: 'too-large',
  422: 'invalid',
  429: 'throttled',
  502: 'unavailable',
  503: 'unavailable',
  504: 'unavailable',
  507: 'storage-full',
};

function codeForStatus(status: number): ProblemCode {
  return statusCodes[status] ?? (status >= 500 ? 'internal' : 'unexpected');
}

/** A lazy chunk failed to load: after a release the server no longer has the chunks of an open page. */
function isMissingPart(thrown: unknown): boolean {
  return (
    thrown instanceof Error &&
    /dynamically imported module|module script failed|Importing a module|preload CSS/i.test(thrown.message)
  );
}

/** Without a response `fetch` rejects with a TypeError, whose message differs between browsers. */
function isNoAnswer(thrown: unknown): boolean {
  return thrown instanceof TypeError && /fetch|network|load failed/i.test(thrown.message);
}
