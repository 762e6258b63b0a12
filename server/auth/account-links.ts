import { and, eq, gt, isNull, or, type SQL } from 'drizzle-orm';
import type { AccountLink } from '../../domain/contract/accounts.ts';
import { limits } from '../../domain/limits.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { accountLinks } from '../db/schema.ts';
import { accountMail } from '../mail/account-mail.ts';

/** When a link that is made now no longer works. */
export function expiryOf(kind: 'invitation' | 'reset', now: Date): Date {
  const hours = kind === 'invitation' ? limits.accountLinkDays * 24 : limits.resetLinkHours;
  return new Date(now.getTime() + hours * 3_600_000);
}

/** Links that nobody has used or revoked. Those of an invitation stay open when they are too old: a new link may follow. */
export const isOpen = (): SQL | undefined => and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt));

/** Links that work at this moment. */
export const isUsable = (now: Date): SQL | undefined => and(isOpen(), gt(accountLinks.expiresAt, now));

/**
 * Revokes the open links that this account has made, and with `alsoTo` those to the account itself: who may no longer
 * invite, or no longer come in, must not keep a way in.
 *
 * @returns how many.
 */
export async function revokeLinks(
  tx: Transaction,
  userId: string,
  { now, alsoTo }: { now: Date; alsoTo: boolean },
): Promise<number> {
  const isMade = eq(accountLinks.createdBy, userId);
  const rows = await tx
    .update(accountLinks)
    .set({ revokedAt: now })
    .where(and(isOpen(), alsoTo ? or(isMade, eq(accountLinks.userId, userId)) : isMade))
    .returning({ id: accountLinks.id });
  return rows.length;
}

type LinkRow = Pick<typeof accountLinks.$inferSelect, 'kind' | 'email' | 'name' | 'role' | 'expiresAt'>;

/**
 * Gives a new link to the admin, once, and to the person by mail where there is a mailer. Never inside a transaction:
 * a mail server takes its time, and a mail cannot be taken back.
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
    // The admin is told, and still has the link. What a mail server says may quote the letter, so only its code is logged.
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    logger.warn({ event: 'mail-failed', kind: row.kind, code }, 'A mail with a link could not be sent');
    return { ...link, mail: 'failed' };
  }
}
