import { and, eq, sql } from 'drizzle-orm';
import type { Invitation } from '../../domain/contract/accounts.ts';
import { isEditor } from '../../domain/roles.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { deliverAccountLink, expiryOf, isOpen } from '../auth/account-links.ts';
import { createLinkToken } from '../auth/link-token.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { listInvitations, lockActiveAdmins } from '../db/queries/accounts.ts';
import { accountLinks, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api, assertReauthenticated, requireActor } from './base.ts';

export const invitations = api.accounts.invitations.handler(async ({ context }) => ({
  items: await listInvitations(context.db),
  nextCursor: null,
}));

export const invite = api.accounts.invite.handler(async ({ context, input: { name, email, role } }) => {
  if (isEditor(role)) assertReauthenticated(context);
  const { token, tokenHash } = await createLinkToken();
  const now = context.clock();
  const row = {
    ...{ kind: 'invitation' as const, tokenHash, email, name, role },
    ...{ createdBy: requireActor(context).id, createdAt: now, expiresAt: expiryOf('invitation', now) },
  };
  const invitation = await context.db.transaction(async (tx) => {
    await lockInviting(context, tx);
    await assertEmailAvailable(tx, email);
    const [made] = await tx.insert(accountLinks).values(row).returning({ id: accountLinks.id });
    if (!made) throw new Error('The insert of an invitation returned no row');
    await recordAudit(tx, context, {
      action: 'account.invite',
      subject: { type: 'account', id: null, name },
      detail: { email, role, expiresAt: row.expiresAt },
    });
    return lockInvitation(tx, made.id);
  });
  return { invitation, link: await deliverAccountLink(context, token, row) };
});

export const renewInvitation = api.accounts.renewInvitation.handler(async ({ context, input: { id } }) => {
  const { token, tokenHash } = await createLinkToken();
  const { invitation, expiresAt } = await context.db.transaction(async (tx) => {
    await lockInviting(context, tx);
    const { name, email, role } = await lockInvitation(tx, id);
    if (isEditor(role)) assertReauthenticated(context);
    await assertEmailAvailable(tx, email, id);
    const expiresAt = expiryOf('invitation', context.clock());
    // The admin who renews it becomes its creator.
    const createdBy = requireActor(context).id;
    await tx.update(accountLinks).set({ tokenHash, expiresAt, createdBy }).where(eq(accountLinks.id, id));
    await recordAudit(tx, context, {
      action: 'account.invite',
      subject: { type: 'account', id: null, name },
      detail: { email, role, expiresAt, isRenewal: true },
    });
    return { invitation: await lockInvitation(tx, id), expiresAt };
  });
  const { name, email, role } = invitation;
  return {
    invitation,
    link: await deliverAccountLink(context, token, { kind: 'invitation', name, email, role, expiresAt }),
  };
});

export const revokeInvitation = api.accounts.revokeInvitation.handler(async ({ context, input: { id } }) => {
  await context.db.transaction(async (tx) => {
    await lockInviting(context, tx);
    const { name, email } = await lockInvitation(tx, id);
    await tx.update(accountLinks).set({ revokedAt: context.clock() }).where(eq(accountLinks.id, id));
    await recordAudit(tx, context, {
      action: 'account.invite-revoke',
      subject: { type: 'account', id: null, name },
      detail: { email },
    });
  });
});

/**
 * Serializes invitations, so that concurrent ones for one e-mail cannot both be created. The actor must still be an
 * admin: a concurrent suspension revokes only the invitations that it finds.
 */
async function lockInviting(context: RequestContext, tx: Transaction): Promise<void> {
  const admins = await lockActiveAdmins(tx);
  if (!admins.includes(requireActor(context).id)) throw fail('not-permitted');
}

async function assertEmailAvailable(tx: Transaction, email: string, ownId?: string): Promise<void> {
  const [account] = await tx
    .select({ id: users.id })
    .from(users)
    .where(sql`lower(${users.email}) = ${email}`);
  if (account) throw fail('invalid', { fields: { email: 'taken' } });
  const open = await tx
    .select({ id: accountLinks.id })
    .from(accountLinks)
    .where(and(isOpen(), eq(accountLinks.kind, 'invitation'), eq(accountLinks.email, email)));
  if (open.some(({ id }) => id !== ownId)) throw fail('invalid', { fields: { email: 'invited' } });
}

/** Locks an open invitation. @throws `not-found` when it was accepted or revoked. */
async function lockInvitation(tx: Transaction, id: string): Promise<Invitation> {
  // Accepting the invitation takes the same lock.
  await tx.select({ id: accountLinks.id }).from(accountLinks).where(eq(accountLinks.id, id)).for('update');
  const [invitation] = await listInvitations(tx, id);
  if (!invitation) throw fail('not-found');
  return invitation;
}
