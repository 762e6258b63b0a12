import { z } from 'zod';
import { toBase64Url } from '../domain/bytes.ts';
import { fail } from './http/problem.ts';

/**
 * Where a page of a list ended: the sort key of its last item, and its id for those that share the key. Given to
 * the client as base64url JSON, which it hands back unread.
 */
export type Cursor = { key: string; id: string };

const cursorSchema = z.strictObject({ key: z.string().max(200), id: z.string().max(100) });

function encodeCursor(cursor: Cursor): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(cursor)));
}

/**
 * Reads a cursor.
 *
 * @param isKey whether the key can be one of this list; it goes into SQL, where a wrong one would be an error.
 * @throws `invalid` (422) with `fields.cursor` when it is not one that this list has given.
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

/** Cuts the one row too many that was asked for, and makes the cursor of the next page out of the last one kept. */
export function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursorOf: (row: Row) => Cursor,
): { rows: Row[]; nextCursor: string | null } {
  const kept = rows.slice(0, limit);
  const last = kept.at(-1);
  return { rows: kept, nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null };
}

/** A point in time as PostgreSQL writes it: text keeps the microseconds that a `Date` would lose. */
export const isTimestamp = (key: string): boolean =>
  /^\d{4,6}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/.test(key) &&
  // Months and days are checked too; `24:61` would otherwise reach the database.
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
