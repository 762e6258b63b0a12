import { recordAudit } from '../audit/audit-log.ts';
import { NotEditable, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { loadArticle } from './article-loading.ts';
import { acceptable, refuseUnknownMedia } from './articles.ts';
import { api, requireActor } from './base.ts';

/** The words of the working copy, as they are committed. */
export const content = api.articles.content.handler(async ({ context, input }) => {
  await loadArticle(context, input.id, 'read');
  return readContent(context.db, input.id);
});

/** Merges words into the document, live or not. Answers what is stored then: other people may be writing too. */
export const putContent = api.articles.putContent.handler(async ({ context, input }) => {
  const { id, ...words } = input;
  const { title } = await loadArticle(context, id, 'edit');
  const accepted = acceptable(words);
  await refuseUnknownMedia(context.db, accepted);
  const before = await readContent(context.db, id);
  try {
    await context.documents.merge(id, accepted, requireActor(context).id);
  } catch (error) {
    // It was handed in or published in between.
    if (error instanceof NotEditable) throw fail('wrong-stage');
    throw error;
  }
  const after = await readContent(context.db, id);
  if (after.contentHash !== before.contentHash) {
    // After the words, not with them: a document that people have open is stored by its own transaction.
    await context.db.transaction((tx) =>
      recordAudit(tx, context, {
        action: 'article.content',
        subject: { type: 'article', id, name: after.title || title },
        detail: { contentHash: after.contentHash },
      }),
    );
  }
  return after;
});
