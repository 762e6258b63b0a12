import { symmetricDecrypt } from 'better-auth/crypto';
import { and, count, eq, gt, sql } from 'drizzle-orm';
import { z } from 'zod';
import { signInMethods } from '../../domain/accounts.ts';
import type { SecondFactorStep } from '../../domain/contract/session.ts';
import type { CodeKind, SecondFactors } from '../../domain/second-factor.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { passkeys, rememberedDevices, twoFactors, users } from '../db/schema.ts';
import { serverSecret } from './auth.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import { isRememberedDevice } from './remembered-device.ts';
import { readToken, signToken } from './signed-token.ts';
import { acceptedStep } from './totp.ts';

const stepMinutes = 10;

const firstStepSchema = z.object({
  userId: z.string(),
  /** Read before the first credential was verified: see `finishSignIn`. */
  credentialVersion: z.number().int(),
  method: z.enum(signInMethods),
});
/** A sign-in whose first credential, such as the password, was right. */
export type FirstStep = z.infer<typeof firstStepSchema>;

type Outcome =
  | { step: null; hasSecondFactor: boolean }
  /** To be sent to the client, which continues with `session.signInSecondFactor`. */
  | { step: SecondFactorStep };

/**
 * Decides whether a sign-in needs a second step. Not for passkeys, which are both factors.
 *
 * @returns without a step `hasSecondFactor` for `finishSignIn`: true on a device that remembers the second factor.
 */
export async function secondFactorStep(context: RequestContext, first: FirstStep): Promise<Outcome> {
  const { hasTotp, passkeyCount, recoveryCodesLeft } = await readSecondFactors(context.db, first.userId);
  if (!hasTotp && passkeyCount === 0) return { step: null, hasSecondFactor: false };
  if (await isRememberedDevice(context, first)) return { step: null, hasSecondFactor: true };
  const expiresAt = new Date(context.clock().getTime() + stepMinutes * 60_000);
  const token = await signToken(await serverSecret(context), 'second-factor', first, expiresAt);
  return {
    step: { token, hasTotp, hasPasskey: passkeyCount > 0, hasRecoveryCodes: recoveryCodesLeft > 0 },
  };
}

/** @returns null for a token that is not one of `secondFactorStep`, or older than ten minutes. */
export async function readFirstStep(context: RequestContext, token: string): Promise<FirstStep | null> {
  return readToken(await serverSecret(context), 'second-factor', token, {
    schema: firstStepSchema,
    now: context.clock(),
  });
}

/**
 * Uses up a code of the account: each counts once, also when the same code arrives twice at the same time.
 *
 * @returns whether it was right.
 */
export async function consumeCode(
  context: RequestContext,
  userId: string,
  { kind, code }: { kind: CodeKind; code: string },
): Promise<boolean> {
  return kind === 'totp' ? consumeTotp(context, userId, code) : consumeRecoveryCode(context.db, userId, code);
}

async function consumeTotp(context: RequestContext, userId: string, code: string): Promise<boolean> {
  const key = await serverSecret(context);
  return context.db.transaction(async (tx) => {
    const [row] = await tx.select().from(twoFactors).where(eq(twoFactors.userId, userId)).for('update');
    if (!row?.secret || !row.isConfirmed) return false;
    // Not readable after a change of the server's secret: a recovery code or a passkey has to do.
    const secret = await symmetricDecrypt({ key, data: row.secret }).catch(() => null);
    if (secret === null) return false;
    const usedStep = acceptedStep(secret, code, context.clock(), row.usedStep);
    if (usedStep === null) return false;
    await tx.update(twoFactors).set({ usedStep }).where(eq(twoFactors.userId, userId));
    return true;
  });
}

async function consumeRecoveryCode(db: Database, userId: string, code: string): Promise<boolean> {
  const hash = await hashRecoveryCode(code);
  const used = await db
    .update(twoFactors)
    .set({ recoveryCodes: sql`array_remove(${twoFactors.recoveryCodes}, ${hash})` })
    .where(and(eq(twoFactors.userId, userId), sql`${hash} = any(${twoFactors.recoveryCodes})`))
    .returning({ userId: twoFactors.userId });
  return used.length > 0;
}

/** The second factors of an account, with the number of its unused recovery codes. */
export async function readSecondFactors(
  db: Database | Transaction,
  userId: string,
): Promise<SecondFactors & { recoveryCodesLeft: number }> {
  const [row] = await db.select().from(twoFactors).where(eq(twoFactors.userId, userId));
  const [counted] = await db
    .select({ passkeyCount: count() })
    .from(passkeys)
    .where(eq(passkeys.userId, userId));
  return {
    hasTotp: row?.isConfirmed ?? false,
    passkeyCount: counted?.passkeyCount ?? 0,
    recoveryCodesLeft: row?.recoveryCodes.length ?? 0,
  };
}

/** Removes every second factor. Call it with the account locked, and `replaceCredentials` with it. */
export async function deleteSecondFactors(tx: Transaction, userId: string): Promise<void> {
  await tx.delete(twoFactors).where(eq(twoFactors.userId, userId));
  await tx.delete(passkeys).where(eq(passkeys.userId, userId));
  await tx.delete(rememberedDevices).where(eq(rememberedDevices.userId, userId));
  await tx.update(users).set({ twoFactorEnabled: false }).where(eq(users.id, userId));
}

export async function countRememberedDevices(
  db: Database,
  userId: string,
  { credentialVersion, now }: { credentialVersion: number; now: Date },
): Promise<number> {
  const [row] = await db
    .select({ devices: count() })
    .from(rememberedDevices)
    .where(
      and(
        eq(rememberedDevices.userId, userId),
        eq(rememberedDevices.credentialVersion, credentialVersion),
        gt(rememberedDevices.expiresAt, now),
      ),
    );
  return row?.devices ?? 0;
}
