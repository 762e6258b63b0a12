import { sha256Hex } from '../../domain/bytes.ts';
import { fail } from './problem.ts';

/*
 * Conditional requests, RFC 9110 section 13. None of our entity tags contains a comma.
 */

/**
 * Evaluates `If-Match` before a change: `7`, `"7"`, `W/"7"`, a list of these, or `*` for any version.
 *
 * @param version of the stored resource: the value of its ETag without quotes.
 * @throws `precondition-required` (428) when the header is missing.
 */
export function matchesIfMatch(header: string | undefined, version: number | string): boolean {
  if (header === undefined) throw fail('precondition-required');
  return tagsIn(header)
    .map((tag) => tag.replace(/^(?:W\/)?"(.*)"$/, '$1'))
    .some((tag) => tag === '*' || tag === String(version));
}

/**
 * Evaluates `If-None-Match` by weak comparison: a host that compresses a response makes its ETag weak.
 *
 * @param etag of the current representation, strong and with its quotes.
 * @returns whether to answer 304. False when the header is missing.
 */
export function matchesIfNoneMatch(header: string | null | undefined, etag: string): boolean {
  return tagsIn(header ?? '').some((tag) => tag === '*' || tag.replace(/^W\//, '') === etag);
}

/** A strong ETag of a text: the first 16 hex digits of its SHA-256, with quotes. */
export async function etagOf(text: string): Promise<string> {
  return `"${(await sha256Hex(text)).slice(0, 16)}"`;
}

function tagsIn(header: string): string[] {
  return header.split(',').map((tag) => tag.trim());
}
