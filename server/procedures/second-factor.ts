import { symmetricDecrypt, symmetricEncrypt } from 'better-auth/crypto';
import { asc, eq } from 'drizzle-orm';
import type { SecondFactor } from '../../domain/contract/second-factor.ts';
import { canRemoveFactor } from '../../domain/second-factor.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { serverSecret } from '../auth/auth.ts';
import { createRecoveryCodes, hashRecoveryCode } from '../auth/recovery-codes.ts';
import * as devices from '../auth/remembered-device.ts';
import { countRememberedDevices, readSecondFactors } from '../auth/second-factor.ts';
import type { Session } from '../auth/session.ts';
import { replaceCredentials } from '../auth/sessions.ts';
import { beginAttempt, guessLimit } from '../auth/throttle.ts';
import { acceptedStep, createTotpSecret, totpUri } from '../auth/totp.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { readSecondFactorRoles } from '../db/queries/settings.ts';
import { passkeys, sessions, twoFactors, users } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { notifySecurityChange } from '../mail/security-mail.ts';
import { api, requireSession } from './base.ts';

export const show = api.secondFactor.show.handler(({ context }) => present(context));

export const startTotp = api.secondFactor.startTotp.handler(async ({ context }) => {
  const { user } = requireSession(context);
  const { name: issuer } = await readNewsroom(context.db);
  const secret = createTotpSecret();
  const encrypted = await symmetricEncrypt({ key: await serverSecret(context), data: secret });
  await context.db.transaction(async (tx) => {
    await lockAccount(tx, user.id);
    if ((await readSecondFactors(tx, user.id)).hasTotp) throw fail('in-use');
    await tx
      .insert(twoFactors)
      .values({ userId: user.id, secret: encrypted })
      .onConflictDoUpdate({ target: twoFactors.userId, set: { secret: encrypted, usedStep: null } });
  });
  return { secret, uri: totpUri(secret, { issuer, account: user.email }) };
});

export const confirmTotp = api.secondFactor.confirmTotp.handler(async ({ context, input: { code } }) => {
  const session = requireSession(context);
  const { db, clock } = context;
  const attempt = await beginAttempt(context, [guessLimit('second-factor', session.user.id)]);
  const serverKey = await serverSecret(context);
  const recoveryCodes = await db.transaction(async (tx) => {
    await lockAccount(tx, session.user.id);
    const [row] = await tx.select().from(twoFactors).where(eq(twoFactors.userId, session.user.id));
    if (!row?.secret || row.isConfirmed) throw fail('wrong-stage');
    const secret = await symmetricDecrypt({ key: serverKey, data: row.secret });
    const usedStep = acceptedStep(secret, code, clock(), null);
    if (usedStep === null) throw fail('wrong-credentials');
    await tx
      .update(twoFactors)
      .set({ isConfirmed: true, usedStep })
      .where(eq(twoFactors.userId, session.user.id));
    return factorAdded(context, tx, { session, change: 'totp-on' });
  });
  await attempt.succeeded();
  await changed(context, session);
  return { recoveryCodes };
});

export const removeTotp = api.secondFactor.removeTotp.handler(async ({ context }) => {
  const session = requireSession(context);
  await context.db.transaction(async (tx) => {
    await lockAccount(tx, session.user.id);
    const factors = await readSecondFactors(tx, session.user.id);
    if (!factors.hasTotp) throw fail('not-found');
    await assertRemovable(tx, session, factors);
    await tx
      .update(twoFactors)
      .set({ secret: null, isConfirmed: false, usedStep: null })
      .where(eq(twoFactors.userId, session.user.id));
    await factorRemoved(context, tx, { session, change: 'totp-off' });
  });
  await changed(context, session);
  return present(context);
});

export const renewRecoveryCodes = api.secondFactor.renewRecoveryCodes.handler(async ({ context }) => {
  const session = requireSession(context);
  const recoveryCodes = await context.db.transaction(async (tx) => {
    await lockAccount(tx, session.user.id);
    const { hasTotp, passkeyCount } = await readSecondFactors(tx, session.user.id);
    if (!hasTotp && passkeyCount === 0) throw fail('wrong-stage');
    const codes = await storeNewCodes(tx, session.user.id);
    await recordChange(context, tx, session, 'recovery-codes');
    return codes;
  });
  notifySecurityChange(context, session.user, 'second-factor');
  return { recoveryCodes };
});

