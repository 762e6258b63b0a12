import { count, eq } from 'drizzle-orm';
import type { OwnAccount } from '../../domain/contract/own-account.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { verifyOwnPassword } from '../auth/own-password.ts';
import { listOwnSessions } from '../auth/own-sessions.ts';
import { assertAcceptablePassword } from '../auth/password-rules.ts';
import { hashPassword } from '../auth/passwords.ts';
import { endSession, endSessions, readCredentialVersion, replaceCredentials } from '../auth/sessions.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { listResetLinks, readPasswordHash, writePasswordHash } from '../db/queries/own-account.ts';
import { media, sessions, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { notifySecurityChange } from '../mail/security-mail.ts';
import { api, requireSession } from './base.ts';

export const get = api.account.get.handler(({ context }) => present(context));

export const update = api.account.update.handler(async ({ context, input }) => {
  const { user } = requireSession(context);
  await context.db.transaction(async (tx) => {
    const { id, name, penNames, portraitMediaId } = users;
    const [current] = await tx
      .select({ name, penNames, portraitMediaId })
      .from(users)
      .where(eq(id, user.id))
      .for('no key update');
    if (!current) throw fail('unauthenticated', { data: { reason: 'revoked' } });
    const changes = changesTo(current, input);
    if (Object.keys(changes).length === 0) return;
    await assertKnownPicture(tx, changes.portraitMediaId);
    await tx
      .update(users)
      .set({ ...changes, updatedAt: context.clock() })
      .where(eq(id, user.id));
    const names = Object.keys(changes) as (keyof Profile)[];
    await recordAudit(tx, context, {
      action: 'account.profile',
      subject: { type: 'account', id: user.id, name: changes.name ?? current.name },
      detail: { before: Object.fromEntries(names.map((field) => [field, current[field]])), after: changes },
    });
  });
  return present(context);
});

export const changePassword = api.account.changePassword.handler(async ({ context, input }) => {
  const session = requireSession(context);
  const { user } = session;
  const credentialVersion = await readCredentialVersion(context.db, user.id);
  await verifyOwnPassword(context, session, input.currentPassword);
  await assertAcceptablePassword(context.db, input.newPassword, user, 'newPassword');
  const hash = await hashPassword(input.newPassword);
  const endedSessions = await context.db.transaction(async (tx) => {
    const [locked] = await tx
      .select({ credentialVersion: users.credentialVersion })
      .from(users)
      .where(eq(users.id, user.id))
      .for('no key update');
    // Changed elsewhere since the old password was verified.
    if (locked?.credentialVersion !== credentialVersion) throw fail('wrong-credentials');
    const now = context.clock();
    await writePasswordHash(tx, user.id, hash, now);
    const ended = await replaceCredentials(tx, user.id, { except: session.id });
    await tx.update(sessions).set({ authenticatedAt: now }).where(eq(sessions.id, session.id));
    await recordAudit(tx, context, {
      action: 'account.password',
      subject: { type: 'account', id: user.id, name: user.name },
      detail: { endedSessions: ended },
    });
    return ended;
  });
  await context.documents.sessionsEnded(user.id);
  notifySecurityChange(context, user, 'password');
  return { endedSessions };
});

export const listSessions = api.account.sessions.handler(async ({ context }) => ({
  items: await listOwnSessions(context.db, requireSession(context), context.clock()),
  nextCursor: null,
}));

export const revokeSession = api.account.endSession.handler(async ({ context, input: { id } }) => {
  const { user } = requireSession(context);
  await context.db.transaction(async (tx) => {
    if (!(await endSession(tx, user.id, id))) throw fail('not-found');
    await recordAudit(tx, context, {
      action: 'session.revoke',
      subject: { type: 'account', id: user.id, name: user.name },
    });
  });
  await context.documents.sessionsEnded(user.id);
});

export const endOtherSessions = api.account.endOtherSessions.handler(async ({ context }) => {
  const session = requireSession(context);
  const { user } = session;
  const endedSessions = await context.db.transaction(async (tx) => {
    const ended = await endSessions(tx, user.id, { as: 'revoked', except: session.id });
    await recordAudit(tx, context, {
      action: 'session.end-all',
      subject: { type: 'account', id: user.id, name: user.name },
      detail: { endedSessions: ended, isOthersOnly: true },
    });
    return ended;
  });
  await context.documents.sessionsEnded(user.id);
  return { endedSessions };
});

async function present(context: RequestContext): Promise<OwnAccount> {
  const { db, clock, mailer } = context;
  const { user } = requireSession(context);
  const { id, name, email, role, penNames, portraitMediaId } = users;
  const [row] = await db
    .select({ id, name, email, role, penNames, portraitMediaId })
    .from(users)
    .where(eq(id, user.id));
  if (!row) throw fail('unauthenticated', { data: { reason: 'revoked' } });
  return {
    ...row,
    hasPassword: (await readPasswordHash(db, user.id)) !== null,
    hasMail: mailer !== null,
    resetLinks: await listResetLinks(db, user.id, clock()),
  };
}

type Profile = Pick<OwnAccount, 'name' | 'penNames' | 'portraitMediaId'>;

/** The given values that differ. */
function changesTo(
  current: Profile,
  given: { [Field in keyof Profile]?: Profile[Field] | undefined },
): Partial<Profile> {
  const { name, penNames, portraitMediaId } = given;
  const isOther = (value: unknown, stored: unknown) =>
    value !== undefined && canonicalJson(value) !== canonicalJson(stored);
  return {
    ...(name !== undefined && isOther(name, current.name) && { name }),
    ...(penNames !== undefined && isOther(penNames, current.penNames) && { penNames }),
    ...(portraitMediaId !== undefined &&
      isOther(portraitMediaId, current.portraitMediaId) && { portraitMediaId }),
  };
}

async function assertKnownPicture(tx: Transaction, id: string | null | undefined): Promise<void> {
  if (!id) return;
  const [found] = await tx.select({ found: count() }).from(media).where(eq(media.id, id));
  if (!found?.found) throw fail('invalid', { fields: { portraitMediaId: 'unknown' } });
}
