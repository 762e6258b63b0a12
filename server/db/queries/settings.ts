import { eq } from 'drizzle-orm';
import { toHex } from '../../../domain/bytes.ts';
import type { Policy } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import { settings } from '../schema.ts';

/** The stored value of a setting, or undefined. The caller validates it. */
export async function readSetting(db: Database | Transaction, key: string): Promise<unknown> {
  const [row] = await db.select().from(settings).where(eq(settings.key, key));
  return row?.value;
}

/** Inserts or replaces a setting. */
export async function writeSetting(db: Database | Transaction, key: string, value: unknown): Promise<void> {
  await db
    .insert(settings)
    .values({ key, value })
    .onConflictDoUpdate({ target: settings.key, set: { value } });
}

/** The newsroom's workflow policy. Four-eyes is on by default. */
export async function readPolicy(db: Database | Transaction): Promise<Policy> {
  return { fourEyes: (await readSetting(db, 'fourEyes')) !== false };
}

/**
 * A random secret (64 hex characters), created on first use and shared by all processes of the newsroom.
 * `sessionSecret` signs session cookies, `auditSecret` is the HMAC key of the audit log, `channelName` is the name of
 * the Redis channel.
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
