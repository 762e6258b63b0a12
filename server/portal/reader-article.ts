import { eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { ContentJson } from '../../domain/document/content.ts';
import type { Database } from '../db/database.ts';
import { onTrue, publicationAt } from '../db/queries/article-state.ts';
import { articles, categories, media, type RevisionFields, revisions } from '../db/schema.ts';

/** An article as readers get it: the words and fields of its visible revision, not those of the working copy. */
export type ReaderArticle = {
  slug: string;
  content: ContentJson;
  fields: RevisionFields;
  /** From the section down to the category; empty where the revision names none. */
  categoryNames: string[];
  /** The picture that stands for the article elsewhere. Size of the original in pixels. */
  cover: Picture | null;
  /** When readers first got the article. */
  publishedAt: Date;
  /** From when they get this revision: later than `publishedAt` after a correction. */
  visibleFrom: Date;
  /** When the next approved revision takes its place, if one waits. */
  nextFrom: Date | null;
};

export type Picture = { id: string; width: number; height: number };

export type Found =
  | { kind: 'visible'; article: ReaderArticle }
  /** Taken down, with the reason that was given. */
  | { kind: 'withdrawn'; reason: string | null }
  /** It never was, or its time has not come: readers cannot tell which. */
  | { kind: 'not-found' };

/** Finds what readers get at this moment under the number at the end of an address. */
export async function findForReaders(db: Database, shortId: number, now: Date): Promise<Found> {
  const { current, next } = publicationAt(db, now);
  const parents = alias(categories, 'parents');
  const [row] = await db
    .select({
      slug: articles.slug,
      publishedAt: articles.publishedAt,
      withdrawnAt: articles.withdrawnAt,
      reason: articles.withdrawnReason,
      visibleFrom: current.visibleFrom,
      nextFrom: next.visibleFrom,
      content: revisions.content,
      fields: revisions.fields,
      category: categories.name,
      parentCategory: parents.name,
      cover: { id: media.id, width: media.width, height: media.height },
    })
    .from(articles)
    .leftJoinLateral(current, onTrue)
    .leftJoinLateral(next, onTrue)
    .leftJoin(revisions, eq(revisions.id, current.revisionId))
    // As text: a value out of JSON that is no id must give no category, not an error.
    .leftJoin(categories, sql`${categories.id}::text = ${revisions.fields} ->> 'categoryId'`)
    .leftJoin(media, sql`${media.id}::text = ${revisions.fields} ->> 'coverMediaId'`)
    .leftJoin(parents, eq(parents.id, categories.parentId))
    .where(eq(articles.shortId, shortId));
  if (!row) return { kind: 'not-found' };
  const { slug, content, fields, visibleFrom } = row;
  if (!content || !fields || !visibleFrom || slug === null) {
    return row.withdrawnAt ? { kind: 'withdrawn', reason: row.reason } : { kind: 'not-found' };
  }
  return {
    kind: 'visible',
    article: {
      slug,
      content,
      fields,
      visibleFrom,
      cover: row.cover,
      categoryNames: [row.parentCategory, row.category].filter((name) => name !== null),
      publishedAt: row.publishedAt ?? visibleFrom,
      nextFrom: row.nextFrom,
    },
  };
}
