import { sql } from 'drizzle-orm';
import type { AuditAction, AuditSubject } from '../../domain/audit.ts';
import { sha256Hex, toHex } from '../../domain/bytes.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { fold } from '../../domain/vietnamese.ts';
import type { RequestContext } from '../context.ts';
import type { Database, Transaction } from '../db/database.ts';
import { auditHead, auditLog, users } from '../db/schema.ts';

/*
 * The audit log (decision 008) is a hash chain: each row has the SHA-256 over itself and the previous hash. The head has
 * an HMAC, which detects truncation. `verify.ts` checks both.
 */

/** The previous hash of the first row. */
export const genesisHash = '0'.repeat(64);

/**
 * Seals the head of a log that has no rows, in a newsroom without accounts: call it before the first account is made. Every
 * later account leaves a row, so that a log without a valid head, or without rows beside accounts, was emptied.
 */
export async function sealEmptyLog(db: Database | Transaction, secret: string): Promise<void> {
  const seal = await hmacOfHead(0, genesisHash, secret);
  // The key may have changed since an earlier start.
  await db.execute(sql`
    insert into ${auditHead} (number, hash, seal)
    select 0, ${genesisHash}, ${seal}
    where not exists (select 1 from ${users}) and not exists (select 1 from ${auditLog})
    on conflict (id) do update set seal = excluded.seal where ${auditHead}.number = 0`);
}

/** The user and address of a request. Every request context is one. */
export type AuditOrigin = Pick<RequestContext, 'clock' | 'auditSecret' | 'clientAddress'> & {
  user: { id: string; name: string } | null;
};

export type AuditEvent = {
  action: AuditAction;
  subject: { type: AuditSubject; id: string | null; name: string };
  /** Changed values with the API's names. Never a password, a token or the text of an article. */
  detail?: Record<string, unknown>;
};

/** An event with its time, actor and address. */
export type AuditRecord = AuditEvent & {
  at: Date;
  actor: { id: string; name: string } | null;
  address: string | null;
};

/**
 * Records an event in the transaction that causes it. Call it last: it locks the head of the log until the transaction
 * ends.
 */
export function recordAudit(tx: Transaction, origin: AuditOrigin, event: AuditEvent): Promise<void> {
  const { clock, user, clientAddress, auditSecret } = origin;
  const actor = user && { id: user.id, name: user.name };
  return appendAuditRecords(tx, auditSecret, [{ ...event, at: clock(), actor, address: clientAddress }]);
}

/** Appends several events in order, with one insert. */
export async function appendAuditRecords(
  tx: Transaction,
  secret: string,
  records: readonly AuditRecord[],
): Promise<void> {
  if (records.length === 0) return;
  // Without a head the log was emptied: a head without a valid HMAC takes its place.
  await tx.insert(auditHead).values({ number: 0, hash: genesisHash, seal: '' }).onConflictDoNothing();
  const [stored] = await tx.select().from(auditHead).for('update');
  if (!stored) throw new Error('The audit log has no head');
  let head = { number: stored.number, hash: stored.hash };
  // A head with an invalid HMAC gets a valid one below; the marker records the manipulation.
  const isHmacValid = stored.seal === (await hmacOfHead(stored.number, stored.hash, secret));
  const rows: (typeof auditLog.$inferInsert)[] = [];
  for (const { action, subject, detail = {}, at, actor, address } of records) {
    const followsInvalidHmac = !isHmacValid && rows.length === 0;
    const row = {
      number: head.number + 1,
      at,
      actorId: actor?.id ?? null,
      actorName: actor?.name ?? null,
      action,
      subjectType: subject.type,
      subjectId: subject.id,
      subjectName: subject.name,
      // Normalized as PostgreSQL stores it, so that the hash can be recomputed.
      detail: jsonOf({ ...detail, ...(followsInvalidHmac && { [invalidHmacMarker]: true }) }),
      address,
      previousHash: head.hash,
    };
    head = { number: row.number, hash: await hashAuditRow(row) };
    rows.push({ ...row, hash: head.hash, searchText: searchTextOf(row) });
  }
  await tx.insert(auditLog).values(rows);
  await tx.update(auditHead).set({ ...head, seal: await hmacOfHead(head.number, head.hash, secret) });
}

/** A key in the detail of the first row after a head with an invalid HMAC. Stored: never rename the value. */
export const invalidHmacMarker = 'afterBrokenSeal';

/** The folded text for search. */
function searchTextOf(row: Pick<Hashed, 'actorName' | 'subjectName' | 'detail' | 'address'>): string {
  const note = typeof row.detail.note === 'string' ? row.detail.note : '';
  return fold([row.actorName, row.subjectName, note, row.address].filter(Boolean).join(' '));
}

const jsonOf = (detail: Record<string, unknown>) =>
  JSON.parse(JSON.stringify(detail)) as Record<string, unknown>;

type Hashed = Omit<typeof auditLog.$inferSelect, 'hash' | 'searchText'>;

/** SHA-256, hex, over the row and the hash before it. */
export function hashAuditRow(row: Hashed): Promise<string> {
  const { number, at, actorId, actorName, action, subjectType, subjectId, subjectName } = row;
  const { detail, address, previousHash } = row;
  const hashed = [
    ...[previousHash, number, at.toISOString(), actorId, actorName, action],
    ...[subjectType, subjectId, subjectName, detail, address],
  ];
  return sha256Hex(canonicalJson(hashed));
}

/** HMAC-SHA-256, hex, over the number and hash of the last row. */
export async function hmacOfHead(number: number, hash: string, secret: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  return toHex(await crypto.subtle.sign('HMAC', key, bytes(`${number}:${hash}`)));
}
