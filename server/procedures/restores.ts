import { and, eq, inArray, isNotNull } from 'drizzle-orm';
import { compareFields } from '../../domain/compare/fields.ts';
import { withBlockOf } from '../../domain/compare/restore.ts';
import type { FullRevision, RestoredPart } from '../../domain/contract/revisions.ts';
import { hashContent } from '../../domain/document/canonical.ts';
import type { ContentJson, HashedContent } from '../../domain/document/content.ts';
import { canOnArticle } from '../../domain/permissions.ts';
import { recordAudit } from '../audit/audit-log.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { type ArticleRow, findArticle, stateOf } from '../db/queries/articles.ts';
import { findRevision, saveRevision } from '../db/queries/revisions.ts';
import { articles } from '../db/schema.ts';
import { writerOfRestored } from '../documents/authorship/own-shares.ts';
import { lockArticle, NotEditable, readContent } from '../documents/store.ts';
import { fail } from '../http/problem.ts';
import { loadArticle } from './article-loading.ts';
import { assertKnownMedia, validContent } from './articles.ts';
import { api, requireActor } from './base.ts';
import { withoutContent } from './revisions.ts';

/**
 * Restores content of a revision as an ordinary change, which everybody who has the article open receives. The replaced
 * content is saved as a revision first, so that a restore undoes a restore; edits made in between are saved too.
 */
export const restore = api.articles.restoreRevision.handler(async (call) => {
  const { context, input } = call;
  const { id, revisionId, part, blockId = '' } = input;
  await loadArticle(call, id);
  const revision = await findRevision(context.db, id, revisionId);
  if (!revision) throw fail('not-found');
  const restored = (present: ContentJson) => restoredContent(present, revision, part, blockId);

  await context.documents.flush(id);
  const saved = await context.db.transaction(async (tx) => {
    await lockArticle(tx, id);
    const row = await loadArticle(call, id, tx);
    const present = await readContent(tx, id);
    // Validate before anything is written.
    await assertKnownMedia(tx, restored(present));
    return saveReplaced(context, tx, row, present);
  });
  const replaced = await changeDocument(context, input, restored);

  const outcome = await context.db.transaction(async (tx) => {
    await lockArticle(tx, id);
    const row = await findArticle(tx, id, context.now());
    if (!row) throw new Error(`Article ${id} was not found after a restore`);
    const replacedHash = await hashContent(replaced);
    const last =
      replacedHash === saved.contentHash
        ? saved
        : await saveReplaced(context, tx, row, { ...replaced, contentHash: replacedHash });
    const fields = part === 'all' ? await restoreFields(context, tx, row, revision) : [];
    await recordAudit(tx, context, {
      action: 'article.restore-version',
      subject: { type: 'article', id, name: row.title },
      detail: {
        revisionId,
        revisionNumber: revision.number,
        part,
        ...(part === 'block' && { blockId }),
        ...(fields.length > 0 && { fields }),
        keptRevisionNumber: last.number,
      },
    });
    return { kept: last, isFieldChanged: fields.length > 0 };
  });
  if (outcome.isFieldChanged) await context.documents.rightsChanged(id);
  const { contentHash } = await readContent(context.db, id);
  return { kept: withoutContent(outcome.kept), contentHash };
});

/** The present content with a part of the revision in place of its own. */
function restoredContent(
  present: ContentJson,
  { content }: FullRevision,
  part: RestoredPart,
  blockId: string,
): ContentJson {
  switch (part) {
    case 'all':
    case 'words':
      return validContent(content);
    case 'title':
    case 'lead':
      return validContent({ ...present, [part]: content[part] });
    case 'block': {
      const changed = withBlockOf(present, content, blockId);
      if (!changed) throw fail('invalid', { fields: { blockId: 'unknown' } });
      return validContent(changed);
    }
  }
}

async function changeDocument(
  context: RequestContext,
  { id, revisionId }: { id: string; revisionId: string },
  make: (present: ContentJson) => ContentJson,
): Promise<ContentJson> {
  const by = requireActor(context).id;
  const writerId = await writerOfRestored(context.db, id, revisionId, by);
  try {
    return await context.documents.change(id, make, by, writerId);
  } catch (error) {
    // It was submitted or published in between.
    if (error instanceof NotEditable) throw fail('wrong-stage');
    throw error;
  }
}

async function saveReplaced(
  context: RequestContext,
  tx: Transaction,
  row: ArticleRow,
  content: HashedContent,
): Promise<FullRevision> {
  const { id: by } = requireActor(context);
  const made = { reason: 'restore', by, at: context.clock() } as const;
  const revision = await findRevision(tx, row.id, await saveRevision(tx, row, content, made));
  if (!revision) throw new Error('The created revision was not found');
  return revision;
}

/**
 * Restores the fields whose values still exist. Fields of an article that was submitted since the content was restored
 * do not change.
 *
 * @returns the names of the changed fields.
 */
async function restoreFields(
  context: RequestContext,
  tx: Transaction,
  row: ArticleRow,
  { fields }: FullRevision,
): Promise<string[]> {
  if (!canOnArticle(requireActor(context), stateOf(row), 'edit').allowed) return [];
  const offered = await tx
    .select({ id: articles.id })
    .from(articles)
    .where(and(inArray(articles.id, fields.relatedIds), isNotNull(articles.publishedAt)));
  const wanted = {
    ...fields,
    categoryId: fields.categoryId ?? row.categoryId,
    relatedIds: fields.relatedIds.filter((one) => one !== row.id && offered.some(({ id }) => id === one)),
  };
  const changes = compareFields(row, wanted);
  if (changes.length === 0) return [];
  await tx
    .update(articles)
    .set({
      ...Object.fromEntries(changes.map(({ field, after }) => [field, after])),
      version: row.version + 1,
      updatedAt: context.clock(),
    })
    .where(eq(articles.id, row.id));
  return changes.map(({ field }) => field);
}
