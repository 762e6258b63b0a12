import { asc, eq, sql } from 'drizzle-orm';
import type { Category } from '../../domain/contract/categories.ts';
import { normalizeText, slugify } from '../../domain/vietnamese.ts';
import type { Database, Transaction } from '../db/database.ts';
import { articles, categories, publications, revisions } from '../db/schema.ts';
import { sqlStateOf } from '../failure.ts';
import { fail } from '../problem.ts';
import { api } from './base.ts';

export const list = api.categories.list.handler(async ({ context }) => ({
  items: parentsFirst(await allCategories(context.db)),
  nextCursor: null,
}));

export const create = api.categories.create.handler(async ({ context, input }) => {
  const name = normalizeText(input.name);
  const slug = input.slug ?? slugify(name);
  if (slug === '') throw fail('invalid', { fields: { slug: 'required' } });
  return saying('taken', async () =>
    context.db.transaction(async (tx) => {
      const known = await allCategories(tx).for('update');
      refuseParent(known, null, input.parentId);
      const last = Math.max(-1, ...known.filter((other) => other.parentId === input.parentId).map(place));
      const [row] = await tx
        .insert(categories)
        .values({ name, slug, parentId: input.parentId, position: input.position ?? last + 1 })
        .returning();
      if (!row) throw new Error('The insert of a category answered nothing');
      return row;
    }),
  );
});

export const update = api.categories.update.handler(async ({ context, input }) => {
  const { id, name, ...rest } = input;
  const changes = { ...rest, ...(name !== undefined && { name: normalizeText(name) }) };
  return saying('taken', async () =>
    context.db.transaction(async (tx) => {
      const known = await allCategories(tx).for('update');
      const current = known.find((category) => category.id === id);
      if (!current) throw fail('not-found');
      if (changes.parentId !== undefined) refuseParent(known, id, changes.parentId);
      if (Object.keys(changes).length === 0) return current;
      const [row] = await tx.update(categories).set(changes).where(eq(categories.id, id)).returning();
      return row ?? current;
    }),
  );
});

export const remove = api.categories.remove.handler(async ({ context, input }) => {
  // Readers get what was approved: a revision keeps its category though the article moved on.
  const uses = await context.db.execute(sql`
    select 1 from ${articles} where ${articles.categoryId} = ${input.id}
    union all select 1 from ${revisions} join ${publications} on ${publications.revisionId} = ${revisions.id}
      where ${revisions.fields} ->> 'categoryId' = ${input.id}
    limit 1`);
  if (uses.rows.length > 0) throw fail('in-use');
  await saying('in-use', async () => {
    const removed = await context.db.delete(categories).where(eq(categories.id, input.id)).returning();
    if (removed.length === 0) throw fail('not-found');
  });
});

const place = (category: Category) => category.position;

/** `.for('update')` before the tree changes: two moves at once could make a ring. */
function allCategories(db: Database | Transaction) {
  return db.select().from(categories).orderBy(asc(categories.position), asc(categories.name));
}

/** Each category before those in it, siblings in their order. */
function parentsFirst(all: Category[], parentId: string | null = null): Category[] {
  return all
    .filter((category) => category.parentId === parentId)
    .flatMap((category) => [category, ...parentsFirst(all, category.id)]);
}

/** A category stands neither below itself nor below one that does not exist. */
function refuseParent(all: Category[], id: string | null, parentId: string | null): void {
  const isThere = (one: string) => all.some((category) => category.id === one);
  if (parentId !== null && !isThere(parentId)) throw fail('invalid', { fields: { parentId: 'unknown' } });
  for (let above = parentId; above; above = all.find((one) => one.id === above)?.parentId ?? null) {
    if (above === id) throw fail('invalid', { fields: { parentId: 'not-allowed' } });
  }
}

/** Says in the API's words what the database's constraints refuse. */
async function saying<Result>(what: 'taken' | 'in-use', run: () => Promise<Result>): Promise<Result> {
  try {
    return await run();
  } catch (error) {
    const state = sqlStateOf(error);
    if (what === 'taken' && state === '23505') throw fail('invalid', { fields: { slug: 'taken' } });
    if (what === 'in-use' && state === '23503') throw fail('in-use');
    throw error;
  }
}
