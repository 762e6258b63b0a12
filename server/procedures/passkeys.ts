import { and, eq } from 'drizzle-orm';
import { toBase64Url } from '../../domain/bytes.ts';
import { limits } from '../../domain/limits.ts';
import { registrationOptions, verifyRegistration } from '../auth/passkeys.ts';
import { readSecondFactors } from '../auth/second-factor.ts';
import type { RequestContext } from '../context.ts';
import { readNewsroom } from '../db/queries/newsroom.ts';
import { passkeys } from '../db/schema.ts';
import { fail } from '../http/problem.ts';
import { api, requireSession } from './base.ts';
import {
  assertRemovable,
  changed,
  factorAdded,
  factorRemoved,
  lockAccount,
  present,
  recordChange,
} from './second-factor.ts';

export const startPasskey = api.secondFactor.startPasskey.handler(async ({ context }) => {
  const { user, id: sessionId } = requireSession(context);
  const existing = await context.db.select().from(passkeys).where(eq(passkeys.userId, user.id));
  const { name: rpName } = await readNewsroom(context.db);
  return { ...(await registrationOptions(context, { user, sessionId, existing, rpName })) };
});

export const addPasskey = api.secondFactor.addPasskey.handler(async ({ context, input }) => {
  const session = requireSession(context);
  const credential = await verifyRegistration(context, input.credential, session.id);
  if (!credential) throw fail('wrong-credentials');
  const { user } = session;
  const recoveryCodes = await context.db.transaction(async (tx) => {
    await lockAccount(tx, user.id);
    const { passkeyCount } = await readSecondFactors(tx, user.id);
    if (passkeyCount >= limits.passkeysMax) throw fail('invalid', { fields: { name: 'too-many' } });
    const inserted = await tx
      .insert(passkeys)
      .values({
        userId: user.id,
        name: input.name,
        credentialId: credential.id,
        publicKey: toBase64Url(credential.publicKey),
        counter: credential.counter,
        transports: credential.transports ?? [],
        createdAt: context.clock(),
      })
      .onConflictDoNothing()
      .returning({ id: passkeys.id });
    if (inserted.length === 0) throw fail('in-use');
    return factorAdded(context, tx, { session, change: 'passkey-added' });
  });
  await changed(context, session);
  return { recoveryCodes };
});

export const renamePasskey = api.secondFactor.renamePasskey.handler(
  async ({ context, input: { id, name } }) => {
    const session = requireSession(context);
    await context.db.transaction(async (tx) => {
      const renamed = await tx
        .update(passkeys)
        .set({ name })
        .where(ownPasskey(context, id))
        .returning({ id: passkeys.id });
      if (renamed.length === 0) throw fail('not-found');
      await recordChange(context, tx, session, 'passkey-renamed');
    });
    return present(context);
  },
);

export const removePasskey = api.secondFactor.removePasskey.handler(async ({ context, input: { id } }) => {
  const session = requireSession(context);
  await context.db.transaction(async (tx) => {
    await lockAccount(tx, session.user.id);
    const factors = await readSecondFactors(tx, session.user.id);
    const [found] = await tx.select().from(passkeys).where(ownPasskey(context, id));
    if (!found) throw fail('not-found');
    await assertRemovable(tx, session, factors);
    await tx.delete(passkeys).where(eq(passkeys.id, id));
    await factorRemoved(context, tx, { session, change: 'passkey-removed' });
  });
  await changed(context, session);
  return present(context);
});

const ownPasskey = (context: RequestContext, id: string) =>
  and(eq(passkeys.id, id), eq(passkeys.userId, requireSession(context).user.id));
