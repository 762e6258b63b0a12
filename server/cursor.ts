import { z } from 'zod';
import { toBase64Url } from '../domain/bytes.ts';
import { fail } from './http/problem.ts';

/**
 * A keyset pagination cursor: the sort key of a page's last item, and its id as the tie-breaker. Clients get it as
 * opaque base64url JSON.
 */
export type Cursor = { key: string; id: string };

const cursorSchema = z.strictObject({ key: z.string().max(200), id: z.string().max(100) });

function encodeCursor(cursor: Cursor): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(cursor)));
}

/**
 * Decodes a cursor.
 *
 * @param isKey whether the key has the format of this list's sort key; SQL would fail on any other.
 * @throws `invalid` (422) with `fields.cursor` for a cursor that this list has not issued.
 */
export function decodeCursor(
  cursor: string | undefined,
  isKey: (key: string) => boolean,
  isId: (id: string) => boolean = isUuid,
): Cursor | null {
  if (cursor === undefined) return null;
  const parsed = cursorSchema.safeParse(parse(cursor));
  if (!parsed.success || !isKey(parsed.data.key) || !isId(parsed.data.id)) {
    throw fail('invalid', { fields: { cursor: 'invalid' } });
  }
  return parsed.data;
}

/**
 * Splits off the extra row that was queried to detect another page.
 *
 * @param rows up to `limit + 1` of them.
 */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
): { rows: Row[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}

/** A timestamp in PostgreSQL's text format, which has the microseconds that a `Date` loses. */
export const isTimestamp = (key: string): boolean =>
  /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/.test(key) &&
  // Checks the ranges too: PostgreSQL would fail on `24:61`.
  !Number.isNaN(Date.parse(key.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')));

export const isUuid = (id: string): boolean =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(id);

function parse(cursor: string): unknown {
  try {
    const text = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(text, (char) => char.charCodeAt(0))));
  } catch {
    return null;
  }
}
