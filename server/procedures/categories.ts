import { and, eq, inArray, sql } from 'drizzle-orm';
import { childrenOf, problemOfMerge, problemOfParent, subtreeOf } from '../../domain/category-tree.ts';
import type { Category, CategoryFields, CategoryTree } from '../../domain/contract/categories.ts';
import { slugify } from '../../domain/vietnamese.ts';
import { recordAudit } from '../audit/audit-log.ts';
import { sqlStateOf } from '../classify-error.ts';
import type { RequestContext } from '../context.ts';
import type { Transaction } from '../db/database.ts';
import { countByCategory, isUsed, readTree, recordFormerPaths } from '../db/queries/categories.ts';
import { articles, categories, categoryPaths, publications } from '../db/schema.ts';
import { matchesIfMatch } from '../http/conditional-requests.ts';
import { fail } from '../http/problem.ts';
import { api } from './base.ts';

export const list = api.categories.list.handler(({ context }) => readTree(context.db));

export const counts = api.categories.counts.handler(async ({ context }) => ({
  items: await countByCategory(context.db, context.now()),
  nextCursor: null,
}));

export const create = api.categories.create.handler(({ context, input }) =>
  changeTree(context, async (tx, { items }) => {
    const { name, parentId, slug = slugify(name), ...rest } = input;
    if (slug === '') throw fail('invalid', { fields: { slug: 'required' } });
    assertParent(items, null, parentId);
    const positions = childrenOf(items, parentId).map((sibling) => sibling.position);
    const position = Math.max(-1, ...positions) + 1;
    const [row] = await tx
      .insert(categories)
      .values({ ...rest, name, slug, parentId, position })
      .returning({ id: categories.id });
    if (!row) throw new Error('The insert of a category returned no row');
    const made = categoryOf((await readTree(tx)).items, row.id);
    const { path, description, color, isHidden } = made;
    await recordAudit(tx, context, {
      action: 'category.create',
      subject: subjectOf(made),
      detail: { path, description, color, isHidden },
    });
    return made;
  }),
);

export const update = api.categories.update.handler(({ context, input }) =>
  changeTree(context, async (tx, { items }) => {
    const current = categoryOf(items, input.params.id);
    const changes = changesTo(current, input.body);
    if (!matchesIfMatch(input.headers['if-match'], current.etag)) {
      throw fail('stale', { data: { current, fields: Object.keys(changes) } });
    }
    if (Object.keys(changes).length === 0) return current;
    if (changes.slug !== undefined) await recordFormerPaths(tx, subtreeOf(items, current.id));
    await tx
      .update(categories)
      .set({ ...changes, version: Number(current.etag) + 1 })
      .where(eq(categories.id, current.id));
    const changed = categoryOf((await readTree(tx)).items, current.id);
    const before = Object.keys(changes).map((name) => [name, current[name as keyof CategoryFields]]);
    await recordAudit(tx, context, {
      action: 'category.update',
      subject: subjectOf(changed),
      detail: { from: Object.fromEntries(before), to: changes },
    });
    return changed;
  }),
);

export const move = api.categories.move.handler(({ context, input }) =>
  changeTree(context, async (tx, tree) => {
    const { parentId, beforeId } = input.body;
    const moved = categoryOf(tree.items, input.params.id);
    assertFresh(tree, input.headers['if-match']);
    assertParent(tree.items, moved.id, parentId);
    const siblings = childrenOf(tree.items, parentId).filter(({ id }) => id !== moved.id);
    const at = beforeId === null ? siblings.length : siblings.findIndex(({ id }) => id === beforeId);
    if (at < 0) throw fail('invalid', { fields: { beforeId: 'unknown' } });
    if (parentId !== moved.parentId) await recordFormerPaths(tx, subtreeOf(tree.items, moved.id));
    await place(tx, parentId, siblings.toSpliced(at, 0, moved));
    const after = await readTree(tx);
    if (after.etag === tree.etag) return after;
    await recordAudit(tx, context, {
      action: 'category.move',
      subject: subjectOf(moved),
      detail: {
        from: { path: moved.path, parentId: moved.parentId },
        to: { path: categoryOf(after.items, moved.id).path, parentId, beforeId },
      },
    });
    return after;
  }),
);

export const merge = api.categories.merge.handler(({ context, input }) =>
  changeTree(context, async (tx, tree) => {
    const source = categoryOf(tree.items, input.params.id);
    assertFresh(tree, input.headers['if-match']);
    const target = mergeTarget(tree.items, source, input.body.intoId, 'intoId');
    const detail = await moveAll(tx, tree.items, source, target);
    await recordAudit(tx, context, { action: 'category.merge', subject: subjectOf(source), detail });
    return readTree(tx);
  }),
);

export const remove = api.categories.remove.handler(({ context, input }) =>
  changeTree(context, async (tx, tree) => {
    const { moveTo } = input.query;
    const ifMatch = input.headers['if-match'];
    const source = categoryOf(tree.items, input.params.id);
    if (moveTo !== undefined || ifMatch !== undefined) assertFresh(tree, ifMatch);
    const { path } = source;
    if (moveTo === undefined) {
      await removeUnused(tx, tree.items, source);
      await recordAudit(tx, context, {
        action: 'category.delete',
        subject: subjectOf(source),
        detail: { path },
      });
      return;
    }
    const target = mergeTarget(tree.items, source, moveTo, 'moveTo');
    const detail = { path, ...(await moveAll(tx, tree.items, source, target)) };
    await recordAudit(tx, context, { action: 'category.delete', subject: subjectOf(source), detail });
  }),
);

