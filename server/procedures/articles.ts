import { and, count, eq, inArray, isNotNull, isNull } from 'drizzle-orm';
import type { ArticleFields } from '../../domain/contract/article-schema.ts';
import type { FieldErrorCode } from '../../domain/contract/errors.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import { checkContent } from '../../domain/document/check.ts';
import { type ContentJson, emptyContent } from '../../domain/document/content.ts';
import { parseSearchQuery } from '../../domain/search-query.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { sqlStateOf } from '../classify-error.ts';
import { decodeCursor, pageOf } from '../cursor.ts';
import type { Database, Transaction } from '../db/database.ts';
import { countArticles } from '../db/queries/article-counts.ts';
import {
  type ArticleFilters,
  countMatches,
  isSortKey,
  listArticles,
  suggestSearch,
} from '../db/queries/article-list.ts';
import { type ArticleRow, findArticle } from '../db/queries/articles.ts';
import { unknownMedia } from '../db/queries/figure-media.ts';
import { readExcerpts } from '../db/queries/search-excerpts.ts';
import { readPolicy } from '../db/queries/settings.ts';
import { articleAuthors, articles, categories, media, searchTexts, transitions } from '../db/schema.ts';
import { createDocument, lockArticle } from '../documents/store.ts';
import { matchesIfMatch } from '../http/conditional-requests.ts';
import { fail } from '../http/problem.ts';
import { loadArticle, presentArticle, respondWithArticle } from './article-loading.ts';
import { api, requireActor } from './base.ts';

export const list = api.articles.list.handler(async ({ context, input }) => {
  const actor = requireActor(context);
  const { db } = context;
  const now = context.now();
  const { cursor, view, limit, ...rest } = input;
  const { search, ...filters } = searchAndFiltersOf(rest);
  // A list by relevance without a search has no matches to compare.
  const sort = search ? (input.sort ?? 'relevance') : input.sort === 'relevance' ? 'updated' : input.sort;
  const query = { ...filters, view, search, sort: sort ?? 'updated', limit };
  const after = decodeCursor(cursor, (key) => isSortKey(query.sort, key));
  const found = await listArticles(db, actor, { ...query, after }, now);
  const { rows, nextCursor } = pageOf(found, limit, (row) => ({ key: row.sortKey, id: row.id }));
  const ids = rows.map(({ id }) => id);
  const excerpts = search && (await readExcerpts(db, search, ids, isNull(searchTexts.revisionId)));
  const policy = await readPolicy(db);
  const items = rows.map((row) => ({
    ...presentArticle(row, actor, policy),
    excerpt: excerpts?.get(row.id) ?? null,
  }));
  const isEmpty = items.length === 0 && after === null;
  const suggestion = search && isEmpty ? await suggestSearch(db, actor, search, now) : null;
  return { items, nextCursor, suggestion };
});

export const counts = api.articles.counts.handler(({ context, input }) => {
  const { search, ...filters } = searchAndFiltersOf(input);
  const actor = requireActor(context);
  return search
    ? countMatches(context.db, actor, { ...filters, search }, context.now())
    : countArticles(context.db, actor, context.now());
});

type SearchAndFilters = Omit<ArticleFilters, 'from' | 'to'> &
  Partial<Record<'q' | 'from' | 'to', string | undefined>>;

/** `search` is null for a query without letters and digits, which restricts nothing. */
function searchAndFiltersOf({ q, categoryId, authorId, from, to }: SearchAndFilters) {
  const search = parseSearchQuery(q ?? '');
  return {
    search: search.terms.length > 0 ? search : null,
    categoryId,
    authorId,
    from: from === undefined ? undefined : new Date(from),
    to: to === undefined ? undefined : new Date(to),
  };
}

export const get = api.articles.get.handler(async (call) => {
  const { context, input } = call;
  const row = await loadArticle(call, input.id);
  return respondWithArticle(context, row, await readPolicy(context.db));
});

export const create = api.articles.create.handler(async ({ context, input }) => {
  const actor = requireActor(context);
  const { content: given = emptyContent, ...fields } = input;
  const content = validContent(given);
  const bylines = fields.bylines ?? context.user?.penNames.slice(0, 1) ?? [];
  const now = context.clock();
  const row = await withUniqueSlug(() =>
    context.db.transaction(async (tx) => {
      await assertKnownReferences(tx, fields, null);
      await assertKnownMedia(tx, content);
      const [made] = await tx
        .insert(articles)
        .values({ ...fields, bylines, createdAt: now, updatedAt: now })
        .returning({ id: articles.id });
      if (!made) throw new Error('The insert of an article returned no row');
      await tx.insert(articleAuthors).values({ articleId: made.id, userId: actor.id });
      await createDocument(tx, made.id, content);
      await tx
        .insert(transitions)
        .values({ articleId: made.id, transition: 'create', actorId: actor.id, at: now, to: 'draft' });
      await recordAudit(tx, context, {
        action: 'article.create',
        subject: { type: 'article', id: made.id, name: content.title },
      });
      return findArticle(tx, made.id, context.now());
    }),
  );
  if (!row) throw new Error('The created article was not found');
  return respondWithArticle(context, row, await readPolicy(context.db));
});

