import { and, desc, eq, gte, like, lt, type SQL, sql } from 'drizzle-orm';
import type { AuditGroup } from '../../../domain/audit.ts';
import type { AuditEntry, AuditFilter } from '../../../domain/contract/audit.ts';
import { searchWords } from '../../../domain/vietnamese.ts';
import type { Database } from '../database.ts';
import { auditLog } from '../schema.ts';

type Page = {
  /** Only rows with smaller numbers. */
  before: number | null;
  limit: number;
};

/** Rows of the audit log, newest first. Every word of `q` must occur in actor, subject, note or address, folded. */
export async function listAudit(
  db: Database,
  filter: AuditFilter,
  { before, limit }: Page,
): Promise<AuditEntry[]> {
  const { q = '', actorId, group, subjectType, subjectId, from, to } = filter;
  const conditions: SQL[] = searchWords(q).map((word) =>
    like(auditLog.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  );
  if (before !== null) conditions.push(lt(auditLog.number, before));
  if (actorId !== undefined) conditions.push(eq(auditLog.actorId, actorId));
  if (group !== undefined) conditions.push(isOfGroup(group));
  if (subjectType !== undefined) conditions.push(eq(auditLog.subjectType, subjectType));
  if (subjectId !== undefined) conditions.push(eq(auditLog.subjectId, subjectId));
  if (from !== undefined) conditions.push(gte(auditLog.at, new Date(from)));
  if (to !== undefined) conditions.push(lt(auditLog.at, new Date(to)));
  const rows = await db
    .select()
    .from(auditLog)
    .where(and(...conditions))
    .orderBy(desc(auditLog.number))
    .limit(limit);
  return rows.map(present);
}

const isOfGroup = (group: AuditGroup): SQL => sql`split_part(${auditLog.action}, '.', 1) = ${group}`;

function present(row: typeof auditLog.$inferSelect): AuditEntry {
  const { number, action, actorId, actorName, subjectType, subjectId, subjectName, detail, address, hash } =
    row;
  return {
    number,
    at: row.at.toISOString(),
    actor: actorId === null ? null : { id: actorId, name: actorName ?? '' },
    // Safe: only `recordAudit` writes these columns.
    action: action as AuditEntry['action'],
    subject: { type: subjectType as AuditEntry['subject']['type'], id: subjectId, name: subjectName },
    detail,
    address,
    hash,
  };
}
