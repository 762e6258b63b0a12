import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import type { AccountLink } from '../../domain/contract/accounts.ts';
import { limits } from '../../domain/limits.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { accountLinks } from '../db/schema.ts';
import { accountMail } from '../mail/account-mail.ts';

/** When a link that is created now expires. */
export function expiryOf(kind: 'invitation' | 'reset', now: Date): Date {
  const hours = kind === 'invitation' ? limits.accountLinkDays * 24 : limits.resetLinkHours;
  return new Date(now.getTime() + hours * 3_600_000);
}

/** SQL: neither used nor revoked. An expired invitation stays open, because it can be renewed. */
export const isOpen = (): SQL | undefined => and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt));

/** SQL: open and not expired. */
export const isUsable = (now: Date): SQL | undefined => and(isOpen(), gt(accountLinks.expiresAt, now));

/**
 * Revokes the open links that this account has created, and with `alsoTo` those for the account itself. Call it when
 * the account loses the right to invite or to sign in.
 *
 * @returns the number of revoked links.
 */
export async function revokeLinks(
  tx: Transaction,
  userId: string,
  { now, alsoTo }: { now: Date; alsoTo: boolean },
): Promise<number> {
  const isCreator = eq(accountLinks.createdBy, userId);
  const rows = await tx
    .update(accountLinks)
    .set({ revokedAt: now })
    .where(and(isOpen(), alsoTo ? or(isCreator, eq(accountLinks.userId, userId)) : isCreator))
    .returning({ id: accountLinks.id });
  return rows.length;
}

type LinkRow = Pick<typeof accountLinks.$inferSelect, 'kind' | 'email' | 'name' | 'role' | 'expiresAt'>;

/**
 * Returns a new link to the admin and mails it to the person when there is a mailer. Call it after the transaction: SMTP
 * is slow, and a mail cannot be rolled back.
 */
export async function deliverAccountLink(
  context: RequestContext,
  token: string,
  row: LinkRow,
): Promise<AccountLink> {
  const { mailer, db, logger } = context;
  const path = `${row.kind === 'invitation' ? '/invite' : '/reset'}#token=${token}`;
  const link = { path, expiresAt: row.expiresAt.toISOString() };
  if (!mailer) return { ...link, mail: 'off' };
  try {
    const mail = accountMail({
      kind: row.kind,
      to: { name: row.name, email: row.email },
      role: row.role,
      sender: context.user?.name ?? '',
      newsroom: await readNewsroom(db),
      link: mailer.deskUrl + path,
      expiresAt: row.expiresAt,
    });
    await mailer.send(mail);
    return { ...link, mail: 'sent' };
  } catch (error) {
    // Log the code only: an SMTP error message may quote the mail with its link.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    logger.warn({ event: 'mail-failed', kind: row.kind, code }, 'A mail with a link could not be sent');
    return { ...link, mail: 'failed' };
  }
}
