import { haveSameProposals } from '../../domain/document/unconfirmed.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { NotEditable, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { loadArticle } from './article-loading.ts';
import { assertKnownMedia, validContent } from './articles.ts';
import { api, requireActor } from './base.ts';

export const content = api.articles.content.handler(async (call) => {
  await loadArticle(call, call.input.id);
  return readContent(call.context.db, call.input.id);
});

/** Merges content into the document, live or not, and returns what is stored then: other people may be editing too. */
export const putContent = api.articles.putContent.handler(async (call) => {
  const { context, input } = call;
  const { id, ...given } = input;
  const { title } = await loadArticle(call, id);
  const accepted = validContent(given);
  await assertKnownMedia(context.db, accepted);
  const before = await readContent(context.db, id);
  try {
    await context.documents.merge(id, accepted, requireActor(context).id);
  } catch (error) {
    // It was submitted or published in between.
    if (error instanceof NotEditable) throw fail('wrong-stage');
    throw error;
  }
  const after = await readContent(context.db, id);
  if (after.contentHash !== before.contentHash || !haveSameProposals(after, before)) {
    // Not in one transaction with the content: an open document is stored by a transaction of its own.
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
