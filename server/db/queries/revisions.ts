import { desc, eq, inArray } from 'drizzle-orm';
import type { revisionReasons } from '../../../domain/contract/articles.ts';
import { canonicalJson } from '../../../domain/document/canonical.ts';
import type { ContentJson } from '../../../domain/document/content.ts';
import { contentText } from '../../../domain/document/to-text.ts';
import { countWords, fold } from '../../../domain/vietnamese.ts';
import type { Transaction } from '../database.ts';
import { articles, media, type RevisionFields, revisionMedia, revisions } from '../schema.ts';
import type { ArticleRow } from './articles.ts';
import { figureMediaIds } from './figure-media.ts';

/**
 * Keeps the words and fields as they stand now. When the newest revision holds the same ones, that is it: sending
 * back what was handed in makes no second copy.
 *
 * @returns the revision's id.
 */
export async function keepRevision(
  tx: Transaction,
  row: ArticleRow,
  { contentHash, ...content }: ContentJson & { contentHash: string },
  made: { reason: (typeof revisionReasons)[number]; by: string; at: Date },
): Promise<string> {
  const { categoryId, bylines, tags, source, coverMediaId, relatedIds } = row;
  const fields: RevisionFields = { categoryId, bylines, tags, source, coverMediaId, relatedIds };
  const [newest] = await tx
    .select()
    .from(revisions)
    .where(eq(revisions.articleId, row.id))
    .orderBy(desc(revisions.number))
    .limit(1);
  if (newest?.contentHash === contentHash && canonicalJson(newest.fields) === canonicalJson(fields)) {
    return newest.id;
  }
  const [revision] = await tx
    .insert(revisions)
    .values({
      articleId: row.id,
      number: (newest?.number ?? 0) + 1,
      reason: made.reason,
      content,
      contentHash,
      fields,
      title: content.title.trim(),
      words: countWords(contentText(content)),
      searchText: fold(contentText(content)),
      createdBy: made.by,
      createdAt: made.at,
    })
    .returning({ id: revisions.id });
  if (!revision) throw new Error('The insert of a revision answered nothing');
  return revision.id;
}

/** Opens the revision's pictures to readers: those in the words, and the cover. */
export async function keepRevisionMedia(
  tx: Transaction,
  revisionId: string,
  row: ArticleRow,
  content: ContentJson,
) {
  const ids = [...figureMediaIds(content), ...(row.coverMediaId ? [row.coverMediaId] : [])];
  if (ids.length === 0) return;
  const known = await tx.select({ mediaId: media.id }).from(media).where(inArray(media.id, ids));
  await tx
    .insert(revisionMedia)
    .values(known.map(({ mediaId }) => ({ revisionId, mediaId })))
    .onConflictDoNothing();
}

/** A slug that no other article has: the wanted one, or with `-2`, `-3` … behind it. */
export async function freeSlug(tx: Transaction, wanted: string, ownId: string): Promise<string> {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    const [taken] = await tx.select({ id: articles.id }).from(articles).where(eq(articles.slug, slug));
    if (!taken || taken.id === ownId) return slug;
  }
}
