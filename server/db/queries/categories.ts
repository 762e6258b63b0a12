import { asc, eq, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import { sha256Hex } from '../../../domain/bytes.ts';
import type { Category, CategoryCounts, CategoryTree } from '../../../domain/contract/categories.ts';
import { canonicalJson } from '../../../domain/document/canonical.ts';
import type { Database, Transaction } from '../database.ts';
import type { DatabaseTime } from '../database-time.ts';
import { articles, categories, categoryPaths, publications, revisions } from '../schema.ts';
import { withIndexes } from '../with-indexes.ts';
import { publicationAt, visibilityAt } from './article-state.ts';
import { stored } from './stored-counts.ts';

type CategoryRow = typeof categories.$inferSelect;

/** All categories that are not merged, in pre-order. */
async function readCategories(db: Database | Transaction): Promise<Category[]> {
  const rows = await db
    .select()
    .from(categories)
    .where(isNull(categories.mergedIntoId))
    .orderBy(asc(categories.position), asc(categories.name), asc(categories.id));
  return parentsFirst(rows, null, '');
}

function parentsFirst(rows: readonly CategoryRow[], parentId: string | null, above: string): Category[] {
  return rows
    .filter((row) => row.parentId === parentId)
    .flatMap((row) => {
      const category = presentCategory(row, above + row.slug);
      return [category, ...parentsFirst(rows, row.id, `${category.path}/`)];
    });
}

function presentCategory(row: CategoryRow, path: string): Category {
  const { id, parentId, name, slug, description, color, isHidden, position, version } = row;
  return { id, parentId, name, slug, path, description, color, isHidden, position, etag: String(version) };
}

/** The tree with its ETag, a hash of its structure and order. */
export async function readTree(db: Database | Transaction): Promise<CategoryTree> {
  const items = await readCategories(db);
  const shape = canonicalJson(items.map(({ id, parentId }) => [id, parentId]));
  return { items, nextCursor: null, etag: (await sha256Hex(shape)).slice(0, 16) };
}

/**
 * Records paths that are about to change, so that they redirect to their categories. A lookup tries current paths first:
 * they take precedence over former ones.
 */
export async function recordFormerPaths(tx: Transaction, changing: readonly Category[]): Promise<void> {
  if (changing.length === 0) return;
  await tx
    .insert(categoryPaths)
    .values(changing.map(({ id, path }) => ({ path, categoryId: id })))
    // The path redirects to the category that had it last.
    .onConflictDoUpdate({ target: categoryPaths.path, set: { categoryId: sql`excluded.category_id` } });
}

/** The number of articles in each category, and whether anything references it. */
export async function countByCategory(
  db: Database | Transaction,
  now: DatabaseTime,
): Promise<CategoryCounts[]> {
  const { current } = publicationAt(db, now);
  const { hasNext } = visibilityAt(now);
  // Stored as if all times had passed: readers still get the articles to come with an earlier category, or not at all.
  const toCome = sql`(select count(*) from ${articles} where ${hasNext} and ${articles.readerCategoryId} = ${categories.id})`;
  const notYet = sql`(select count(*) from ${articles} join lateral ${current} on true
    where ${hasNext} and ${current.categoryId} = ${categories.id})`;
  const key = sql`${categories.id}::text`;
  const counts = sql`
    select ${categories.id} as "categoryId", ${stored('category', key)}::int as articles,
      (${stored('reader-category', key)} - ${toCome} + ${notYet})::int as published,
      ${isUsed(sql`${categories.id}`)} as "isUsed"
    from ${categories} where ${categories.mergedIntoId} is null`;
  const { rows } = await withIndexes(db, (tx) => tx.execute<CategoryCounts>(counts));
  return rows;
}

/**
 * SQL: whether an article, a publication, a published revision or a merged category references the category.
 */
export function isUsed(id: SQL): SQL<boolean> {
  return sql<boolean>`(
    exists (select 1 from ${articles} where ${articles.categoryId} = ${id})
    or exists (select 1 from ${publications} where ${publications.categoryId} = ${id})
    or exists (select 1 from ${revisions} join ${publications} on ${publications.revisionId} = ${revisions.id}
      where ${revisions.fields} ->> 'categoryId' = ${id}::text)
    or exists (select 1 from ${categories} as merged where merged.merged_into_id = ${id})
  )`;
}

/** Subquery for `in (…)`: the ids of all descendants of a category (two levels at most). */
export function idsBelow(db: Database | Transaction, id: string) {
  const children = db.select({ id: categories.id }).from(categories).where(eq(categories.parentId, id));
  return db
    .select({ id: categories.id })
    .from(categories)
    .where(or(eq(categories.parentId, id), inArray(categories.parentId, children)));
}
