import { eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { rateLimits } from '../db/schema.ts';

/** At most `max` attempts; forgotten when none was made for `windowMs`. */
export type Throttle = { max: number; windowMs: number };

/**
 * Counts an attempt before it is made, so that a thousand at once are counted too. The count lives in the database:
 * several processes throttle together. Attempts past the limit do not prolong the wait.
 *
 * @returns 0, or the whole seconds to wait.
 */
export async function consumeAttempt(
  db: Database,
  key: string,
  { max, windowMs }: Throttle,
  now: Date,
): Promise<number> {
  const at = now.getTime();
  const isOver = lt(rateLimits.lastRequest, at - windowMs);
  const [row] = await db
    .insert(rateLimits)
    .values({ id: crypto.randomUUID(), key, count: 1, lastRequest: at })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${isOver} then 1 else least(${rateLimits.count} + 1, ${max + 1}::int) end`,
        lastRequest: sql`case when ${isOver} or ${rateLimits.count} < ${max}::int
          then ${at}::bigint else ${rateLimits.lastRequest} end`,
      },
    })
    .returning();
  if (!row || row.count <= max) return 0;
  return Math.max(1, Math.ceil((row.lastRequest + windowMs - at) / 1000));
}

/** Forgets the attempts of a key: somebody proved that they are who they say. */
export async function resetAttempts(db: Database, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** Gives one attempt back: it was no failure. */
export async function refundAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(eq(rateLimits.key, key));
}

/** Drops what no longer counts. */
export async function deleteExpiredAttempts(db: Database, windowMs: number, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.lastRequest, now.getTime() - windowMs));
}
