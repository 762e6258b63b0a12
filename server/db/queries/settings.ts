import { eq } from 'drizzle-orm';
import { toHex } from '../../../domain/bytes.ts';
import type { Policy } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import { settings } from '../schema.ts';

/** The value of a setting as it was stored, or undefined. Whoever reads it checks its shape. */
export async function readSetting(db: Database | Transaction, key: string): Promise<unknown> {
  const [row] = await db.select().from(settings).where(eq(settings.key, key));
  return row?.value;
}

/** Stores a setting in place of what was there. */
export async function writeSetting(db: Database | Transaction, key: string, value: unknown): Promise<void> {
  await db
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });
}

/** The newsroom's rules. Four-eyes is on unless it was switched off. */
export async function readPolicy(db: Database | Transaction): Promise<Policy> {
  return { fourEyes: (await readSetting(db, 'fourEyes')) !== false };
}

/**
 * A secret of this newsroom: made once, kept in the database, so that every process of a newsroom and every restart
 * has the same. `sessionSecret` signs session cookies, `auditSecret` seals the end of the audit log, `channelName` is
 * where the processes meet.
 */
export async function getOrCreateSecret(
  db: Database,
  key: 'sessionSecret' | 'auditSecret' | 'channelName',
): Promise<string> {
  const generated = toHex(crypto.getRandomValues(new Uint8Array(32)));
  await db.insert(settings).values({ key, value: generated }).onConflictDoNothing();
  const secret = await readSetting(db, key);
  if (typeof secret !== 'string') throw new Error(`The setting ${key} is not text`);
  return secret;
}
