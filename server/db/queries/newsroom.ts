import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defaultNewsroom, newsroomFieldsSchema } from '../../../domain/contract/newsroom.ts';
import type { Database, Transaction } from '../database.ts';
import { settings } from '../schema.ts';
import { readSetting, writeSetting } from './settings.ts';

const key = 'newsroom';

const storedSchema = newsroomFieldsSchema.extend({
  /** Incremented by every change; the value of the ETag. 0 before the first. */
  version: z.number().int(),
});
export type NewsroomSettings = z.infer<typeof storedSchema>;

/**
 * The newsroom's name, logo, address, hours, e-mail, phone and time zone, with defaults for missing values.
 *
 * @throws when the stored value is invalid.
 */
export async function readNewsroom(db: Database | Transaction): Promise<NewsroomSettings> {
  const stored = (await readSetting(db, key)) ?? {};
  // Defaults fill in settings that are newer than the stored value.
  return storedSchema.parse({ ...defaultNewsroom, version: 0, ...stored });
}

/** Replaces the settings. */
export function writeNewsroom(db: Database | Transaction, settings: NewsroomSettings): Promise<void> {
  return writeSetting(db, key, settings);
}

/** Serializes changes. A table lock, because the first change finds no row to lock. */
export async function lockNewsroom(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table ${settings} in share row exclusive mode`);
}
