import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealEmptyLog } from '../audit/audit-log.ts';
import { verifyAudit } from '../audit/verify.ts';
import type { OpenDatabase } from '../db/database.ts';
import { accountLinks, auditLog, twoFactors, users } from '../db/schema.ts';
import { openPglite } from '../node/db/pglite.ts';
import { recoverAccount } from './account-recovery.ts';
import { createAccount } from './auth.ts';
import { hashLinkToken } from './link-token.ts';
import { readSecondFactors } from './second-factor.ts';

const admin = { id: 'ha', email: 'ha@example.vn', name: 'Phạm Thanh Hà', role: 'admin' } as const;
const now = new Date('2026-03-11T07:06:00.000Z');
const auditSecret = 'the secret of the newsroom, thirty-two characters long';
let database: OpenDatabase;

beforeAll(async () => {
  database = await openPglite('snapshot');
  await sealEmptyLog(database.db, auditSecret);
  await createAccount(database.db, { ...admin, password: 'một mật khẩu dài' });
  await database.db
    .insert(twoFactors)
    .values({ userId: admin.id, secret: 'encrypted', isConfirmed: true, recoveryCodes: ['used up'] });
});
afterAll(() => database.close());

const recover = (email: string) => recoverAccount(database.db, email, { now, auditSecret });
const readAccount = async () => {
  const [account] = await database.db.select().from(users).where(eq(users.id, admin.id));
  return account;
};

test('an unknown or suspended account is not touched', async () => {
  const before = await readAccount();
  expect(await recover('ai-do@example.vn')).toBeNull();
  await database.db.update(users).set({ suspendedAt: now });
  expect(await recover(admin.email)).toBe('suspended');
  await database.db.update(users).set({ suspendedAt: null });
  expect(await readAccount()).toEqual(before);
  expect(await readSecondFactors(database.db, admin.id)).toMatchObject({ hasTotp: true });
});

test('the only admin loses the second factors and gets one link; the audit log records it', async () => {
  const before = await readAccount();
  const first = await recover(' Ha@Example.vn ');
  const second = await recover(admin.email);
  if (!second || second === 'suspended' || !first || first === 'suspended') throw new Error('Not recovered');
  expect(await readSecondFactors(database.db, admin.id)).toMatchObject({
    hasTotp: false,
    recoveryCodesLeft: 0,
  });
  expect((await readAccount())?.credentialVersion).toBe((before?.credentialVersion ?? 0) + 2);

  const links = await database.db.select().from(accountLinks).orderBy(accountLinks.revokedAt);
  expect(links.map(({ revokedAt }) => revokedAt)).toEqual([now, null]);
  expect(links.at(-1)).toMatchObject({
    ...{ kind: 'reset', userId: admin.id, usedAt: null, expiresAt: second.expiresAt },
    tokenHash: await hashLinkToken(second.path.replace('/reset#token=', '')),
  });

  const recorded = await database.db.select().from(auditLog);
  expect(recorded.map(({ actorId, action, detail }) => [actorId, action, detail])).toEqual(
    Array(2).fill([null, 'account.second-factor', { change: 'reset-by-operator', endedSessions: 0 }]),
  );
  expect(await verifyAudit(database.db, { secret: auditSecret })).toMatchObject({ ok: true, number: 2 });
});