export const forgetDevices = api.secondFactor.forgetDevices.handler(async ({ context }) => {
  const session = requireSession(context);
  await context.db.transaction(async (tx) => {
    await devices.forgetDevices({ db: tx }, session.user.id);
    await recordChange(context, tx, session, 'devices-forgotten');
  });
  return present(context);
});

/** The second factors of the signed-in person. */
export async function present(context: RequestContext): Promise<SecondFactor> {
  const { user } = requireSession(context);
  const { db, clock } = context;
  const [account] = await db
    .select({ credentialVersion: users.credentialVersion })
    .from(users)
    .where(eq(users.id, user.id));
  const { hasTotp, recoveryCodesLeft } = await readSecondFactors(db, user.id);
  const own = await db
    .select()
    .from(passkeys)
    .where(eq(passkeys.userId, user.id))
    .orderBy(asc(passkeys.createdAt), asc(passkeys.id));
  return {
    hasTotp,
    recoveryCodesLeft,
    passkeys: own.map(({ id, name, createdAt, lastUsedAt }) => ({
      ...{ id, name, createdAt: createdAt.toISOString() },
      lastUsedAt: lastUsedAt?.toISOString() ?? null,
    })),
    rememberedDevices: await countRememberedDevices(db, user.id, {
      credentialVersion: account?.credentialVersion ?? 0,
      now: clock(),
    }),
    isRequired: (await readSecondFactorRoles(db)).includes(user.role),
  };
}

/** Serializes changes of one account. */
export async function lockAccount(tx: Transaction, userId: string): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('no key update');
}

type Change = { session: Session; change: string };

/**
 * To be called with the account locked, after a factor was added. This session has proved it. With the first factor, sessions
 * that began without one end.
 *
 * @returns new recovery codes, where the account has none.
 */
export async function factorAdded(
  context: RequestContext,
  tx: Transaction,
  { session, change }: Change,
): Promise<string[] | null> {
  const { id: userId } = session.user;
  await tx.update(sessions).set({ hasSecondFactor: true }).where(eq(sessions.id, session.id));
  const [user] = await tx.select({ isOn: users.twoFactorEnabled }).from(users).where(eq(users.id, userId));
  if (!user?.isOn) {
    await tx.update(users).set({ twoFactorEnabled: true }).where(eq(users.id, userId));
    await replaceCredentials(tx, userId, { except: session.id });
  }
  const { recoveryCodesLeft } = await readSecondFactors(tx, userId);
  const codes = recoveryCodesLeft === 0 ? await storeNewCodes(tx, userId) : null;
  await recordChange(context, tx, session, change);
  return codes;
}

/** To be called with the account locked, after a factor was removed. Other sessions end, in which it may have been the proof. */
export async function factorRemoved(
  context: RequestContext,
  tx: Transaction,
  { session, change }: Change,
): Promise<void> {
  const { id: userId } = session.user;
  const { hasTotp, passkeyCount } = await readSecondFactors(tx, userId);
  if (!hasTotp && passkeyCount === 0) {
    await tx.delete(twoFactors).where(eq(twoFactors.userId, userId));
    await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId));
    await tx.update(sessions).set({ hasSecondFactor: false }).where(eq(sessions.id, session.id));
  }
  await replaceCredentials(tx, userId, { except: session.id });
  await recordChange(context, tx, session, change);
}

/** @throws `second-factor-required` for the last factor of somebody of whom the newsroom requires one. */
export async function assertRemovable(
  tx: Transaction,
  { user }: Session,
  factors: { hasTotp: boolean; passkeyCount: number },
): Promise<void> {
  const decision = canRemoveFactor(user.role, factors, await readSecondFactorRoles(tx));
  if (!decision.allowed) throw fail(decision.reason);
}

/** After the transaction of a change: closes the sockets of ended sessions, and mails the owner. */
export async function changed(context: RequestContext, { user }: Session): Promise<void> {
  await context.documents.sessionsEnded(user.id);
  notifySecurityChange(context, user, 'second-factor');
}

export function recordChange(
  context: RequestContext,
  tx: Transaction,
  { user: { id, name } }: Session,
  change: string,
): Promise<void> {
  return recordAudit(tx, context, {
    action: 'account.second-factor',
    subject: { type: 'account', id, name },
    detail: { change },
  });
}

async function storeNewCodes(tx: Transaction, userId: string): Promise<string[]> {
  const codes = createRecoveryCodes();
  const recoveryCodes = await Promise.all(codes.map(hashRecoveryCode));
  await tx
    .insert(twoFactors)
    .values({ userId, recoveryCodes })
    .onConflictDoUpdate({ target: twoFactors.userId, set: { recoveryCodes } });
  return codes;
}
