import { and, asc, desc, eq, gt, inArray, isNull, lte } from 'drizzle-orm';
import type { Database, Transaction } from '../database.ts';
import { uploadParts, uploads } from '../schema.ts';

export type UploadRow = typeof uploads.$inferSelect;

type UploadKey = { id: string; createdBy: string; now: Date };

const matchesKey = ({ id, createdBy, now }: UploadKey) =>
  and(eq(uploads.id, id), eq(uploads.createdBy, createdBy), gt(uploads.expiresAt, now));

/** An upload of this person's that has not expired; null for everything else. */
export async function findUpload(db: Database | Transaction, asked: UploadKey): Promise<UploadRow | null> {
  const [row] = await db.select().from(uploads).where(matchesKey(asked));
  return row ?? null;
}

/** The same, held until the transaction ends: two parts never come in at once. */
export async function lockUpload(tx: Transaction, asked: UploadKey): Promise<UploadRow | null> {
  const [row] = await tx.select().from(uploads).where(matchesKey(asked)).for('update');
  return row ?? null;
}

/** Adds a part at the end. The row has to be locked. */
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

/** The file, as far as it has come. */
export async function readParts(db: Database, { id, offset }: UploadRow): Promise<Uint8Array<ArrayBuffer>> {
  const parts = await db
    .select({ start: uploadParts.start, bytes: uploadParts.bytes })
    .from(uploadParts)
    .where(eq(uploadParts.uploadId, id))
    .orderBy(asc(uploadParts.start));
  const file = new Uint8Array(offset);
  let end = 0;
  for (const { start, bytes } of parts) {
    if (start !== end) throw new Error(`Upload ${id} has a gap at byte ${end}`);
    file.set(bytes, start);
    end += bytes.length;
  }
  if (end !== offset) throw new Error(`Upload ${id} has ${end} bytes of ${offset}`);
  return file;
}

/**
 * Says what has become of the file, and lets its bytes go.
 *
 * @returns false where the upload is no longer there.
 */
export async function recordUploadOutcome(
  tx: Transaction,
  id: string,
  outcome: Pick<UploadRow, 'mediaId'> | Pick<UploadRow, 'refusal'>,
): Promise<boolean> {
  const settled = await tx.update(uploads).set(outcome).where(eq(uploads.id, id)).returning();
  await tx.delete(uploadParts).where(eq(uploadParts.uploadId, id));
  return settled.length > 0;
}

/** Drops uploads with their parts. @returns those that never became a picture, though one may have been begun. */
export async function deleteUploads(db: Database, ids: readonly string[]): Promise<string[]> {
  if (ids.length === 0) return [];
  const dropped = await db
    .delete(uploads)
    .where(inArray(uploads.id, [...ids]))
    .returning();
  return dropped
    .filter(({ mediaId, refusal, offset, length }) => !mediaId && !refusal && offset === length)
    .map(({ id }) => id);
}

/** What may go before this person begins another upload: all that has expired, and their own past the newest `keep`. */
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
