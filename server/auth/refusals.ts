import type { AuditAction } from '../../domain/audit.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { RequestContext } from '../context.ts';
import { consumeAttempt } from './throttle.ts';

/** Records of refusals that belong to no account, in all. Others are bounded by the limit on their account. */
const recordsOfUnknown = { name: 'record-unknown', subject: '', max: 100, windowMs: 3_600_000 };

type Refusal = {
  /** Default: `session.refused`. */
  action?: Extract<AuditAction, 'session.refused' | 'security.refused'>;
  /** `id`: null where no account was found; strangers can make up any number of those. */
  account: { id: string | null; name: string };
  detail?: Record<string, unknown>;
};

/** Records a refused proof of identity in the audit log. Not for throttled ones: an attacker could fill the log. */
export async function recordRefusal(
  context: RequestContext,
  { action = 'session.refused', account, detail }: Refusal,
): Promise<void> {
  const { db, clock } = context;
  if (account.id === null && (await consumeAttempt(db, recordsOfUnknown, clock())) > 0) return;
  const entry = { action, subject: { type: 'account' as const, ...account }, ...(detail && { detail }) };
  await db.transaction((tx) => recordAudit(tx, context, entry));
}