export const update = api.articles.update.handler(async (call) => {
  const { context, input } = call;
  const { id } = input.params;
  const now = context.clock();
  const { row, isChanged } = await withUniqueSlug(() =>
    context.db.transaction(async (tx) => {
      await lockArticle(tx, id);
      const current = await loadArticle(call, id, tx);
      const changes = changesTo(current, input.body);
      const isMatch = matchesIfMatch(input.headers['if-match'], current.version);
      // Already so, as on a retry after a lost response: no conflict, whatever the version (RFC 9110, 13.1.1).
      if (Object.keys(changes).length === 0) return { row: current, isChanged: false };
      if (!isMatch) {
        const article = respondWithArticle(context, current, await readPolicy(tx));
        throw fail('stale', { data: { current: article, fields: Object.keys(changes) } });
      }
      await assertKnownReferences(tx, changes, id);
      await tx
        .update(articles)
        .set({ ...changes, version: current.version + 1, updatedAt: now })
        .where(eq(articles.id, id));
      await recordAudit(tx, context, {
        action: 'article.update',
        subject: { type: 'article', id, name: current.title },
        detail: { fields: Object.keys(changes) },
      });
      return { row: await findArticle(tx, id, context.now()), isChanged: true };
    }),
  );
  if (!row) throw new Error(`Article ${id} was not found after its update`);
  if (isChanged) await context.documents.rightsChanged(id);
  return respondWithArticle(context, row, await readPolicy(context.db));
});

/**
 * The content in canonical form, see `checkContent`.
 *
 * @throws `too-large` (413), or `invalid-document` (422) with the place of the error as `detail`.
 */
export function validContent({ title, lead, body }: ContentJson): ContentJson {
  const check = checkContent({ title, lead, body });
  if (check.ok) return check.content;
  const detail = `${check.problem.path}: ${check.problem.reason}`;
  throw fail(check.tooLarge ? 'too-large' : 'invalid-document', { detail });
}

/** @throws `invalid-document` (422) where the content names a picture that the media library does not have. */
export async function assertKnownMedia(db: Database | Transaction, content: ContentJson): Promise<void> {
  const [unknown] = await unknownMedia(db, content);
  if (unknown !== undefined) {
    throw fail('invalid-document', { detail: `body: no picture ${unknown.slice(0, 64)} in the library` });
  }
}

/** The fields that differ from what is stored. */
function changesTo(row: ArticleRow, given: Partial<ArticleFields>): Partial<ArticleFields> {
  const names = Object.keys(given) as (keyof ArticleFields)[];
  return Object.fromEntries(
    names
      .filter((name) => given[name] !== undefined && canonicalJson(given[name]) !== canonicalJson(row[name]))
      .map((name) => [name, given[name]]),
  );
}

async function assertKnownReferences(
  db: Database | Transaction,
  fields: Partial<ArticleFields>,
  ownId: string | null,
): Promise<void> {
  const problems: Record<string, FieldErrorCode> = {};
  const { categoryId, coverMediaId, relatedIds } = fields;
  if (categoryId) {
    // Locked until commit: a category that is being merged into another must not get new articles.
    const [found] = await db
      .select({ id: categories.id })
      .from(categories)
      .where(and(eq(categories.id, categoryId), isNull(categories.mergedIntoId)))
      .for('share');
    if (!found) problems.categoryId = 'unknown';
  }
  if (coverMediaId) {
    const [found] = await db.select({ found: count() }).from(media).where(eq(media.id, coverMediaId));
    if (!found?.found) problems.coverMediaId = 'unknown';
  }
  const relatedProblem = relatedIds && (await problemOfRelated(db, relatedIds, ownId));
  if (relatedProblem) problems.relatedIds = relatedProblem;
  if (Object.keys(problems).length > 0) throw fail('invalid', { fields: problems });
}

/** Related articles must have been published; drafts are `unknown`, so that nothing about them is disclosed. */
async function problemOfRelated(
  db: Database | Transaction,
  ids: readonly string[],
  ownId: string | null,
): Promise<FieldErrorCode | null> {
  if (ids.length === 0) return null;
  if (ownId !== null && ids.includes(ownId)) return 'not-allowed';
  const [found] = await db
    .select({ found: count() })
    .from(articles)
    .where(and(inArray(articles.id, [...ids]), isNotNull(articles.publishedAt)));
  return found?.found === ids.length ? null : 'unknown';
}

/** The slug is the only unique value of an article that a person chooses. */
async function withUniqueSlug<Result>(run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    if (sqlStateOf(error) === '23505') throw fail('invalid', { fields: { slug: 'taken' } });
    throw error;
  }
}
