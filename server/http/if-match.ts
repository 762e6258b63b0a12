import { fail } from './problem.ts';

/**
 * Reads `If-Match`: `7`, `"7"`, `W/"7"`, a list of such, or `*` for whatever there is.
 *
 * @param version of what is stored: the value of its ETag.
 * @throws `precondition-required` (428) where the header is missing.
 */
export function matchesEtag(header: string | undefined, version: number | string): boolean {
  if (header === undefined) throw fail('precondition-required');
  return header
    .split(',')
    .map((tag) => tag.trim().replace(/^(?:W\/)?"(.*)"$/, '$1'))
    .some((tag) => tag === '*' || tag === String(version));
}
