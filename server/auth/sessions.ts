import { and, eq, isNull, lt, ne } from 'drizzle-orm';
import type { SessionEnd, SignInMethod } from '../../domain/accounts.ts';
import { limits } from '../../domain/limits.ts';
import { isEditor, type Role } from '../../domain/roles.ts';
import { isSecondFactorMissing } from '../../domain/second-factor.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { idleHoursQuery, secondFactorRolesQuery } from '../db/queries/settings.ts';
import { sessions, users } from '../db/schema.ts';
import { fail, isProblemError } from '../http/problem.ts';
import type { Auth } from './auth.ts';
import { rememberKnownDevice } from './known-devices.ts';
import type { Session } from './session.ts';

/** `lastUsedAt` is written at most this often, so that reads stay reads. */
const touchIntervalMs = 5 * 60_000;
const hourMs = 3_600_000;

export type ResolvedSession = { session: Session; end: null } | { session: null; end: SessionEnd };

type Deps = { auth: Auth; db: Database; clock: () => Date };

/**
 * Resolves the session of these request headers.
 *
 * @param isUse whether it counts as use, which keeps the session from expiring.
 */
export async function resolveSession(
  { auth, db, clock }: Deps,
  headers: Headers,
  { isUse }: { isUse: boolean },
): Promise<ResolvedSession> {
  // Strangers cost nothing more than this.
  if (!namesSession(headers)) return { session: null, end: 'none' };
  const found = await auth.api.getSession({ headers, query: { disableRefresh: true } });
  // better-auth deletes a session past its maximum age.
  if (!found) return { session: null, end: 'expired' };
  const [row] = await db
    .select({
      session: sessions,
      viewer: {
        ...{ id: users.id, name: users.name, email: users.email },
        ...{ role: users.role, penNames: users.penNames, portraitMediaId: users.portraitMediaId },
      },
      suspendedAt: users.suspendedAt,
      credentialVersion: users.credentialVersion,
      secondFactorRoles: secondFactorRolesQuery(db),
      idleHours: idleHoursQuery(),
    })
    .from(sessions)
    .innerJoin(users, eq(users.id, sessions.userId))
    .where(eq(sessions.id, found.session.id));
  if (!row) return { session: null, end: 'revoked' };
  const { session, viewer, suspendedAt, credentialVersion } = row;
  if (suspendedAt !== null) return { session: null, end: 'suspended' };
  if (session.endedAs !== null) return { session: null, end: session.endedAs };
  const { authenticatedAt, lastUsedAt, method } = session;
  if (session.credentialVersion !== credentialVersion || !authenticatedAt || !lastUsedAt || !method) {
    return { session: null, end: 'revoked' };
  }
  const idleMs = clock().getTime() - lastUsedAt.getTime();
  const idleHours = row.idleHours ?? defaultIdleHours(viewer.role);
  if (idleMs > idleHours * hourMs) return { session: null, end: 'expired' };
  if (isUse && idleMs > touchIntervalMs) {
    await db.update(sessions).set({ lastUsedAt: clock() }).where(eq(sessions.id, session.id));
  }
  const { id, hasSecondFactor } = session;
  const actor = { id: viewer.id, role: viewer.role };
  const isMissing = isSecondFactorMissing(
    { role: viewer.role, hasSecondFactor },
    row.secondFactorRoles ?? [],
  );
  return {
    session: {
      ...{ id, actor, user: { ...viewer, isSecondFactorMissing: isMissing }, method, hasSecondFactor },
      ...{ isSecondFactorMissing: isMissing, authenticatedAt, idleHours },
    },
    end: null,
  };
}

function namesSession(headers: Headers): boolean {
  return headers.has('authorization') || (headers.get('cookie') ?? '').includes('toa-soan=');
}

function defaultIdleHours(role: Role): number {
  return isEditor(role) ? limits.editorIdleHours : limits.journalistIdleHours;
}

/** @throws `reauthentication-required` when the last proof of identity is too old for a sensitive action. */
export function assertRecentProof({ authenticatedAt }: Session, now: Date): void {
  const ageMs = now.getTime() - authenticatedAt.getTime();
  if (ageMs > limits.reauthenticationMinutes * 60_000) throw fail('reauthentication-required');
}

/**
 * The version of the account's credentials. Read it before any of them is verified and pass it to `finishSignIn`, which
 * then notices a change in between.
 *
 * @returns null for an unknown account.
 */
export async function readCredentialVersion(db: Database, userId: string): Promise<number | null> {
  const [row] = await db
    .select({ credentialVersion: users.credentialVersion })
    .from(users)
    .where(eq(users.id, userId));
  return row?.credentialVersion ?? null;
}

