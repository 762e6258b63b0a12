import { and, desc, eq, like, max, ne, type SQL, sql } from 'drizzle-orm';
import type { Media } from '../../../domain/contract/media.ts';
import { renditionPath, renditionWidthsOf } from '../../../domain/renditions.ts';
import { searchWords } from '../../../domain/vietnamese.ts';
import type { Cursor } from '../../cursor.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles, media, revisionMedia, revisions, users } from '../schema.ts';
import { publicationAt } from './article-state.ts';
import { readNewsroom } from './newsroom.ts';

export type MediaQuery = { q: string | undefined; after: Cursor | null; limit: number };

/** Pictures, newest first. Every word of `q` must occur in caption, credit, alternative text or file name, folded. */
export function listMedia(db: Database, { q = '', after, limit }: MediaQuery): Promise<MediaRow[]> {
  const conditions: SQL[] = searchWords(q).map((word) =>
    like(media.searchText, `%${word.replace(/[\\%_]/g, '\\$&')}%`),
  );
  if (after) {
    conditions.push(sql`(${media.createdAt}, ${media.id}) < (${after.key}::timestamptz, ${after.id}::uuid)`);
  }
  return selectMedia(db)
    .where(and(...conditions))
    .orderBy(desc(media.createdAt), desc(media.id))
    .limit(limit);
}

export async function findMedia(db: Database, id: string): Promise<MediaRow | null> {
  const [row] = await selectMedia(db).where(eq(media.id, id));
  return row ?? null;
}

/** Distinct credits: those on the viewer's own pictures first, then by last use. */
export async function recentCredits(db: Database, viewerId: string, limit: number): Promise<string[]> {
  const rows = await db
    .select({ credit: media.credit })
    .from(media)
    .where(ne(media.credit, ''))
    .groupBy(media.credit)
    .orderBy(desc(sql`bool_or(${media.createdBy} = ${viewerId})`), desc(max(media.updatedAt)), media.credit)
    .limit(limit);
  return rows.map((row) => row.credit);
}

/**
 * Whether readers may fetch the picture now: it is in a published revision, or it is the newsroom's logo. A picture that
 * a correction removed is not public any more.
 */
export async function isPublicMedia(db: Database, mediaId: string, now: DatabaseTime): Promise<boolean> {
  const { current } = publicationAt(db, now);
  const rows = await db
    .select({ articleId: articles.id })
    .from(revisionMedia)
    .innerJoin(revisions, eq(revisions.id, revisionMedia.revisionId))
    .innerJoin(articles, eq(articles.id, revisions.articleId))
    .innerJoinLateral(current, eq(current.revisionId, revisionMedia.revisionId))
    .where(eq(revisionMedia.mediaId, mediaId))
    .limit(1);
  return rows.length > 0 || (await readNewsroom(db)).logoMediaId === mediaId;
}

function selectMedia(db: Database) {
  return db
    .select({ media, createdByName: users.name, cursorKey: sql<string>`${media.createdAt}::text` })
    .from(media)
    .innerJoin(users, eq(users.id, media.createdBy));
}

export type MediaRow = {
  media: typeof media.$inferSelect;
  createdByName: string;
  /** `createdAt` as text, with the microseconds that a `Date` loses. */
  cursorKey: string;
};

/** A row in the format of the API. */
export function presentMedia({ media: row, createdByName }: MediaRow): Media {
  return {
    id: row.id,
    fileName: row.fileName,
    mimeType: row.mimeType as Media['mimeType'],
    width: row.width,
    height: row.height,
    bytes: row.bytes,
    caption: row.caption,
    credit: row.credit,
    alt: row.alt,
    renditions: renditionWidthsOf(row.width).map((name) => {
      const width = Math.min(name, row.width);
      return {
        width,
        height: Math.max(1, Math.round((row.height * width) / row.width)),
        url: renditionPath(row.id, name),
      };
    }),
    createdAt: row.createdAt.toISOString(),
    createdBy: { id: row.createdBy, name: createdByName },
  };
}
