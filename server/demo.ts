import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import type { Database, Transaction } from './db/database.ts';
import { readSetting, writeSetting } from './db/queries/settings.ts';

const demoSchema = z.object({
  password: z.string(),
  accounts: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(roles) })),
});

/** The accounts that the sign-in page offers, with their shared password. */
export type Demo = z.infer<typeof demoSchema>;

/** The demo newsroom of this database; null for a real newsroom. */
export async function readDemo(db: Database): Promise<Demo | null> {
  const value = await readSetting(db, 'demo');
  return value === undefined ? null : demoSchema.parse(value);
}

/** Marks the database as the demo newsroom, permanently. */
export function markDemo(db: Database | Transaction, demo: Demo): Promise<void> {
  return writeSetting(db, 'demo', demo);
}
