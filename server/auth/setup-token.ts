import { count, eq } from 'drizzle-orm';
import { sha256Hex, toHex } from '../../domain/bytes.ts';
import type { Database, Transaction } from '../db/database.ts';
import { readSetting, writeSetting } from '../db/queries/settings.ts';
import { users } from '../db/schema.ts';

export const setupSetting = 'setupTokenHash';

/**
 * Creates the one-time token for creating the first admin; the host prints it as a link (`/setup?token=…`). Stores its
 * hash in place of an earlier one, so each start invalidates the link before.
 *
 * @returns null once there is an admin.
 */
export async function ensureSetupToken(db: Database): Promise<string | null> {
  if (await hasAdmin(db)) return null;
  const token = toHex(crypto.getRandomValues(new Uint8Array(24)));
  await writeSetting(db, setupSetting, await sha256Hex(token));
  return token;
}

/** Whether this is the latest token. */
export async function isSetupToken(db: Database | Transaction, token: string): Promise<boolean> {
  return (await readSetting(db, setupSetting)) === (await sha256Hex(token));
}

export async function hasAdmin(db: Database | Transaction): Promise<boolean> {
  const [row] = await db.select({ admins: count() }).from(users).where(eq(users.role, 'admin'));
  return (row?.admins ?? 0) > 0;
}