/**
 * Runs changes of the tree one at a time: concurrent moves could create a cycle. Assigning categories to
 * articles is not blocked; `assertKnownReferences` waits for the row lock of the category instead.
 */
async function changeTree<Result>(
  context: RequestContext,
  run: (tx: Transaction, tree: CategoryTree) => Promise<Result>,
): Promise<Result> {
  try {
    return await context.db.transaction(async (tx) => {
      await tx.execute(sql`lock table ${categories} in share row exclusive mode`);
      return run(tx, await readTree(tx));
    });
  } catch (error) {
    // Two siblings would have the same slug.
    if (sqlStateOf(error) === '23505') throw fail('invalid', { fields: { slug: 'taken' } });
    throw error;
  }
}

function categoryOf(all: readonly Category[], id: string): Category {
  const found = all.find((category) => category.id === id);
  if (!found) throw fail('not-found');
  return found;
}

/** @throws `stale` (412) where the tree has changed since it was shown. */
function assertFresh(tree: CategoryTree, ifMatch: string | undefined): void {
  if (!matchesIfMatch(ifMatch, tree.etag)) throw fail('stale', { data: { current: tree, fields: [] } });
}

function assertParent(all: readonly Category[], id: string | null, parentId: string | null): void {
  const problem = problemOfParent(all, id, parentId);
  if (problem) throw fail('invalid', { fields: { [problem === 'taken' ? 'slug' : 'parentId']: problem } });
}

/** Writes parent and position of siblings. */
async function place(tx: Transaction, parentId: string | null, siblings: readonly Category[]): Promise<void> {
  for (const [position, { id, ...before }] of siblings.entries()) {
    if (before.position === position && before.parentId === parentId) continue;
    await tx.update(categories).set({ parentId, position }).where(eq(categories.id, id));
  }
}

/** The target of a merge. @throws `invalid` (422) when the merge is not possible. */
function mergeTarget(
  all: readonly Category[],
  source: Category,
  id: string,
  field: 'intoId' | 'moveTo',
): Category {
  const problem = problemOfMerge(all, source.id, id);
  if (problem) throw fail('invalid', { fields: { [field]: problem } });
  return categoryOf(all, id);
}

/**
 * Moves articles, publications, children and paths of a category into another one. Its row stays as a tombstone, because
 * revisions are immutable and refer to it.
 *
 * @returns the detail for the audit log.
 */
async function moveAll(tx: Transaction, all: readonly Category[], source: Category, target: Category) {
  await recordFormerPaths(tx, subtreeOf(all, source.id));
  // First the tombstone: from here on no article can get the category (`assertKnownReferences` waits, then refuses).
  await tx
    .update(categories)
    .set({ mergedIntoId: target.id, parentId: null, version: sql`${categories.version} + 1` })
    .where(eq(categories.id, source.id));
  // Keeps redirects one step long.
  await tx.update(categories).set({ mergedIntoId: target.id }).where(eq(categories.mergedIntoId, source.id));
  await tx
    .update(categoryPaths)
    .set({ categoryId: target.id })
    .where(eq(categoryPaths.categoryId, source.id));
  const children = childrenOf(all, source.id);
  const existing = childrenOf(all, target.id).filter(({ id }) => id !== source.id);
  await place(tx, target.id, [...existing, ...children]);
  // Waits for the row locks of concurrent publishing, so that those publications are moved too.
  const moved = await tx
    .update(articles)
    .set({ categoryId: target.id, version: sql`${articles.version} + 1` })
    .where(eq(articles.categoryId, source.id))
    .returning({ id: articles.id });
  // Their articles first, as in a transition: a trigger updates them too.
  const published = tx
    .select({ id: publications.articleId })
    .from(publications)
    .where(eq(publications.categoryId, source.id));
  await tx
    .select({ id: articles.id })
    .from(articles)
    .where(inArray(articles.id, published))
    .orderBy(articles.id)
    .for('no key update');
  await tx.update(publications).set({ categoryId: target.id }).where(eq(publications.categoryId, source.id));
  return {
    into: { id: target.id, name: target.name, path: target.path },
    articles: moved.length,
    children: children.map(({ name }) => name),
  };
}

/** @throws `in-use` (409) while anything refers to it. */
async function removeUnused(tx: Transaction, all: readonly Category[], { id }: Category): Promise<void> {
  if (childrenOf(all, id).length > 0) throw fail('in-use');
  const [used] = await tx
    .select({ id: categories.id })
    .from(categories)
    .where(and(eq(categories.id, id), isUsed(sql`${id}::uuid`)));
  if (used) throw fail('in-use');
  try {
    await tx.delete(categories).where(eq(categories.id, id));
  } catch (error) {
    // A concurrent update gave it to an article.
    if (sqlStateOf(error) === '23503') throw fail('in-use');
    throw error;
  }
}

/** The fields that differ from what is stored. */
function changesTo(current: Category, given: Partial<CategoryFields>): Partial<CategoryFields> {
  const names = Object.keys(given) as (keyof CategoryFields)[];
  return Object.fromEntries(
    names
      .filter((name) => given[name] !== undefined && given[name] !== current[name])
      .map((name) => [name, given[name]]),
  );
}

const subjectOf = ({ id, name }: Category) => ({ type: 'category' as const, id, name });
