import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Stage } from '../../../domain/workflow.ts';
import { createAccount } from '../../auth/auth.ts';
import { openPglite } from '../../node/db/pglite.ts';
import { instant } from '../database-time.ts';
import { articles, publications, revisions, users } from '../schema.ts';
import { lateralCondition, publicationAt, visibilityAt } from './article-state.ts';

const database = await openPglite('snapshot');
const { db } = database;
afterAll(() => database.close());
beforeEach(async () => {
  await db.delete(articles);
  await db.delete(users);
});

const noon = new Date('2026-03-11T05:00:00Z');
const at = (hours: number) => new Date(noon.getTime() + hours * 3_600_000);

/** The publication state at noon of an article with these publications, in hours from noon. */
async function atNoon(stage: Stage, visibleFrom: number[], withdrawn: number | null) {
  const by = await createAccount(db, { email: 'a@b.vn', name: 'A', role: 'editor', passwordHash: '-' });
  const withdrawnAt = withdrawn === null ? null : at(withdrawn);
  const [article] = await db.insert(articles).values({ stage, withdrawnAt }).returning();
  const articleId = article?.id ?? '';
  for (const [index, hours] of visibleFrom.entries()) {
    const content = { title: '', lead: '', body: { type: 'doc' } };
    const fields = {
      categoryId: null,
      bylines: [],
      tags: [],
      source: null,
      coverMediaId: null,
      relatedIds: [],
    };
    const made = {
      articleId,
      number: index + 1,
      reason: 'publish' as const,
      content,
      contentHash: '',
      fields,
    };
    const [revision] = await db
      .insert(revisions)
      .values({ ...made, title: '', words: 0, createdBy: by })
      .returning();
    await db
      .insert(publications)
      .values({ articleId, revisionId: revision?.id ?? '', visibleFrom: at(hours), createdAt: at(index) });
  }
  const { current, next, last } = publicationAt(db, instant(noon));
  const { state, isVisible } = visibilityAt(instant(noon));
  const hoursOf = (date: Date | null) => date && (date.getTime() - noon.getTime()) / 3_600_000;
  const [row] = await db
    .select({
      state,
      isVisible,
      current: current.visibleFrom,
      next: next.visibleFrom,
      last: last.visibleFrom,
    })
    .from(articles)
    .leftJoinLateral(current, lateralCondition)
    .leftJoinLateral(next, lateralCondition)
    .leftJoinLateral(last, lateralCondition)
    .where(eq(articles.id, articleId));
  if (!row) throw new Error('The article is gone');
  return { ...row, current: hoursOf(row.current), next: hoursOf(row.next), last: hoursOf(row.last) };
}

test.each<[string, Stage, number[], number | null, string, number | null, number | null]>([
  // name, stage, publications, withdrawn → state, current, next
  ['was never approved', 'draft', [], null, 'none', null, null],
  ['was approved an hour ago', 'none', [-1], null, 'published', -1, null],
  ['was approved this very moment', 'none', [0], null, 'published', 0, null],
  ['comes in an hour', 'none', [1], null, 'scheduled', null, 1],
  ['was approved twice', 'none', [-2, -1], null, 'published', -1, null],
  ['is being corrected', 'draft', [-1], null, 'published', -1, null],
  ['has a correction that comes in an hour', 'none', [-1, 1], null, 'scheduled', -1, 1],
  ['was withdrawn', 'none', [-2], -1, 'withdrawn', null, null],
  ['was withdrawn while it is being corrected', 'draft', [-2], -1, 'withdrawn', null, null],
  ['was withdrawn before its time came', 'none', [-1], -1, 'withdrawn', null, null],
  ['was withdrawn and comes back in an hour', 'none', [-2, 1], -1, 'scheduled', null, 1],
  ['was withdrawn and has come back', 'none', [-3, -1], -2, 'published', -1, null],
])('an article that %s', async (_name, stage, visibleFrom, withdrawn, state, current, next) => {
  expect(await atNoon(stage, visibleFrom, withdrawn)).toEqual({
    state,
    isVisible: current !== null,
    current,
    next,
    last: visibleFrom.at(-1) ?? null,
  });
});

test('of two publications of the same moment readers get the one that was approved last', async () => {
  await atNoon('none', [-1, -1], null);
  const { current } = publicationAt(db, instant(noon));
  const [row] = await db
    .select({ number: revisions.number })
    .from(articles)
    .leftJoinLateral(current, lateralCondition)
    .innerJoin(revisions, eq(revisions.id, current.revisionId));
  expect(row?.number).toBe(2);
});
