import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { defaultNewsroom, newsroomFieldsSchema } from '../../../domain/contract/newsroom.ts';
import type { Database, Transaction } from '../database.ts';
import { settings } from '../schema.ts';
import { readSetting, writeSetting } from './settings.ts';

const key = 'newsroom';

const storedSchema = newsroomFieldsSchema.extend({
  /** Counts changes; the value of the ETag. 0 while nobody has changed anything. */
  version: z.number().int(),
});
export type NewsroomSettings = z.infer<typeof storedSchema>;

/**
 * What the newsroom says of itself: name, logo, address, hours, e-mail, phone, time zone. Texts are empty and the logo
 * is null where it says nothing.
 *
 * @throws where the database holds something that is no such setting.
 */
export async function readNewsroom(db: Database | Transaction): Promise<NewsroomSettings> {
  const stored = (await readSetting(db, key)) ?? {};
  // A setting that came with a later version of the desk is not in what an earlier one stored.
  return storedSchema.parse({ ...defaultNewsroom, version: 0, ...stored });
}

/** Stores the settings in place of what was there. */
export function writeNewsroom(db: Database | Transaction, settings: NewsroomSettings): Promise<void> {
  return writeSetting(db, key, settings);
}

/** Lets one change at a time through, also the first one, which finds no row that it could lock. */
export async function lockNewsroom(tx: Transaction): Promise<void> {
  await tx.execute(sql`lock table ${settings} in share row exclusive mode`);
}
