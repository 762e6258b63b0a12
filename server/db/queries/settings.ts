import { eq, inArray, type SQL, sql } from 'drizzle-orm';
import { z } from 'zod';
import { toHex } from '../../../domain/bytes.ts';
import { limits } from '../../../domain/limits.ts';
import { type Role, roles } from '../../../domain/roles.ts';
import { defaultPolicy, type Policy } from '../../../domain/workflow.ts';
import type { Database, Transaction } from '../database.ts';
import { settings, users } from '../schema.ts';

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

/** The newsroom's workflow policy. */
export async function readPolicy(db: Database | Transaction): Promise<Policy> {
  const keys: (keyof Policy)[] = ['fourEyes', 'ownShareMax'];
  const rows = await db.select().from(settings).where(inArray(settings.key, keys));
  const { fourEyes, ownShareMax } = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  return {
    fourEyes: typeof fourEyes === 'boolean' ? fourEyes : defaultPolicy.fourEyes,
    ownShareMax: typeof ownShareMax === 'number' ? ownShareMax : defaultPolicy.ownShareMax,
  };
}

/** The roles of which the newsroom requires a second factor. Default: none. */
export async function readSecondFactorRoles(db: Database | Transaction): Promise<Role[]> {
  return z.array(z.enum(roles)).parse((await readSetting(db, secondFactorKey)) ?? []);
}

/** The same as a part of another query: null without the setting. */
export function secondFactorRolesQuery(db: Database) {
  return sql<
    Role[] | null
  >`${db.select({ value: settings.value }).from(settings).where(eq(settings.key, secondFactorKey))}`;
}

const secondFactorKey = 'secondFactorRoles';

export type IdleHours = { editorIdleHours: number; journalistIdleHours: number };

/** The hours without use after which sessions end. */
export async function readIdleHours(db: Database | Transaction): Promise<IdleHours> {
  const keys: (keyof IdleHours)[] = ['editorIdleHours', 'journalistIdleHours'];
  const rows = await db.select().from(settings).where(inArray(settings.key, keys));
  const stored = Object.fromEntries(rows.map(({ key, value }) => [key, value]));
  const { editorIdleHours, journalistIdleHours } = limits;
  return { editorIdleHours, journalistIdleHours, ...stored };
}

/** SQL: the stored hours for the role of the account in the same query; null without the setting. */
export function idleHoursQuery(): SQL<number | null> {
  return sql`(select ${settings.value} from ${settings} where ${settings.key} =
    case ${users.role} when 'journalist' then 'journalistIdleHours' else 'editorIdleHours' end)`;
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
