import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { renditionWidthsOf } from '../../../domain/document/to-html.ts';
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
});
export type Manifest = z.infer<typeof manifestSchema>;

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
