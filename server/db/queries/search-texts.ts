import { eq, isNull, sql } from 'drizzle-orm';
import type { SearchTexts } from '../../../domain/search-text.ts';
import type { Database, Transaction } from '../database.ts';
import { articles, searchTexts } from '../schema.ts';

/** Writes the texts of an article's working copy. */
export async function saveWorkingText(tx: Transaction, articleId: string, texts: SearchTexts): Promise<void> {
  await tx
    .insert(searchTexts)
    .values({ articleId, number: numberOf(articleId), ...texts })
    .onConflictDoUpdate({
      target: searchTexts.articleId,
      targetWhere: isNull(searchTexts.revisionId),
      set: texts,
      // Rewriting the index costs milliseconds.
      setWhere: sql`${searchTexts.plain} is distinct from excluded.plain`,
    });
}

/** Writes the texts of a revision that is published or scheduled. They never change. */
export async function savePublicText(
  tx: Transaction,
  { articleId, revisionId }: { articleId: string; revisionId: string },
  texts: SearchTexts,
): Promise<void> {
  await tx
    .insert(searchTexts)
    .values({ articleId, revisionId, number: numberOf(articleId), ...texts })
    .onConflictDoNothing();
}

const numberOf = (articleId: string) =>
  sql<number>`(select ${articles.shortId} from ${articles} where ${articles.id} = ${articleId}::uuid)`;

/** A row that an earlier version has written. */
export type UnfilledText = { id: number; articleId: string; revisionId: string | null };

export function findUnfilledTexts(db: Database, limit: number): Promise<UnfilledText[]> {
  const { id, articleId, revisionId, plain } = searchTexts;
  return db
    .select({ id, articleId, revisionId })
    .from(searchTexts)
    .where(isNull(plain))
    .orderBy(id)
    .limit(limit);
}

/** Fills in a row of an earlier version. With null its content cannot be read: it stays as it is. */
export async function fillText(db: Database | Transaction, id: number, texts: SearchTexts | null) {
  await db
    .update(searchTexts)
    .set(texts ?? { plain: '' })
    .where(eq(searchTexts.id, id));
}
