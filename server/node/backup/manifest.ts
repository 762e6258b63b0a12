import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { z } from 'zod';
import { renditionWidthsOf } from '../../../domain/document/to-html.ts';
import type { Database, Transaction } from '../../db/database.ts';
import { media } from '../../db/schema.ts';
import { originalKey, renditionKey } from '../../images/store-picture.ts';

/** Something about a backup that the person at the terminal has to know. Nothing was changed. */
export class BackupError extends Error {
  override name = 'BackupError';
}

/** Written last: a folder without one is no backup. */
export const manifestSchema = z.object({
  format: z.literal(1),
  createdAt: z.string(),
  /** The migrations that the database had, in order: a restore needs the same ones. */
  migrations: z.array(z.string()),
  tables: z.array(z.object({ name: z.string(), rows: z.number().int(), sha256: z.string() })),
  files: z.object({ count: z.number().int(), bytes: z.number().int(), sha256: z.string() }),
});
export type Manifest = z.infer<typeof manifestSchema>;

export const manifestName = 'manifest.json';
/** One line for each file: `{ key, bytes, sha256 }`. */
export const fileListName = 'files.jsonl';
export type FileEntry = { key: string; bytes: number; sha256: string };

/** The migrations that a database has applied, each with its checksum. */
export async function appliedMigrations(db: Database | Transaction): Promise<string[]> {
  const { rows } = await db.execute<{ tag: string; checksum: string }>(
    sql`select tag, checksum from applied_migrations order by tag`,
  );
  return rows.map(({ tag, checksum }) => `${tag}:${checksum}`);
}

/** The keys of every file that the database speaks of. Crops for cards are made anew when they are asked for. */
export async function fileKeys(tx: Transaction): Promise<string[]> {
  const pictures = await tx.select({ id: media.id, width: media.width }).from(media).orderBy(media.id);
  return pictures.flatMap(({ id, width }) => [
    originalKey(id),
    ...renditionWidthsOf(width).map((name) => renditionKey(id, name)),
  ]);
}

/** SHA-256, hex, over lines that come one after the other. */
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
