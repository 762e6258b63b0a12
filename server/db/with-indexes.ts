import { sql } from 'drizzle-orm';
import type { Database, Transaction } from './database.ts';

/**
 * Runs statements with index scans: the planner does not know what it costs to read a long text, nor that a value is
 * nowhere in a table.
 */
export function withIndexes<Result>(
  db: Database | Transaction,
  run: (tx: Transaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    await tx.execute(sql`set local jit = off`);
    return run(tx);
  });
}
