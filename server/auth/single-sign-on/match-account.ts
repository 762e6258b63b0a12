import { and, desc, eq } from 'drizzle-orm';
import type { SingleSignOnError } from '../../../domain/single-sign-on.ts';
import { recordAudit } from '../../audit/audit-log.ts';
import type { RequestContext } from '../../context.ts';
import type { Transaction } from '../../db/database.ts';
import { accountLinks, accounts, users } from '../../db/schema.ts';
import { notifySecurityChange } from '../../mail/security-mail.ts';
import { isUsable } from '../account-links.ts';
import { createAccount } from '../auth.ts';
import type { Identity } from './provider.ts';

type User = typeof users.$inferSelect;

type Match =
  | { user: User; error: null }
  /** `account`: the one that was refused, with its address when there is none. */
  | { user: null; error: SingleSignOnError; account: { id: string | null; name: string } };

/** The value of `accounts.providerId`; `accountId` is the subject. */
export const providerIdOf = (issuer: string) => `oidc:${issuer}`;

/**
 * Finds the account of an identity. The first time by its verified address, which links both; from then on by issuer and
 * subject alone, so that a change of address at the provider never reaches another account. Without an account an open
 * invitation of this address is accepted.
 */
export async function matchAccount(context: RequestContext, identity: Identity): Promise<Match> {
  const { match, isNewLink } = await context.db.transaction(async (tx) => {
    const [linked] = await tx
      .select({ user: users })
      .from(accounts)
      .innerJoin(users, eq(users.id, accounts.userId))
      .where(
        and(eq(accounts.providerId, providerIdOf(identity.issuer)), eq(accounts.accountId, identity.subject)),
      );
    if (linked) return { match: unlessSuspended(linked.user), isNewLink: false };
    return matchByAddress(context, tx, identity);
  });
  if (match.user && isNewLink) notifySecurityChange(context, match.user, 'new-sign-in-method');
  return match;
}

async function matchByAddress(
  context: RequestContext,
  tx: Transaction,
  identity: Identity,
): Promise<{ match: Match; isNewLink: boolean }> {
  const { verifiedEmail: email } = identity;
  if (email === null) return { match: refused('unverified', null, identity.subject), isNewLink: false };
  const [user] = await tx.select().from(users).where(eq(users.email, email)).for('no key update');
  if (!user) return { match: await acceptInvitation(context, tx, identity, email), isNewLink: false };
  const match = unlessSuspended(user);
  if (!match.user) return { match, isNewLink: false };
  const [other] = await tx
    .select({ subject: accounts.accountId })
    .from(accounts)
    .where(and(eq(accounts.userId, user.id), eq(accounts.providerId, providerIdOf(identity.issuer))));
  // Linked by another callback, while this one waited for the lock.
  if (other?.subject === identity.subject) return { match, isNewLink: false };
  if (other) return { match: refused('other-identity', user.id, user.name), isNewLink: false };
  await tx.insert(accounts).values({ id: crypto.randomUUID(), userId: user.id, ...linkOf(identity) });
  await recordAudit(
    tx,
    { ...context, user },
    {
      action: 'account.single-sign-on',
      subject: { type: 'account', id: user.id, name: user.name },
      detail: { change: 'linked', issuer: identity.issuer },
    },
  );
  return { match, isNewLink: true };
}

async function acceptInvitation(
  context: RequestContext,
  tx: Transaction,
  identity: Identity,
  email: string,
): Promise<Match> {
  const [link] = await tx
    .select()
    .from(accountLinks)
    .where(and(eq(accountLinks.kind, 'invitation'), eq(accountLinks.email, email), isUsable(context.clock())))
    .orderBy(desc(accountLinks.createdAt))
    .limit(1)
    .for('update');
  if (!link?.role) return refused('no-account', null, email);
  const { name, role } = link;
  await tx.update(accountLinks).set({ usedAt: context.clock() }).where(eq(accountLinks.id, link.id));
  const id = await createAccount(tx, { email, name, role, penNames: [name], link: linkOf(identity) });
  await recordAudit(
    tx,
    { ...context, user: { id, name } },
    {
      action: 'account.create',
      subject: { type: 'account', id, name },
      detail: { email, role, invitedBy: link.createdBy, by: 'oidc', issuer: identity.issuer },
    },
  );
  const [user] = await tx.select().from(users).where(eq(users.id, id));
  if (!user) throw new Error(`The account ${id} was not created`);
  return { user, error: null };
}

const linkOf = ({ issuer, subject }: Identity) => ({ providerId: providerIdOf(issuer), accountId: subject });

function unlessSuspended(user: User): Match {
  return user.suspendedAt ? refused('suspended', user.id, user.name) : { user, error: null };
}

function refused(error: SingleSignOnError, id: string | null, name: string): Match {
  return { user: null, error, account: { id, name } };
}
