import { and, eq, isNull, sql } from 'drizzle-orm';
import type { Account, Invitation } from '../../../domain/contract/accounts.ts';
import { comparePersonNames } from '../../../domain/vietnamese.ts';
import type { Database, Transaction } from '../database.ts';
import { accountLinks, auditLog, users } from '../schema.ts';

/** All accounts, sorted by given name; with `id` only that one. */
export async function listAccounts(db: Database | Transaction, id?: string): Promise<Account[]> {
  const { name, email, role, penNames, portraitMediaId, suspendedAt, createdAt, twoFactorEnabled } = users;
  const rows = await db
    .select({
      ...{ id: users.id, name, email, role, penNames, portraitMediaId, suspendedAt, createdAt },
      hasSecondFactor: twoFactorEnabled,
      // Sessions are deleted when they end, so the audit log is the source.
      lastSignInAt: sql<string | null>`(
        select max(${auditLog.at}) from ${auditLog}
        where ${auditLog.subjectType} = 'account' and ${auditLog.subjectId} = ${users.id}
          and ${auditLog.action} = 'session.start')`.mapWith(auditLog.at),
    })
    .from(users)
    .where(id === undefined ? undefined : eq(users.id, id));
  return rows
    .map(({ suspendedAt, createdAt, lastSignInAt, ...row }) => ({
      ...row,
      isSuspended: suspendedAt !== null,
      createdAt: createdAt.toISOString(),
      lastSignInAt: lastSignInAt === null ? null : new Date(lastSignInAt).toISOString(),
    }))
    .sort((a, b) => comparePersonNames(a.name, b.name));
}

/** Open invitations, newest first; with `id` only that one. */
export async function listInvitations(db: Database | Transaction, id?: string): Promise<Invitation[]> {
  const { email, name, role, createdAt, expiresAt } = accountLinks;
  const rows = await db
    .select({
      ...{ id: accountLinks.id, email, name, role, createdAt, expiresAt },
      invitedBy: { id: users.id, name: users.name },
    })
    .from(accountLinks)
    .innerJoin(users, eq(users.id, accountLinks.createdBy))
    .where(
      and(
        eq(accountLinks.kind, 'invitation'),
        isNull(accountLinks.usedAt),
        isNull(accountLinks.revokedAt),
        id === undefined ? undefined : eq(accountLinks.id, id),
      ),
    )
    .orderBy(sql`${createdAt} desc`, accountLinks.id);
  return rows.map((row) => {
    if (!row.role) throw new Error(`Invitation ${row.id} has no role`);
    return {
      ...row,
      role: row.role,
      createdAt: row.createdAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
    };
  });
}

/**
 * Locks all active admins, so that two admins cannot demote each other concurrently. In the order of ids, to avoid
 * deadlocks.
 *
 * @returns their ids.
 */
export async function lockActiveAdmins(tx: Transaction): Promise<string[]> {
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(users.role, 'admin'), isNull(users.suspendedAt)))
    .orderBy(users.id)
    .for('no key update');
  return rows.map((row) => row.id);
}
