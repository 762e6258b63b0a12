import { inArray } from 'drizzle-orm';
import { z } from 'zod';
import { roles } from '../domain/roles.ts';
import type { Database, Transaction } from './db/database.ts';
import { readSetting, writeSetting } from './db/queries/settings.ts';
import { users } from './db/schema.ts';

const demoSchema = z.object({
  password: z.string(),
  accounts: z.array(z.object({ email: z.string(), name: z.string(), role: z.enum(roles) })),
});

/** The accounts that the sign-in page offers, with their shared password. */
type MarkedDemo = z.infer<typeof demoSchema>;

/** The same, with the ids of the accounts. */
export type Demo = { password: string; accounts: (MarkedDemo['accounts'][number] & { id: string })[] };

/** The demo newsroom of this database; null for a real newsroom. */
export async function readDemo(db: Database): Promise<Demo | null> {
  const value = await readSetting(db, 'demo');
  if (value === undefined) return null;
  const { password, accounts } = demoSchema.parse(value);
  const emails = accounts.map(({ email }) => email);
  const rows = await db
    .select({ id: users.id, email: users.email })
    .from(users)
    .where(inArray(users.email, emails));
  const ids = new Map(rows.map(({ id, email }) => [email, id]));
  // An account whose address was changed is no longer offered.
  return {
    password,
    accounts: accounts.flatMap((account) => {
      const id = ids.get(account.email);
      return id === undefined ? [] : [{ ...account, id }];
    }),
  };
}

/** Marks the database as the demo newsroom, permanently. */
export function markDemo(db: Database | Transaction, demo: MarkedDemo): Promise<void> {
  return writeSetting(db, 'demo', demo);
}
