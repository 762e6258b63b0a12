import { eq } from 'drizzle-orm';
import type { DemoArticle } from '../../mocks/newsroom/types.ts';
import { demoUserId } from '../../mocks/seed.ts';
import { seedArticle } from '../../mocks/seed-article.ts';
import type { Database, Transaction } from '../../server/db/database.ts';
import { articles, categories, previewLinks, revisions, uploads } from '../../server/db/schema.ts';

/** States of an article. `revising`: published, with a newer working copy in draft. */
export const states = [
  'draft',
  'returned',
  'review',
  'scheduled',
  'published',
  'revising',
  'withdrawn',
  'trashed',
] as const;
export type State = (typeof states)[number];

/** The article's only author: the requesting journalist or editor. */
export const owners = { 'the journalist’s': 'phongvien', 'the editor’s': 'bientap' } as const;
export type Owner = keyof typeof owners;

export type Subject = {
  id: string;
  shortId: number;
  slug: string | null;
  revisionId: string;
  linkId: string;
};

/** Creates an article and brings it into the state by the desk's own transitions. */
export async function anArticle(db: Database, owner: Owner, state: State, now: Date): Promise<Subject> {
  const article: DemoArticle = {
    key: state,
    title: `Bến ${state} của ${owners[owner]}`,
    lead: 'Một câu mở đầu.',
    body: [{ type: 'paragraph', content: [{ type: 'text', text: `Từ khóa ${wordOf(owner, state)}.` }] }],
    categorySlug: 'thoi-su',
    bylines: ['Hải Miên'],
    tags: [],
    author: owners[owner],
    state,
    ageHours: 2,
    note: 'Một lý do.',
  };
  return db.transaction(async (tx) => {
    const [category] = await tx.select().from(categories).where(eq(categories.slug, 'thoi-su'));
    if (!category) throw new Error('No category');
    const newsroom = {
      userId: demoUserId,
      categoryIds: new Map([[category.slug, category.id]]),
      pictureIds: new Map<string, string>(),
      articleIds: new Map<string, string>(),
    };
    const id = await seedArticle(tx, newsroom, article, now);
    const [row] = await tx
      .select({ shortId: articles.shortId, slug: articles.slug, revisionId: revisions.id })
      .from(articles)
      .leftJoin(revisions, eq(revisions.articleId, articles.id))
      .where(eq(articles.id, id))
      .orderBy(revisions.number)
      .limit(1);
    if (!row) throw new Error('The article was gone');
    return { id, ...row, ...(await aPreviewLink(tx, id, row.revisionId, owners[owner])) };
  });
}

/** A term that occurs in this article only, for the portal's search. */
export const wordOf = (owner: Owner, state: State): string => `zz${owners[owner]}${state}`;

async function aPreviewLink(
  tx: Transaction,
  articleId: string,
  known: string | null,
  owner: string,
): Promise<{ revisionId: string; linkId: string }> {
  const createdBy = demoUserId(owner);
  const content = { title: 'Bến', lead: '', body: { type: 'doc' as const } };
  const fields = {
    categoryId: null,
    bylines: [],
    tags: [],
    source: null,
    coverMediaId: null,
    relatedIds: [],
  };
  const [revision] = known
    ? [{ id: known }]
    : await tx
        .insert(revisions)
        .values({
          articleId,
          number: 1,
          reason: 'preview',
          content,
          contentHash: '',
          fields,
          title: '',
          words: 0,
          createdBy,
        })
        .returning({ id: revisions.id });
  if (!revision) throw new Error('No revision');
  const [link] = await tx
    .insert(previewLinks)
    .values({
      articleId,
      revisionId: revision.id,
      tokenHash: crypto.randomUUID(),
      createdBy,
      expiresAt: new Date(Date.now() + 86_400_000),
    })
    .returning({ id: previewLinks.id });
  if (!link) throw new Error('No link');
  return { revisionId: revision.id, linkId: link.id };
}

/** An upload of this person that lacks one byte. @returns its id. */
export async function anUpload(db: Database, owner: Owner, now: Date): Promise<string> {
  const [row] = await db
    .insert(uploads)
    .values({
      createdBy: demoUserId(owners[owner]),
      fileName: 'tau.jpg',
      length: 1,
      createdAt: now,
      expiresAt: new Date(now.getTime() + 3_600_000),
    })
    .returning();
  if (!row) throw new Error('No upload');
  return row.id;
}
