import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import type { Database, Transaction } from './db/database.ts';
import { readSetting, writeSetting } from './db/queries/settings.ts';

const demoSchema = z.object({
  password: z.string(),
  accounts: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(roles) })),
});

/** The accounts that the sign-in page offers, with the password that they all have. */
export type Demo = z.infer<typeof demoSchema>;

/** Whether this database holds the demo newsroom, and its accounts. Null for a newsroom of its own. */
export async function readDemo(db: Database): Promise<Demo | null> {
  const value = await readSetting(db, 'demo');
  return value === undefined ? null : demoSchema.parse(value);
}

/** Marks the database as the demo newsroom, for good. */
export function markDemo(db: Database | Transaction, demo: Demo): Promise<void> {
  return writeSetting(db, 'demo', demo);
}
