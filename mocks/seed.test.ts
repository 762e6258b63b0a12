import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { failedChecks } from '../domain/checks.ts';
import { checkContent } from '../domain/document/check.ts';
import { displayState } from '../domain/workflow.ts';
import type { Database } from '../server/db/database.ts';
import { instant } from '../server/db/database-time.ts';
import { findArticle, stateOf } from '../server/db/queries/articles.ts';
import { articles, media, transitions } from '../server/db/schema.ts';
import { readContent } from '../server/documents/store.ts';
import { memoryFiles } from '../server/files/memory-files.ts';
import { renditionKey } from '../server/images/store-picture.ts';
import { openPglite } from '../server/node/db/pglite.ts';
import { sharpImages } from '../server/node/images/sharp-images.ts';
import { demoArticles, demoPictures } from './newsroom/newsroom.ts';
import type { DemoArticle } from './newsroom/types.ts';
import { type SeedDeps, seedNewsroom } from './seed.ts';

const now = new Date('2026-03-11T07:06:00.000Z');
let db: Database;
let deps: SeedDeps;

beforeAll(async () => {
  const opened = await openPglite('snapshot');
  db = opened.db;
  deps = {
    db,
    files: memoryFiles(),
    images: sharpImages(),
    clock: () => now,
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    auditSecret: 'a secret of no importance',
    toJpeg: async (svg) => new Uint8Array(await sharp(Buffer.from(svg)).jpeg().toBuffer()),
  };
  expect(await seedNewsroom(deps)).toBe(true);
  return opened.close;
});

async function seeded(title: string) {
  const row = (await db.select().from(articles)).find((article) => article.title === title);
  const article = row && (await findArticle(db, row.id, instant(now)));
  if (!article) throw new Error(`No article ${title}`);
  return article;
}

/** The display state for each state in `newsroom/`. */
const shown: Record<DemoArticle['state'], string> = {
  draft: 'draft',
  returned: 'returned',
  review: 'review',
  scheduled: 'scheduled',
  published: 'published',
  revising: 'draft',
  withdrawn: 'withdrawn',
  trashed: 'draft',
};

test.each(demoArticles)('$key has its declared state and a valid document', async (article) => {
  const row = await seeded(article.title);
  const state = stateOf(row);
  expect(displayState(state)).toBe(shown[article.state]);
  expect(state.isTrashed).toBe(article.state === 'trashed');
  const { contentHash, ...content } = await readContent(db, row.id);
  expect(contentHash).toMatch(/^[0-9a-f]{64}$/);
  expect(checkContent(content)).toMatchObject({ ok: true });
  if (article.state !== 'draft' && article.state !== 'trashed' && article.state !== 'returned') {
    expect(failedChecks(content, row)).toEqual([]);
  }
});

test('no transition is in the future or before the article was created', async () => {
  const rows = await db.select().from(articles);
  const createdAtById = new Map(rows.map((row) => [row.id, row.createdAt]));
  for (const { articleId, at } of await db.select().from(transitions)) {
    expect(at <= now).toBe(true);
    expect(at >= (createdAtById.get(articleId) ?? now)).toBe(true);
  }
});

test('every picture has its renditions in the store', async () => {
  const pictures = await db.select().from(media);
  expect(pictures).toHaveLength(demoPictures.length);
  for (const { id, credit } of pictures) {
    expect(credit).not.toBe('');
    expect(await deps.files.get(renditionKey(id, 320))).not.toBeNull();
  }
});

test('a second run does nothing', async () => {
  expect(await seedNewsroom(deps)).toBe(false);
  expect(await db.select().from(articles)).toHaveLength(demoArticles.length);
});
