import { and, eq, inArray, isNotNull, lte, sql } from 'drizzle-orm';
import { parseSearchQuery, type SearchQuery } from '../../../domain/search-query.ts';
import { suggestQuery } from '../../../domain/search-suggestion.ts';
import { type Cursor, pageOf } from '../../cursor.ts';
import type { Database } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles, searchTexts } from '../schema.ts';
import { publicationAt } from './article-state.ts';
import { findListed, isInCategories, type ListedRow } from './portal.ts';
import { type Found, foundKey, foundOf, type SearchScope, searchArticles, similarHeads } from './search.ts';
import { readExcerpts } from './search-excerpts.ts';

export type ReaderFilters = { categoryIds: readonly string[]; withUncategorized?: boolean };

/** `excerpt` is the part of lead or body that matches; null where only the title does. */
type FoundRow = ListedRow & { excerpt: string | null };

export type SearchPage = {
  rows: FoundRow[];
  nextCursor: string | null;
  /** What a search without results may have meant. */
  suggestion: string | null;
};

/** One page of the published articles that match, best first. A query without letters and digits matches nothing. */
export async function searchPage(
  db: Database,
  { q, after, limit, ...filters }: ReaderFilters & { q: string; after: Cursor | null; limit: number },
  now: DatabaseTime,
): Promise<SearchPage> {
  const search = parseSearchQuery(q);
  if (search.terms.length === 0) return { rows: [], nextCursor: null, suggestion: null };
  const scope = scopeOf(db, filters, now);
  const found = await searchArticles(db, search, scope, { after: after && foundOf(after), limit: limit + 1 });
  const page = pageOf(found, limit, (one) => ({ id: one.id, key: foundKey(one) }));
  const isEmpty = found.length === 0 && after === null;
  return {
    rows: await readRows(db, search, page.rows, now),
    nextCursor: page.nextCursor,
    suggestion: isEmpty ? suggestQuery(search, await similarHeads(db, search, scope)) : null,
  };
}

async function readRows(
  db: Database,
  search: SearchQuery,
  found: readonly Found[],
  now: DatabaseTime,
): Promise<FoundRow[]> {
  const ids = found.map(({ id }) => id);
  const rows = await findListed(db, ids, now);
  const revisionIds = rows.map(({ revisionId }) => revisionId);
  const excerpts = await readExcerpts(db, search, ids, inArray(searchTexts.revisionId, revisionIds));
  return rows.map((row) => ({ ...row, excerpt: excerpts.get(row.id) ?? null }));
}

function scopeOf(
  db: Database,
  { categoryIds, withUncategorized = false }: ReaderFilters,
  now: DatabaseTime,
): SearchScope {
  const { current } = publicationAt(db, now);
  return {
    texts: 'public',
    joins: sql`join lateral ${current} on true`,
    where: and(
      eq(current.revisionId, searchTexts.revisionId),
      isNotNull(articles.slug),
      lte(articles.publishedAt, now),
      isInCategories(current.categoryId, categoryIds, withUncategorized),
    ),
    time: sql`${articles.publishedAt}`,
    narrowIds: null,
  };
}
