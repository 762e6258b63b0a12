import { and, asc, desc, eq, gt, gte, inArray, isNull, lte } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { uploadParts, uploads } from '../schema.ts';

export type UploadRow = typeof uploads.$inferSelect;

type UploadKey = { id: string; createdBy: string; now: Date };

const matchesKey = ({ id, createdBy, now }: UploadKey) =>
  and(eq(uploads.id, id), eq(uploads.createdBy, createdBy), gt(uploads.expiresAt, now));

/** The upload, when it belongs to this user and has not expired; else null. */
export async function findUpload(db: Database | Transaction, asked: UploadKey): Promise<UploadRow | null> {
  const [row] = await db.select().from(uploads).where(matchesKey(asked));
  return row ?? null;
}

/** Like `findUpload`, locked until the transaction ends: parts are appended one at a time. */
export async function lockUpload(tx: Transaction, asked: UploadKey): Promise<UploadRow | null> {
  const [row] = await tx.select().from(uploads).where(matchesKey(asked)).for('update');
  return row ?? null;
}

/** Appends a part. The row must be locked. */
export async function addPart(
  tx: Transaction,
  { id, offset }: UploadRow,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<void> {
  await tx.insert(uploadParts).values({ uploadId: id, start: offset, bytes });
  await tx
    .update(uploads)
    .set({ offset: offset + bytes.length })
    .where(eq(uploads.id, id));
}

/** Concatenates the parts received so far. A few at a time, because a result is parsed at once. */
export async function readParts(db: Database, { id, offset }: UploadRow): Promise<Uint8Array<ArrayBuffer>> {
  const file = new Uint8Array(offset);
  let end = 0;
  while (end < offset) {
    const parts = await db
      .select({ start: uploadParts.start, bytes: uploadParts.bytes })
      .from(uploadParts)
      .where(and(eq(uploadParts.uploadId, id), gte(uploadParts.start, end)))
      .orderBy(asc(uploadParts.start))
      .limit(partsAtOnce);
    if (parts.length === 0) throw new Error(`Upload ${id} has ${end} bytes of ${offset}`);
    for (const { start, bytes } of parts) {
      if (start !== end) throw new Error(`Upload ${id} has a gap at byte ${end}`);
      file.set(bytes, start);
      end += bytes.length;
    }
  }
  return file;
}

const partsAtOnce = 8;

/**
 * Stores the picture's id or the reason for rejecting the file, and deletes the parts.
 *
 * @returns false when the upload does not exist any more.
 */
export async function recordUploadOutcome(
  tx: Transaction,
  id: string,
  outcome: Pick<UploadRow, 'mediaId'> | Pick<UploadRow, 'refusal'>,
): Promise<boolean> {
  const updated = await tx.update(uploads).set(outcome).where(eq(uploads.id, id)).returning();
  await tx.delete(uploadParts).where(eq(uploadParts.uploadId, id));
  return updated.length > 0;
}

/**
 * Deletes uploads with their parts.
 *
 * @returns the ids of complete uploads without an outcome, which may have left files in the file store.
 */
export async function deleteUploads(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const deleted = await db
    .delete(uploads)
    .where(inArray(uploads.id, [...ids]))
    .returning();
  return deleted
    .filter(({ mediaId, refusal, offset, length }) => !mediaId && !refusal && offset === length)
    .map(({ id }) => id);
}

/** The ids of expired uploads, and of this user's unfinished ones beyond the newest `keep`. */
export async function findEvictableUploads(
  db: Database,
  { createdBy, now, keep }: { createdBy: string; now: Date; keep: number },
): Promise<string[]> {
  const expired = await db.select({ id: uploads.id }).from(uploads).where(lte(uploads.expiresAt, now));
  const oldest = await db
    .select({ id: uploads.id })
    .from(uploads)
    .where(and(eq(uploads.createdBy, createdBy), isNull(uploads.mediaId), isNull(uploads.refusal)))
    .orderBy(desc(uploads.createdAt), desc(uploads.id))
    .offset(keep);
  return [...expired, ...oldest].map(({ id }) => id);
}
