import { eq, lt, sql } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { rateLimits } from '../db/schema.ts';

/** At most `max` attempts; the count is reset `windowMs` after the last one. */
export type Throttle = { max: number; windowMs: number };

/**
 * Counts an attempt. Call it before the attempt, so that parallel ones are counted. Counts are in the database, shared
 * by all processes. Attempts past the limit do not extend the wait.
 *
 * @returns the seconds to wait; 0 when the attempt is allowed.
 */
export async function consumeAttempt(
  db: Database,
  key: string,
  { max, windowMs }: Throttle,
  now: Date,
): Promise<number> {
  const at = now.getTime();
  const isExpired = lt(rateLimits.lastRequest, at - windowMs);
  const [row] = await db
    .insert(rateLimits)
    .values({ id: crypto.randomUUID(), key, count: 1, lastRequest: at })
    .onConflictDoUpdate({
      target: rateLimits.key,
      set: {
        count: sql`case when ${isExpired} then 1 else least(${rateLimits.count} + 1, ${max + 1}::int) end`,
        lastRequest: sql`case when ${isExpired} or ${rateLimits.count} < ${max}::int
          then ${at}::bigint else ${rateLimits.lastRequest} end`,
      },
    })
    .returning();
  if (!row || row.count <= max) return 0;
  return Math.max(1, Math.ceil((row.lastRequest + windowMs - at) / 1000));
}

/** Resets the count of a key, after a successful sign-in. */
export async function resetAttempts(db: Database, key: string): Promise<void> {
  await db.delete(rateLimits).where(eq(rateLimits.key, key));
}

/** Decrements the count, for an attempt that succeeded. */
export async function refundAttempt(db: Database, key: string): Promise<void> {
  await db
    .update(rateLimits)
    .set({ count: sql`greatest(${rateLimits.count} - 1, 0)` })
    .where(eq(rateLimits.key, key));
}

/** Deletes counts whose window has passed. */
export async function deleteExpiredAttempts(db: Database, windowMs: number, now: Date): Promise<void> {
  await db.delete(rateLimits).where(lt(rateLimits.lastRequest, now.getTime() - windowMs));
}
