import { eq } from 'drizzle-orm';
import type { Database } from '../db/database.ts';
import { fillText, findUnfilledTexts, type UnfilledText } from '../db/queries/search-texts.ts';
import { revisions } from '../db/schema.ts';
import { searchTextsOf } from './projection.ts';
import { lockArticle, readContent, UnreadableDocument } from './store.ts';

/** Few, so that requests get their turn in between. */
const batchSize = 10;

/**
 * Fills in the search texts of articles that an earlier version has stored: newer ones are written with the content.
 * Until then those articles are found, but without excerpts and by their folded words only. Several processes may run it.
 */
export async function fillSearchTexts(db: Database, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const rows = await findUnfilledTexts(db, batchSize);
    if (rows.length === 0) return;
    for (const row of rows) {
      if (signal.aborted) return;
      await fillRow(db, row);
    }
  }
}

function fillRow(db: Database, { id, articleId, revisionId }: UnfilledText): Promise<void> {
  return db.transaction(async (tx) => {
    if (revisionId !== null) {
      const [revision] = await tx
        .select({ content: revisions.content })
        .from(revisions)
        .where(eq(revisions.id, revisionId));
      await fillText(tx, id, revision ? searchTextsOf(revision.content) : null);
      return;
    }
    await lockArticle(tx, articleId);
    try {
      await fillText(tx, id, searchTextsOf(await readContent(tx, articleId)));
    } catch (error) {
      if (!(error instanceof UnreadableDocument)) throw error;
      await fillText(tx, id, null);
    }
  });
}
