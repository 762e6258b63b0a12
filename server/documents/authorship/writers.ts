import { and, eq, inArray, sql } from 'drizzle-orm';
import * as Y from 'yjs';
import type { Writer } from '../../../domain/own-share.ts';
import type { Transaction } from '../../db/database.ts';
import { articleWriters } from '../../db/schema.ts';

/*
 * The record of who sent which items of a document (decision 015). It names the account of the session that an update
 * came from, whatever client id the update claims.
 */

/** A Yjs update that contains only new items, with the account that wrote them; null: unknown. */
export type WrittenUpdate = { update: Uint8Array; writerId: string | null };

/** The writers of `length` items of a client from `clock` on, in their order. */
export type WritersOf = (id: Y.ID, length: number) => { writer: Writer; length: number }[];

/** From clock to clock, the latter exclusive. */
type Range = Pick<typeof articleWriters.$inferSelect, 'clientId' | 'fromClock' | 'toClock' | 'userId'>;

/** Fewer parameters than a statement may have, whatever an update contains. */
const rowsPerStatement = 1_000;

/**
 * Records the writers of updates, in the transaction that stores them, under the article's lock. Items that are
 * recorded already keep their writer: a client may send an update again to another process.
 */
export async function recordWriters(
  tx: Transaction,
  articleId: string,
  updates: readonly WrittenUpdate[],
): Promise<void> {
  const added = updates.flatMap(rangesOf);
  const clientIds = [...new Set(added.map(({ clientId }) => clientId))];
  if (clientIds.length === 0) return;
  const known = await readRanges(tx, articleId, clientIds.length <= rowsPerStatement ? clientIds : null);
  const changed = new Set<Range>();
  for (const range of added) {
    const ranges = known.get(range.clientId) ?? [];
    known.set(range.clientId, ranges);
    for (const gap of uncovered(ranges, range)) {
      const before = ranges.find(({ toClock, userId }) => toClock === gap.fromClock && userId === gap.userId);
      if (before) before.toClock = gap.toClock;
      else ranges.push(gap);
      changed.add(before ?? gap);
    }
    ranges.sort((a, b) => a.fromClock - b.fromClock);
  }
  const rows = [...changed].map((range) => ({ articleId, ...range }));
  for (let start = 0; start < rows.length; start += rowsPerStatement) {
    await tx
      .insert(articleWriters)
      .values(rows.slice(start, start + rowsPerStatement))
      .onConflictDoUpdate({
        target: [articleWriters.articleId, articleWriters.clientId, articleWriters.fromClock],
        set: { toClock: sql`excluded.to_clock` },
      });
  }
}

export async function readWriters(tx: Transaction, articleId: string): Promise<WritersOf> {
  const known = await readRanges(tx, articleId, null);
  return ({ client, clock }, length) => {
    const parts: { writer: Writer; length: number }[] = [];
    const end = clock + length;
    let at = clock;
    const append = (writer: Writer, to: number) => {
      if (to > at) parts.push({ writer, length: to - at });
      at = Math.max(at, to);
    };
    for (const { fromClock, toClock, userId } of known.get(client) ?? []) {
      if (toClock <= at) continue;
      append(undefined, Math.min(fromClock, end));
      append(userId, Math.min(toClock, end));
      if (at === end) break;
    }
    append(undefined, end);
    return parts;
  };
}

/** The recorded ranges by client, in order; of all clients, or of these. */
async function readRanges(
  tx: Transaction,
  articleId: string,
  clientIds: readonly number[] | null,
): Promise<Map<number, Range[]>> {
  const { clientId, fromClock, toClock, userId } = articleWriters;
  const isOfArticle = eq(articleWriters.articleId, articleId);
  const rows = await tx
    .select({ clientId, fromClock, toClock, userId })
    .from(articleWriters)
    .where(clientIds === null ? isOfArticle : and(isOfArticle, inArray(clientId, [...clientIds])))
    .orderBy(clientId, fromClock);
  return Map.groupBy(rows, (row) => row.clientId);
}

function rangesOf({ update, writerId }: WrittenUpdate): Range[] {
  const { from, to } = Y.parseUpdateMeta(update);
  return [...from].map(([clientId, fromClock]) => ({
    clientId,
    fromClock,
    toClock: to.get(clientId) ?? fromClock,
    userId: writerId,
  }));
}

/** The parts of a range that no other one covers. `ranges` are in order. */
function uncovered(ranges: readonly Range[], { toClock: end, ...range }: Range): Range[] {
  const gaps: Range[] = [];
  let at = range.fromClock;
  for (const { fromClock, toClock } of ranges) {
    if (toClock <= at) continue;
    if (fromClock >= end) break;
    if (fromClock > at) gaps.push({ ...range, fromClock: at, toClock: fromClock });
    at = toClock;
  }
  if (at < end) gaps.push({ ...range, fromClock: at, toClock: end });
  return gaps;
}
