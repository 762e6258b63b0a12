import { and, desc, eq, gt, isNotNull, isNull } from 'drizzle-orm';
import type { OwnSession } from '../../domain/contract/own-account.ts';
import { limits } from '../../domain/limits.ts';
import { readUserAgent } from '../../domain/user-agent.ts';
import type { Database } from '../db/database.ts';
import { sessions, users } from '../db/schema.ts';
import type { Session } from './session.ts';

/** The valid sessions of an account: the current one first, then by last use; at most 100. */
export async function listOwnSessions(db: Database, current: Session, now: Date): Promise<OwnSession[]> {
  const usedAfter = new Date(now.getTime() - current.idleHours * 3_600_000);
  const rows = await db
    .select({ session: sessions })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(
      and(
        eq(sessions.userId, current.user.id),
        eq(sessions.credentialVersion, users.credentialVersion),
        isNull(sessions.endedAs),
        isNotNull(sessions.method),
        gt(sessions.lastUsedAt, usedAfter),
        // better-auth sets it by the process's clock.
        gt(sessions.expiresAt, new Date()),
      ),
    )
    .orderBy(desc(eq(sessions.id, current.id)), desc(sessions.lastUsedAt))
    .limit(limits.listMax);
  return rows.flatMap(({ session: { id, userAgent, ipAddress, method, createdAt, lastUsedAt } }) =>
    method && lastUsedAt
      ? {
          ...readUserAgent(userAgent),
          ...{ id, method, address: ipAddress },
          createdAt: createdAt.toISOString(),
          lastUsedAt: lastUsedAt.toISOString(),
          isCurrent: id === current.id,
        }
      : [],
  );
}
