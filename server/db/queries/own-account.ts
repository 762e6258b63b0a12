import { and, desc, eq, gt, isNull, ne } from 'drizzle-orm';
import type { OwnResetLink } from '../../../domain/contract/own-account.ts';
import type { Database, Transaction } from '../database.ts';
import { accountLinks, accounts, users } from '../schema.ts';

/** How long a reset link that somebody else made is shown to the account's owner. */
const shownDays = 90;

/** Reset links for this account that somebody else made, newest first, of the last 90 days. */
export async function listResetLinks(
  db: Database | Transaction,
  userId: string,
  now: Date,
): Promise<OwnResetLink[]> {
  const { id, createdAt, usedAt, revokedAt, expiresAt } = accountLinks;
  const rows = await db
    .select({
      ...{ id, createdAt, usedAt, revokedAt, expiresAt },
      createdBy: { id: users.id, name: users.name },
    })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.createdBy))
    .where(
      and(
        eq(accountLinks.userId, userId),
        eq(accountLinks.kind, 'reset'),
        ne(accountLinks.createdBy, userId),
        gt(createdAt, new Date(now.getTime() - shownDays * 86_400_000)),
      ),
    )
    .orderBy(desc(createdAt))
    .limit(100);
  return rows.map((row) => ({
    id: row.id,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
    usedAt: row.usedAt?.toISOString() ?? null,
    isOpen: row.usedAt === null && row.revokedAt === null && row.expiresAt > now,
  }));
}

/** The hash of the account's password; null when it has none. */
export async function readPasswordHash(db: Database | Transaction, userId: string): Promise<string | null> {
  const [row] = await db
    .select({ hash: accounts.password })
    .from(accounts)
    .where(and(eq(accounts.userId, userId), eq(accounts.providerId, 'credential')));
  return row?.hash ?? null;
}

/** Replaces the password of an account that has one, and revokes the open links to a new one. */
export async function writePasswordHash(
  tx: Transaction,
  userId: string,
  hash: string,
  now: Date,
): Promise<void> {
  // An account that single sign-on has created has no password yet.
  await tx
    .insert(accounts)
    .values({
      ...{ id: crypto.randomUUID(), userId, accountId: userId, providerId: 'credential' },
      ...{ password: hash, updatedAt: now },
    })
    .onConflictDoUpdate({
      target: [accounts.userId, accounts.providerId],
      set: { password: hash, updatedAt: now },
    });
  await tx
    .update(accountLinks)
    .set({ revokedAt: now })
    .where(and(eq(accountLinks.userId, userId), isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt)));
}
