import type { AuditAction, AuditSubject } from '../../domain/audit.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { fold } from '../../domain/vietnamese.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { auditHead, auditLog } from '../db/schema.ts';

/*
 * The audit log: who did what to what, when, from where. Each row carries the SHA-256 over itself and the row before
 * it, and the last row is sealed with a secret, so that an edit, a deletion and a cut tail are found (`verify.ts`).
 */

/** The hash before the first row. */
export const genesisHash = '0'.repeat(64);

/** Who asks, and from where. Every request context is one. */
export type AuditOrigin = Pick<RequestContext, 'clock' | 'auditSecret' | 'clientAddress'> & {
  user: { id: string; name: string } | null;
};

export type AuditEvent = {
  action: AuditAction;
  subject: { type: AuditSubject; id: string | null; name: string };
  /** What changed, in the words of the API: JSON, never a password, a token or the text of an article. */
  detail?: Record<string, unknown>;
};

/**
 * Writes what was done, in the transaction that does it: both or neither. Call it last: it waits for whoever else is
 * writing to the log, and holds the log until the transaction ends.
 */
export async function recordAudit(
  tx: Transaction,
  origin: AuditOrigin,
  { action, subject, detail = {} }: AuditEvent,
): Promise<void> {
  await tx.insert(auditHead).values({ number: 0, hash: genesisHash, seal: '' }).onConflictDoNothing();
  const [head] = await tx.select().from(auditHead).for('update');
  if (!head) throw new Error('The audit log has no head');
  // What JSON makes of it is what is stored, and so what must be hashed.
  const stored = JSON.parse(JSON.stringify(detail)) as Record<string, unknown>;
  const row = {
    number: head.number + 1,
    at: origin.clock(),
    actorId: origin.user?.id ?? null,
    actorName: origin.user?.name ?? null,
    action,
    subjectType: subject.type,
    subjectId: subject.id,
    subjectName: subject.name,
    detail: stored,
    address: origin.clientAddress,
    previousHash: head.hash,
  };
  const hash = await hashOf(row);
  const note = typeof stored.note === 'string' ? stored.note : '';
  const searchText = fold([row.actorName, row.subjectName, note, row.address].filter(Boolean).join(' '));
  await tx.insert(auditLog).values({ ...row, hash, searchText });
  await tx.update(auditHead).set({ number: row.number, hash, seal: await sealOf(row.number, hash, origin.auditSecret) });
}

type Hashed = Omit<typeof auditLog.$inferSelect, 'hash' | 'searchText'>;

/** SHA-256, hex, over the row and the hash before it. */
export async function hashOf(row: Hashed): Promise<string> {
  const { number, at, actorId, actorName, action, subjectType, subjectId, subjectName } = row;
  const { detail, address, previousHash } = row;
  const hashed = [
    ...[previousHash, number, at.toISOString(), actorId, actorName, action],
    ...[subjectType, subjectId, subjectName, detail, address],
  ];
  return hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(canonicalJson(hashed))));
}

/** HMAC-SHA-256, hex, over the number and hash of the last row. */
export async function sealOf(number: number, hash: string, secret: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const algorithm = { name: 'HMAC', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('raw', bytes(secret), algorithm, false, ['sign']);
  return hex(await crypto.subtle.sign('HMAC', key, bytes(`${number}:${hash}`)));
}

function hex(buffer: ArrayBuffer): string {
  return Array.from(new Uint8Array(buffer), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

