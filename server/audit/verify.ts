import { asc, gt } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { auditHead, auditLog } from '../db/schema.ts';
import { genesisHash, hashAuditRow, hmacOfHead, invalidHmacMarker } from './audit-log.ts';

/** A number of the log with the hash that its row has: what an admin notes down, on paper or elsewhere. */
export type AuditCheckpoint = { number: number; hash: string };

/**
 * What is wrong, at the first row where something is:
 *
 * - `changed`: the row is not what it was when it was written, or stands in another's place.
 * - `missing`: the row is gone; those before it are whole.
 * - `unlinked`: the row was not written after the one before it.
 * - `cut`: rows at the end are gone.
 * - `seal`: the end was set to something else by somebody who does not have the newsroom's secret.
 * - `resealed`: the row was written while the seal before it was broken.
 * - `noted`: the log does not hold the row that was noted down earlier.
 */
export type AuditLogProblem = {
  ok: false;
  number: number;
  problem: 'changed' | 'missing' | 'unlinked' | 'cut' | 'seal' | 'resealed' | 'noted';
};

type Options = {
  secret: string;
  /** A mark of an earlier run. Only it can show that the whole log was taken away or written anew with the secret. */
  expected?: AuditCheckpoint | undefined;
  batchSize?: number;
};

/**
 * Walks the whole log from the first row to the last.
 *
 * @returns the last row's number and hash, or the first thing that is wrong.
 */
export async function verifyAudit(
  db: Database,
  { secret, expected, batchSize = 1_000 }: Options,
): Promise<({ ok: true } & AuditCheckpoint) | AuditLogProblem> {
  // Before the rows: what is written meanwhile comes after this end and is no fault.
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
      if (invalidHmacMarker in row.detail) return problemAt(number, 'resealed');
      if (head?.number === number && head.hash !== row.hash) return problemAt(number, 'changed');
      if (expected?.number === number && expected.hash !== row.hash) return problemAt(number, 'noted');
      last = { number, hash: row.hash };
    }
    if (rows.length < batchSize) break;
  }
  if (head && last.number < head.number) return problemAt(last.number + 1, 'cut');
  // Read again: it is never behind what was written meanwhile.
  const [end] = await db.select().from(auditHead);
  if (!end) return last.number > 0 ? problemAt(last.number, 'seal') : matchCheckpoint(last, expected);
  if (end.number < last.number) return problemAt(end.number + 1, 'seal');
  const isHmacValid = end.number === 0 || end.seal === (await hmacOfHead(end.number, end.hash, secret));
  return isHmacValid ? matchCheckpoint(last, expected) : problemAt(end.number, 'seal');
}

function matchCheckpoint(
  last: AuditCheckpoint,
  expected: AuditCheckpoint | undefined,
): ({ ok: true } & AuditCheckpoint) | AuditLogProblem {
  return expected && expected.number > last.number
    ? problemAt(last.number + 1, 'noted')
    : { ok: true, ...last };
}

const problemAt = (number: number, problem: AuditLogProblem['problem']): AuditLogProblem => ({
  ok: false,
  number,
  problem,
});
