import { eq } from 'drizzle-orm';
import type { TransitionRequest } from '../domain/contract/transition-request.ts';
import type { ContentJson, HashedContent } from '../domain/document/content.ts';
import { displayState, type TransitionName } from '../domain/workflow.ts';
import type { Transaction } from '../server/db/database.ts';
import { instant } from '../server/db/database-time.ts';
import { type ArticleRow, findArticle, stateOf } from '../server/db/queries/articles.ts';
import { articleAuthors, articles, media, transitions } from '../server/db/schema.ts';
import { createDocument, readContent } from '../server/documents/store.ts';
import { applyTransition } from '../server/procedures/transition-effects.ts';
import type { DemoArticle, DemoUser, JsonNode } from './newsroom/types.ts';

/** The ids of what articles reference, by the keys in `newsroom/`. */
export type SeededNewsroom = {
  userId: (key: DemoUser['key']) => string;
  categoryIds: Map<string, string>;
  pictureIds: Map<string, string>;
  /** Of the articles seeded so far. */
  articleIds: Map<string, string>;
};

type Step = { transition: TransitionName; by: DemoUser['key']; hoursAgo: number };

/** Seeds an article with the history of transitions to its state, at plausible times before `now`. */
export async function seedArticle(
  tx: Transaction,
  newsroom: SeededNewsroom,
  article: DemoArticle,
  now: Date,
): Promise<string> {
  const { key, author, title, lead, tags, bylines, source, cover, categorySlug, related = [] } = article;
  const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
  const steps = stepsOf(article);
  const createdAt = hoursAgo((steps[0]?.hoursAgo ?? article.ageHours) + 4);
  const [made] = await tx
    .insert(articles)
    .values({
      categoryId: categorySlug === '' ? null : idOf(newsroom.categoryIds, categorySlug),
      bylines,
      tags,
      source: source ?? null,
      relatedIds: related.map((other) => idOf(newsroom.articleIds, other)),
      coverMediaId: cover === undefined ? null : idOf(newsroom.pictureIds, cover),
      createdAt,
      updatedAt: hoursAgo(article.ageHours),
    })
    .returning({ id: articles.id });
  if (!made) throw new Error('The insert of an article returned no row');
  const { id } = made;
  newsroom.articleIds.set(key, id);
  await tx.insert(articleAuthors).values({ articleId: id, userId: newsroom.userId(author) });
  await createDocument(tx, id, { title, lead, body: await bodyOf(tx, newsroom, article) });
  await tx.insert(transitions).values({
    articleId: id,
    transition: 'create',
    actorId: newsroom.userId(author),
    at: createdAt,
    to: 'draft',
  });
  for (const step of steps) await applyStep(tx, id, article, newsroom.userId(step.by), step, hoursAgo, now);
  return id;
}

/** The transitions that lead to the article's state. */
function stepsOf({ state, author, ageHours }: DemoArticle): Step[] {
  // Four-eyes: the author does not approve.
  const editor = author === 'bientap' ? 'quantri' : 'bientap';
  const submit = (hoursAgo: number): Step => ({ transition: 'submit', by: author, hoursAgo });
  const publish = (hoursAgo: number): Step => ({ transition: 'publish', by: editor, hoursAgo });
  switch (state) {
    case 'draft':
      return [];
    case 'review':
      return [submit(ageHours)];
    case 'returned':
      return [submit(ageHours + 3), { transition: 'return', by: editor, hoursAgo: ageHours }];
    case 'scheduled':
      return [submit(ageHours + 2), { transition: 'schedule', by: editor, hoursAgo: ageHours }];
    case 'published':
      return [submit(ageHours + 2), publish(ageHours)];
    case 'revising':
      return [
        submit(ageHours + 29),
        publish(ageHours + 27),
        { transition: 'revise', by: author, hoursAgo: ageHours },
      ];
    case 'withdrawn':
      return [
        submit(ageHours + 21),
        publish(ageHours + 20),
        { transition: 'withdraw', by: editor, hoursAgo: ageHours },
      ];
    case 'trashed':
      return [{ transition: 'trash', by: author, hoursAgo: ageHours }];
  }
}

async function applyStep(
  tx: Transaction,
  id: string,
  article: DemoArticle,
  by: string,
  { transition, hoursAgo }: Step,
  timeOf: (hoursAgo: number) => Date,
  now: Date,
): Promise<void> {
  const at = timeOf(hoursAgo);
  const row = await findSeededArticle(tx, id, at);
  const content = await readContent(tx, id);
  const request = requestFor(transition, article, content, now);
  const revisionId = await applyTransition(tx, row, content, request, { by, at });
  const after = await findSeededArticle(tx, id, at);
  await tx.insert(transitions).values({
    articleId: id,
    transition,
    actorId: by,
    at,
    from: stateNameOf(row),
    to: transition === 'withdraw' ? 'withdrawn' : stateNameOf(after),
    note: request.note ?? null,
    publishAt: 'publishAt' in request ? new Date(request.publishAt) : null,
    revisionId,
  });
}

function requestFor(
  transition: TransitionName,
  { note = '', publishInHours = 12 }: DemoArticle,
  { contentHash }: HashedContent,
  now: Date,
): TransitionRequest {
  switch (transition) {
    case 'return':
    case 'withdraw':
      return { transition, note };
    case 'publish':
      return { transition, contentHash };
    case 'schedule': {
      const publishAt = new Date(now.getTime() + publishInHours * 3_600_000).toISOString();
      return { transition, contentHash, publishAt };
    }
    default:
      return { transition };
  }
}

async function findSeededArticle(tx: Transaction, id: string, at: Date): Promise<ArticleRow> {
  const row = await findArticle(tx, id, instant(at));
  if (!row) throw new Error(`Article ${id} is gone`);
  return row;
}

function stateNameOf(row: ArticleRow): string {
  return row.trashedAt ? 'trash' : displayState(stateOf(row));
}

/** Replaces the pictures' keys with their id and size. */
async function bodyOf(
  tx: Transaction,
  { pictureIds }: SeededNewsroom,
  { body }: DemoArticle,
): Promise<ContentJson['body']> {
  const content: JsonNode[] = [];
  for (const block of body) {
    if (block.type !== 'figure') {
      content.push(block);
      continue;
    }
    const mediaId = idOf(pictureIds, String(block.attrs?.mediaId));
    const [size] = await tx
      .select({ width: media.width, height: media.height })
      .from(media)
      .where(eq(media.id, mediaId));
    content.push({ ...block, attrs: { ...block.attrs, mediaId, ...size } });
  }
  return { type: 'doc', content };
}

function idOf(ids: Map<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The newsroom has no ${key}`);
  return id;
}
