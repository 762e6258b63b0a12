import type { ErrorCode } from '../domain/contract/errors.ts';
import { isProblemError, type ProblemParts, partsOf } from './http/problem.ts';

/**
 * Maps any error to a problem code: database or file store unavailable (503) or full (507), a value that PostgreSQL
 * cannot store (422), or a bug (500). Follows `cause`, because drivers, Drizzle and better-auth wrap errors. Covers
 * node-postgres, PGlite, Node's file errors and `StorageError`.
 */
export function classifyError(error: unknown): { code: ErrorCode; parts: ProblemParts } {
  for (const link of causesOf(error)) {
    if (isProblemError(link)) return { code: link.code, parts: partsOf(link) };
    const code = codeOfCause(link);
    if (code) return { code, parts: {} };
  }
  return { code: 'internal', parts: {} };
}

/** The SQLSTATE of the error or of one of its causes: `23505` unique violation, `23503` foreign key violation. */
export function sqlStateOf(error: unknown): string | null {
  for (const link of causesOf(error)) {
    if ('code' in link && typeof link.code === 'string' && /^[0-9A-Z]{5}$/.test(link.code)) return link.code;
  }
  return null;
}

const storageFullCodes = new Set(['53100', 'ENOSPC', 'EDQUOT', 'storage-full']);
const unavailableCodes = new Set([
  'unavailable',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EROFS',
  'EACCES',
  '53300', // too many connections
  '57014', // statement timeout
  '57P01', // shutting down
  '57P02',
  '57P03',
  '58030', // input/output error
]);
/** Driver errors without a code. */
const unavailableMessage =
  /connection terminated|is not queryable|timeout expired|query read timeout|timeout exceeded when trying to connect|after calling end on the pool|PGlite is (closed|closing)|connection is closed/i;

function codeOfCause(link: Error): ErrorCode | null {
  const code = 'code' in link && typeof link.code === 'string' ? link.code : '';
  if (storageFullCodes.has(code)) return 'storage-full';
  if (unavailableCodes.has(code) || code.startsWith('08') || unavailableMessage.test(link.message))
    return 'unavailable';
  // Invalid values, such as NUL in a text or 30 February.
  if (['22003', '22007', '22008', '22021', '22P02', '22P05'].includes(code)) return 'invalid';
  return null;
}

/** The error and its causes, outermost first. */
export function causesOf(error: unknown): Error[] {
  const chain: Error[] = [];
  for (let link = error; link instanceof Error && !chain.includes(link); link = link.cause) chain.push(link);
  return chain;
}
