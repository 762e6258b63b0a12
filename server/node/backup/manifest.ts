import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { canonicalJson } from '../../../domain/document/canonical.ts';
import { renditionWidthsOf } from '../../../domain/renditions.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { media } from '../../db/schema.ts';
import { originalKey, renditionKey } from '../../images/store-picture.ts';

/** A backup or restore that cannot proceed; the message is for the operator. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Written last, so a folder without it is not a complete backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  /** The applied migrations, in order: a restore requires the same ones. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: z.string() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), sha256: z.string() }),
  /** See `hmacOfManifest`. Missing in backups of earlier versions. */
  hmac: z.string().optional(),
});
export type Manifest = z.infer<typeof manifestSchema>;

/**
 * HMAC-SHA-256, hex, over the manifest, which has the hashes of everything else. The key must not be in the backup, or
 * whoever can edit the backup could make a new one.
 */
export function hmacOfManifest({ hmac: _, ...content }: Manifest, key: string): string {
  return createHmac('sha256', key)
    .update(`toa-soan backup\n${canonicalJson(content)}`)
    .digest('hex');
}

/** @throws BackupError unless the manifest was made with this key. */
export function assertAuthentic(manifest: Manifest, key: string | null): void {
  if (manifest.hmac === undefined)
    throw new BackupError(`The backup is of a version that did not authenticate backups. ${unverifiedHint}`);
  if (key === null)
    throw new BackupError(
      `The key of the backup is missing: set BACKUP_KEY, or the AUDIT_SECRET of the desk that made it. ${unverifiedHint}`,
    );
  const expected = Buffer.from(hmacOfManifest(manifest, key));
  const found = Buffer.from(manifest.hmac);
  if (found.length !== expected.length || !timingSafeEqual(found, expected))
    throw new BackupError(
      `The manifest was changed, or the backup was made with another key. ${unverifiedHint}`,
    );
}

const unverifiedHint = 'To restore it all the same, because you trust where it was stored: --unverified';

export const manifestName = 'manifest.json';
/** JSON Lines, one `FileEntry` for each file. */
export const fileListName = 'files.jsonl';
export type FileEntry = { key: string; bytes: number; sha256: string };

/** The applied migrations, each as `tag:checksum`. */
export async function appliedMigrations(db: Database | Transaction): Promise<string[]> {
  const { rows } = await db.execute<{ tag: string; checksum: string }>(
    sql`select tag, checksum from applied_migrations order by tag`,
  );
  return rows.map(({ tag, checksum }) => `${tag}:${checksum}`);
}

/** The keys of all files that the database references, without Open Graph images, which are created on demand. */
export async function fileKeys(tx: Transaction): Promise<string[]> {
  const pictures = await tx.select({ id: media.id, width: media.width }).from(media).orderBy(media.id);
  return pictures.flatMap(({ id, width }) => [
    originalKey(id),
    ...renditionWidthsOf(width).map((name) => renditionKey(id, name)),
  ]);
}

/** Incremental SHA-256 over lines. */
export function createLineHasher(): { add: (line: string) => void; hex: () => string; count: () => number } {
  const hash = createHash('sha256');
  let count = 0;
  return {
    add(line) {
      count += 1;
      hash.update(line).update('\n');
    },
    hex: () => hash.digest('hex'),
    count: () => count,
  };
}

export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
