import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContentJson, emptyContent } from '../../domain/document/content.ts';
import { limits } from '../../domain/limits.ts';
import { instant } from '../../server/db/database-time.ts';
import { articles, auditLog, categories, revisions } from '../../server/db/schema.ts';
import { batchSize, trashBlankArticles } from '../../server/documents/trash-blank-articles.ts';
import { type Newsroom, openNewsroom } from './newsroom.ts';

let newsroom: Newsroom;

beforeAll(async () => {
  newsroom = await openNewsroom();
});
afterAll(() => newsroom.close());

const begun = new Date('2026-03-10T08:00:00Z');
const after = (hours: number) => new Date(begun.getTime() + hours * 3_600_000);

/** An article that was last changed at `begun`. */
async function begin(
  content: ContentJson = emptyContent,
  changes: Partial<typeof articles.$inferInsert> = {},
) {
  const id = await newsroom.anArticle({ content });
  await newsroom.db
    .update(articles)
    .set({ updatedAt: begun, ...changes })
    .where(eq(articles.id, id));
  return id;
}

const runAt = (at: Date) =>
  trashBlankArticles({
    db: newsroom.db,
    now: () => instant(at),
    clock: () => at,
    auditSecret: 'secret',
    documents: newsroom.collab.documents,
  });

async function trashedAt(id: string) {
  const [row] = await newsroom.db.select().from(articles).where(eq(articles.id, id));
  return row?.trashedAt ?? null;
}

test('a blank article moves to the bin a day after it was begun, once, and nobody is the actor', async () => {
  const id = await begin();
  expect(await runAt(after(limits.blankArticleHours))).toBe(0);
  expect(await trashedAt(id)).toBeNull();
  const later = after(limits.blankArticleHours + 1);
  expect(await runAt(later)).toBe(1);
  expect(await trashedAt(id)).toEqual(later);
  expect(await runAt(after(50))).toBe(0);
  const entries = await newsroom.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
  expect(entries).toMatchObject([
    {
      action: 'article.trash',
      actorId: null,
      at: later,
      detail: { from: 'draft', to: 'trash', isBlank: true },
    },
  ]);
});

const body = (...content: ContentJson['body'][]): ContentJson => ({
  ...emptyContent,
  body: { type: 'doc', content },
});
const cell = { type: 'tableCell', content: [{ type: 'paragraph' }] };

test.each<[string, () => Promise<string>]>([
  ['a title', () => begin({ ...emptyContent, title: 'Cảng' })],
  ['a lead', () => begin({ ...emptyContent, lead: 'Sáng nay.' })],
  ['a letter', () => begin(body({ type: 'paragraph', content: [{ type: 'text', text: 'a' }] }))],
  ['an empty table', () => begin(body({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] }))],
  ['a tag', () => begin(emptyContent, { tags: ['cảng'] })],
  ['a source', () => begin(emptyContent, { source: { name: 'Báo nhà', url: null } })],
  ['an address', () => begin(emptyContent, { slug: 'cang' })],
  ['a category', async () => begin(emptyContent, { categoryId: await aCategory() })],
  ['been submitted', () => begin(emptyContent, { stage: 'review' })],
  ['been published', () => begin(emptyContent, { publishedAt: begun })],
  ['an earlier revision', aRevised],
])('an article that has %s stays', async (_name, make) => {
  const id = await make();
  expect(await runAt(after(1_000))).toBe(0);
  expect(await trashedAt(id)).toBeNull();
});

test('blank articles are found behind many that only look so', async () => {
  const table = body({ type: 'table', content: [{ type: 'tableRow', content: [cell] }] });
  for (let number = 0; number < batchSize; number += 1) await begin(table);
  await Promise.all([begin(), begin(), begin()]);
  expect(await runAt(after(100))).toBe(3);
});

test('an article that somebody has open stays until nobody has', async () => {
  const id = await begin();
  const lan = newsroom.connect('lan', id);
  await lan.synced();
  expect(await runAt(after(100))).toBe(0);
  expect(await trashedAt(id)).toBeNull();
  lan.destroy();
  await expect.poll(() => newsroom.collab.documents.isConnected(id)).toBe(false);
  expect(await runAt(after(100))).toBe(1);
});

async function aCategory(): Promise<string> {
  const [made] = await newsroom.db
    .insert(categories)
    .values({ name: 'Kinh tế', slug: 'kinh-te', position: 0 })
    .returning();
  return made?.id ?? '';
}

async function aRevised(): Promise<string> {
  const articleId = await begin();
  const fields = {
    categoryId: null,
    bylines: [],
    tags: [],
    source: null,
    coverMediaId: null,
    relatedIds: [],
  };
  const made = { number: 1, reason: 'save' as const, content: emptyContent, contentHash: '', fields };
  await newsroom.db.insert(revisions).values({ ...made, articleId, title: '', words: 0, createdBy: 'lan' });
  return articleId;
}
