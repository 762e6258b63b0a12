import { and, eq } from 'drizzle-orm';
import { recordAudit } from '../audit/audit-log.ts';
import type { Database } from '../db/database.ts';
import { accountLinks, users } from '../db/schema.ts';
import { expiryOf, isOpen } from './account-links.ts';
import { createLinkToken } from './link-token.ts';
import { deleteSecondFactors } from './second-factor.ts';
import { replaceCredentials } from './sessions.ts';

export type Recovery = {
  name: string;
  /** Of the page that sets a new password, relative to the desk's address. Works once. */
  path: string;
  expiresAt: Date;
};

/**
 * For somebody whom no admin can help, such as the only admin, without phone and recovery codes: removes the second
 * factors, ends the sessions, and creates a link for a new password. For whoever operates the desk's machine; the audit
 * log records it without an actor.
 *
 * @returns null without such an account; `suspended` for one that may not sign in.
 */
export async function recoverAccount(
  db: Database,
  email: string,
  { now, auditSecret }: { now: Date; auditSecret: string },
): Promise<Recovery | 'suspended' | null> {
  const { token, tokenHash } = await createLinkToken();
  return db.transaction(async (tx) => {
    const [user] = await tx
      .select()
      .from(users)
      .where(eq(users.email, email.trim().toLowerCase()))
      .for('update');
    if (!user) return null;
    if (user.suspendedAt) return 'suspended';
    const { id, name } = user;
    await deleteSecondFactors(tx, id);
    const endedSessions = await replaceCredentials(tx, id);
    await tx
      .update(accountLinks)
      .set({ revokedAt: now })
      .where(and(isOpen(), eq(accountLinks.userId, id)));
    const expiresAt = expiryOf('reset', now);
    await tx.insert(accountLinks).values({
      ...{ kind: 'reset', tokenHash, email: user.email, name, userId: id },
      ...{ createdBy: id, createdAt: now, expiresAt },
    });
    await recordAudit(
      tx,
      { clock: () => now, auditSecret, clientAddress: null, user: null },
      {
        action: 'account.second-factor',
        subject: { type: 'account', id, name },
        detail: { change: 'reset-by-operator', endedSessions },
      },
    );
    return { name, path: `/reset#token=${token}`, expiresAt };
  });
}