type SignIn = {
  /** Of the session that better-auth has created. */
  token: string;
  userId: string;
  credentialVersion: number;
  method: SignInMethod;
  hasSecondFactor: boolean;
  /** The last proof of identity, where that was before this sign-in. Default: now. */
  authenticatedAt?: Date;
};

/**
 * Makes a session of better-auth valid, under the account's lock, and records it in the audit log. Every way of signing
 * in ends here. On failure the session is deleted.
 *
 * @throws `suspended`; `wrong-credentials` when the credentials have changed since they were verified.
 */
export async function finishSignIn(context: RequestContext, signIn: SignIn): Promise<void> {
  const { db, clock, headers, clientAddress } = context;
  const { token, userId, credentialVersion, method, hasSecondFactor } = signIn;
  try {
    await db.transaction(async (tx) => {
      const [user] = await tx.select().from(users).where(eq(users.id, userId)).for('no key update');
      if (user?.credentialVersion !== credentialVersion) throw fail('wrong-credentials');
      if (user.suspendedAt) throw fail('suspended');
      const now = clock();
      const { authenticatedAt = now } = signIn;
      await tx
        .update(sessions)
        .set({
          ...{ credentialVersion, method, hasSecondFactor, authenticatedAt, lastUsedAt: now },
          userAgent: headers.get('user-agent')?.slice(0, 300) ?? null,
          ipAddress: clientAddress,
        })
        .where(eq(sessions.token, token));
      await recordAudit(
        tx,
        { ...context, user },
        {
          action: 'session.start',
          subject: { type: 'account', id: user.id, name: user.name },
          detail: { method, ...(hasSecondFactor && { hasSecondFactor }) },
        },
      );
    });
  } catch (error) {
    // It was never valid; the row would only remain until it expires.
    await db
      .delete(sessions)
      .where(eq(sessions.token, token))
      .catch(() => undefined);
    if (isProblemError(error) && error.code === 'suspended') await recordSuspended(context, userId);
    throw error;
  }
  await rememberKnownDevice(context, userId);
}

async function recordSuspended(context: RequestContext, userId: string): Promise<void> {
  await context.db.transaction(async (tx) => {
    const [user] = await tx.select({ email: users.email }).from(users).where(eq(users.id, userId));
    await recordAudit(tx, context, {
      action: 'session.refused',
      subject: { type: 'account', id: userId, name: user?.email ?? '' },
      detail: { code: 'suspended' },
    });
  });
}

type Ending = {
  as: 'revoked' | 'suspended';
  /** The id of a session that continues. */
  except?: string | undefined;
};

/** Ends the sessions of an account. @returns how many. */
export async function endSessions(tx: Transaction, userId: string, { as, except }: Ending): Promise<number> {
  const ended = await tx
    .update(sessions)
    .set({ endedAs: as })
    .where(
      and(
        eq(sessions.userId, userId),
        isNull(sessions.endedAs),
        except === undefined ? undefined : ne(sessions.id, except),
      ),
    )
    .returning({ id: sessions.id });
  return ended.length;
}

/** Ends one session of an account. @returns whether there was such a session. */
export async function endSession(tx: Transaction, userId: string, id: string): Promise<boolean> {
  const ended = await tx
    .update(sessions)
    .set({ endedAs: 'revoked' })
    .where(and(eq(sessions.userId, userId), eq(sessions.id, id), isNull(sessions.endedAs)))
    .returning({ id: sessions.id });
  return ended.length > 0;
}

/**
 * Call it with every change of a password or a second factor, in its transaction and with the account locked: sessions
 * that began with the credentials before are not valid any more, including those that are just being created.
 *
 * @returns how many sessions ended.
 */
export async function replaceCredentials(
  tx: Transaction,
  userId: string,
  { except }: { except?: string } = {},
): Promise<number> {
  const [user] = await tx
    .select({ credentialVersion: users.credentialVersion })
    .from(users)
    .where(eq(users.id, userId))
    .for('no key update');
  if (!user) throw new Error(`There is no account ${userId}`);
  const credentialVersion = user.credentialVersion + 1;
  await tx.update(users).set({ credentialVersion }).where(eq(users.id, userId));
  if (except !== undefined) {
    await tx.update(sessions).set({ credentialVersion }).where(eq(sessions.id, except));
  }
  return endSessions(tx, userId, { as: 'revoked', except });
}

/** Deletes the rows of sessions past their maximum age. */
export async function deleteExpiredSessions(db: Database, now: Date): Promise<void> {
  await db.delete(sessions).where(lt(sessions.expiresAt, now));
}
