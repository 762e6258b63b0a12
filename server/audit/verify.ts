import { asc, gt } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { auditHead, auditLog, users } from '../db/schema.ts';
import { genesisHash, hashAuditRow, hmacOfHead, invalidHmacMarker } from './audit-log.ts';

/** A row's number and hash, which an admin stores outside of the database. */
export type AuditCheckpoint = { number: number; hash: string };

/**
 * The first problem found:
 *
 * - `changed`: the row's content does not match its hash.
 * - `missing`: a row in the middle was deleted.
 * - `unlinked`: the row's previous hash is not that of the row before it.
 * - `truncated`: rows at the end were deleted, or all of them.
 * - `invalid-hmac`: the head was changed without the newsroom's secret.
 * - `after-invalid-hmac`: the row was written while the head was missing or its HMAC invalid.
 * - `checkpoint-mismatch`: the log does not contain the checkpoint.
 */
export type AuditLogProblem = {
  ok: false;
  number: number;
  problem:
    | 'changed'
    | 'missing'
    | 'unlinked'
    | 'truncated'
    | 'invalid-hmac'
    | 'after-invalid-hmac'
    | 'checkpoint-mismatch';
};

type Options = {
  secret: string;
  /** From an earlier run. Only it detects a log that was rewritten with the secret, or set back to an old copy. */
  expected?: AuditCheckpoint | undefined;
  batchSize?: number;
};

/**
 * Verifies the whole log.
 *
 * @returns the last row's number and hash, or the first problem.
 */
export async function verifyAudit(
  db: Database,
  { secret, expected, batchSize = 1_000 }: Options,
): Promise<({ ok: true } & AuditCheckpoint) | AuditLogProblem> {
  // Both are read before the rows, because rows are appended during the run. The first account leaves the first row.
  const isUsed = await hasAccounts(db);
  const [head] = await db.select().from(auditHead);
  let last: AuditCheckpoint = { number: 0, hash: genesisHash };
  for (;;) {
    const rows = await db
      .select()
      .from(auditLog)
      .where(gt(auditLog.number, last.number))
      .orderBy(asc(auditLog.number))
      .limit(batchSize);
    for (const row of rows) {
      const number = last.number + 1;
      if (row.number !== number) return problemAt(number, 'missing');
      if ((await hashAuditRow(row)) !== row.hash) return problemAt(number, 'changed');
      if (row.previousHash !== last.hash) return problemAt(number, 'unlinked');
      if (invalidHmacMarker in row.detail) return problemAt(number, 'after-invalid-hmac');
      if (head?.number === number && head.hash !== row.hash) return problemAt(number, 'changed');
      if (expected?.number === number && expected.hash !== row.hash)
        return problemAt(number, 'checkpoint-mismatch');
      last = { number, hash: row.hash };
    }
    if (rows.length < batchSize) break;
  }
  if (head && last.number < head.number) return problemAt(last.number + 1, 'truncated');
  // Read again: this head includes every row read above.
  const [end] = await db.select().from(auditHead);
  if (last.number === 0 && isUsed) return problemAt(1, 'truncated');
  if (!end) return last.number > 0 ? problemAt(last.number, 'invalid-hmac') : matchCheckpoint(last, expected);
  if (end.number < last.number) return problemAt(end.number + 1, 'invalid-hmac');
  const isHmacValid = end.seal === (await hmacOfHead(end.number, end.hash, secret));
  return isHmacValid ? matchCheckpoint(last, expected) : problemAt(end.number, 'invalid-hmac');
}

async function hasAccounts(db: Database): Promise<boolean> {
  const [account] = await db.select({ id: users.id }).from(users).limit(1);
  return account !== undefined;
}

function matchCheckpoint(
  last: AuditCheckpoint,
  expected: AuditCheckpoint | undefined,
): ({ ok: true } & AuditCheckpoint) | AuditLogProblem {
  return expected && expected.number > last.number
    ? problemAt(last.number + 1, 'checkpoint-mismatch')
    : { ok: true, ...last };
}

const problemAt = (number: number, problem: AuditLogProblem['problem']): AuditLogProblem => ({
  ok: false,
  number,
  problem,
});
