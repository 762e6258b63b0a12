import { and, eq } from 'drizzle-orm';
import { type AccountChange, canChangeAccount } from '../../domain/accounts.ts';
import type { Account } from '../../domain/contract/accounts.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { deliverAccountLink, expiryOf, isOpen, revokeLinks } from '../auth/account-links.ts';
import { createLinkToken } from '../auth/link-token.ts';
import { deleteSecondFactors } from '../auth/second-factor.ts';
import { endSessions, replaceCredentials } from '../auth/sessions.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { listAccounts, lockActiveAdmins } from '../db/queries/accounts.ts';
import { accountLinks, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { notifySecurityChange } from '../mail/security-mail.ts';
import { api, assertReauthenticated, requireActor, requireSession } from './base.ts';

export const list = api.accounts.list.handler(async ({ context }) => ({
  items: await listAccounts(context.db),
  nextCursor: null,
}));

export const update = api.accounts.update.handler(async ({ context, input: { id, ...given } }) => {
  const { account, isRoleChanged } = await context.db.transaction(async (tx) => {
    const { current, admins } = await lockAccount(context, tx, id);
    const changes = changesTo(current, given);
    if (changes.role) {
      assertCanChange(context, current, { action: 'change-role', role: changes.role }, admins);
      assertReauthenticated(context);
    }
    if (Object.keys(changes).length === 0) return { account: current, isRoleChanged: false };
    const now = context.clock();
    await tx
      .update(users)
      .set({ ...changes, updatedAt: now })
      .where(eq(users.id, id));
    const isNoAdminNow = current.role === 'admin' && changes.role !== undefined;
    const revoked = isNoAdminNow ? await revokeLinks(tx, id, { now, alsoTo: false }) : 0;
    const before = Object.fromEntries(
      Object.keys(changes).map((name) => [name, current[name as keyof typeof changes]]),
    );
    await recordAudit(tx, context, {
      action: 'account.update',
      subject: { type: 'account', id, name: changes.name ?? current.name },
      detail: { before, after: changes, ...(revoked > 0 && { revokedLinks: revoked }) },
    });
    return { account: await loadAccount(tx, id), isRoleChanged: changes.role !== undefined };
  });
  // Open connections have to be authorized again.
  if (isRoleChanged) {
    await context.documents.sessionsEnded(id);
    const by = requireSession(context).user;
    notifySecurityChange(context, account, 'role', { by, role: account.role });
  }
  return account;
});

export const suspend = api.accounts.suspend.handler(async ({ context, input: { id } }) => {
  const account = await context.db.transaction(async (tx) => {
    const { current, admins } = await lockAccount(context, tx, id);
    assertCanChange(context, current, { action: 'suspend' }, admins);
    if (current.isSuspended) return current;
    const now = context.clock();
    await tx.update(users).set({ suspendedAt: now, updatedAt: now }).where(eq(users.id, id));
    const endedSessions = await endSessions(tx, id, { as: 'suspended' });
    const revoked = await revokeLinks(tx, id, { now, alsoTo: true });
    await recordAudit(tx, context, {
      action: 'account.suspend',
      subject: { type: 'account', id, name: current.name },
      detail: { endedSessions, ...(revoked > 0 && { revokedLinks: revoked }) },
    });
    return loadAccount(tx, id);
  });
  await context.documents.sessionsEnded(id);
  return account;
});

export const resume = api.accounts.resume.handler(({ context, input: { id } }) =>
  context.db.transaction(async (tx) => {
    const { current } = await lockAccount(context, tx, id);
    if (!current.isSuspended) return current;
    await tx.update(users).set({ suspendedAt: null, updatedAt: context.clock() }).where(eq(users.id, id));
    // A session that was created during the suspension must not become valid.
    await endSessions(tx, id, { as: 'suspended' });
    await recordAudit(tx, context, {
      action: 'account.resume',
      subject: { type: 'account', id, name: current.name },
    });
    return loadAccount(tx, id);
  }),
);

/** Revokes earlier links, so that one link works at a time. */
export const resetLink = api.accounts.resetLink.handler(async ({ context, input: { id } }) => {
  const { token, tokenHash } = await createLinkToken();
  const row = await context.db.transaction(async (tx) => {
    const { current } = await lockAccount(context, tx, id);
    if (current.isSuspended) throw fail('not-permitted', { detail: 'the account is suspended' });
    const now = context.clock();
    await tx
      .update(accountLinks)
      .set({ revokedAt: now })
      .where(and(isOpen(), eq(accountLinks.userId, id)));
    const { email, name } = current;
    const made = {
      ...{ kind: 'reset' as const, tokenHash, email, name, role: null, userId: id },
      ...{ createdBy: requireActor(context).id, createdAt: now, expiresAt: expiryOf('reset', now) },
    };
    await tx.insert(accountLinks).values(made);
    await recordAudit(tx, context, {
      action: 'account.reset-link',
      subject: { type: 'account', id, name },
      detail: { expiresAt: made.expiresAt },
    });
    return made;
  });
  return deliverAccountLink(context, token, row);
});

/** For somebody who has lost their phone and their codes. They are mailed. */
export const resetSecondFactor = api.accounts.resetSecondFactor.handler(
  async ({ context, input: { id } }) => {
    const actor = requireActor(context);
    if (id === actor.id) throw fail('own-account');
    const { account, isReset } = await context.db.transaction(async (tx) => {
      const { current } = await lockAccount(context, tx, id);
      if (!current.hasSecondFactor) return { account: current, isReset: false };
      await deleteSecondFactors(tx, id);
      const endedSessions = await replaceCredentials(tx, id);
      await recordAudit(tx, context, {
        action: 'account.second-factor',
        subject: { type: 'account', id, name: current.name },
        detail: { change: 'reset-by-admin', endedSessions },
      });
      return { account: await loadAccount(tx, id), isReset: true };
    });
    if (isReset) {
      await context.documents.sessionsEnded(id);
      notifySecurityChange(context, account, 'second-factor', { by: requireSession(context).user });
    }
    return account;
  },
);

/** Locks all active admins, then the account. The actor must still be an admin. */
async function lockAccount(
  context: RequestContext,
  tx: Transaction,
  id: string,
): Promise<{ current: Account; admins: string[] }> {
  const admins = await lockActiveAdmins(tx);
  if (!admins.includes(requireActor(context).id)) throw fail('not-permitted');
  await tx.select({ id: users.id }).from(users).where(eq(users.id, id)).for('no key update');
  return { current: await loadAccount(tx, id), admins };
}

async function loadAccount(tx: Transaction, id: string): Promise<Account> {
  const [account] = await listAccounts(tx, id);
  if (!account) throw fail('not-found');
  return account;
}

function assertCanChange(
  context: RequestContext,
  account: Account,
  change: AccountChange,
  admins: string[],
): void {
  const decision = canChangeAccount(requireActor(context).id, account, change, admins);
  if (!decision.allowed) throw fail(decision.reason);
}

type Changes = Partial<Pick<Account, 'name' | 'role' | 'penNames'>>;

function changesTo(
  current: Account,
  { name, role, penNames }: { [Name in keyof Changes]?: Changes[Name] | undefined },
): Changes {
  return {
    ...(name !== undefined && name !== current.name && { name }),
    ...(role !== undefined && role !== current.role && { role }),
    ...(penNames !== undefined &&
      canonicalJson(penNames) !== canonicalJson(current.penNames) && { penNames }),
  };
}
