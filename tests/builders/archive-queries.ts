import { desc, eq } from 'drizzle-orm';
import { articleSorts, articleViews } from '../../domain/contract/article-views.ts';
import { parseSearchQuery } from '../../domain/search-query.ts';
import type { Cursor } from '../../server/cursor.ts';
import type { Database } from '../../server/db/database.ts';
import { databaseTime } from '../../server/db/database-time.ts';
import { countArticles } from '../../server/db/queries/article-counts.ts';
import {
  type ArticleListQuery,
  countMatches,
  listArticles,
  suggestSearch,
} from '../../server/db/queries/article-list.ts';
import { countByCategory } from '../../server/db/queries/categories.ts';
import { articles, categories } from '../../server/db/schema.ts';
import { createPortalAssets } from '../../server/portal/portal-assets.ts';
import {
  type RenderContext,
  renderArticle,
  renderCategory,
  renderFrontPage,
  renderRss,
  renderSearch,
  renderSitemap,
} from '../../server/portal/render-pages.ts';
import { archiveCategories, archivePeople, rareWord } from './archive.ts';

/** A request of the desk or the portal, as far as its queries and its page. */
export type ArchiveQuery = { name: string; run: () => Promise<unknown> };

/** The lists and counts of the desk over an archive that `fillArchive` has made, for each role. */
export async function archiveLists(db: Database): Promise<ArchiveQuery[]> {
  const { usual, former, middle } = await readArchive(db);
  const list = (actor: Actor, name: string, given: Partial<ArticleListQuery>): ArchiveQuery => ({
    name: `${actor.role}: ${name}`,
    run: () => listArticles(db, actor, { ...firstPage, sort: 'updated', ...given }, databaseTime),
  });
  const after: Cursor = { key: `${middle.toISOString().slice(0, 19).replace('T', ' ')}+00`, id: usual };
  const from = new Date(middle.getTime() - 7 * 86_400_000);
  return actors.flatMap((actor) => [
    ...articleViews.flatMap((view) =>
      columnSorts.map((sort) => list(actor, `${view} by ${sort}`, { view, sort })),
    ),
    ...columnSorts.flatMap((sort) => [
      list(actor, `category by ${sort}`, { categoryId: usual, sort }),
      list(actor, `former category by ${sort}`, { categoryId: former, sort }),
      list(actor, `former author by ${sort}`, { authorId: archivePeople.former, sort }),
    ]),
    ...(['updated', 'published', 'oldest'] as const).flatMap((sort) => [
      list(actor, `until the middle by ${sort}`, { to: middle, sort }),
      list(actor, `published until the middle by ${sort}`, { view: 'published', to: middle, sort }),
    ]),
    list(actor, 'a week in the middle by title', { from, to: middle, sort: 'title' }),
    list(actor, 'behind a cursor in the middle', { after }),
    { name: `${actor.role}: counts`, run: () => countArticles(db, actor, databaseTime) },
    { name: `${actor.role}: counts of categories`, run: () => countByCategory(db, databaseTime) },
  ]);
}

/** Searches of the desk and the portal. */
export async function archiveSearches(db: Database): Promise<ArchiveQuery[]> {
  const { middle } = await readArchive(db);
  const ofDesk = actors.flatMap((actor) =>
    Object.entries(words).flatMap(([name, q]): ArchiveQuery[] => {
      const search = parseSearchQuery(q);
      const list = (given: Partial<ArticleListQuery>) =>
        listArticles(db, actor, { ...firstPage, search, sort: 'relevance', ...given }, databaseTime);
      return [
        { name: `${actor.role}: search, ${name}`, run: () => list({}) },
        { name: `${actor.role}: search, ${name}, until the middle`, run: () => list({ to: middle }) },
        { name: `${actor.role}: search, ${name}, by title`, run: () => list({ sort: 'title' }) },
        {
          name: `${actor.role}: counts of a search, ${name}`,
          run: () => countMatches(db, actor, { search }, databaseTime),
        },
        {
          name: `${actor.role}: suggestion, ${name}`,
          run: () => suggestSearch(db, actor, search, databaseTime),
        },
      ];
    }),
  );
  const context = contextOf(db);
  const ofPortal = Object.entries(words).map(([name, q]) => ({
    name: `portal: search, ${name}`,
    run: () => renderSearch(context, q, undefined),
  }));
  return [...ofDesk, ...ofPortal];
}

/** Pages of the portal without searches. */
export async function archivePages(db: Database): Promise<ArchiveQuery[]> {
  const { articlePath } = await readArchive(db);
  const context = contextOf(db);
  const pages: Record<string, () => Promise<unknown>> = {
    front: () => renderFrontPage(context),
    category: () => renderCategory(context, archiveCategories.usual, undefined),
    'former category': () => renderCategory(context, archiveCategories.former, undefined),
    article: () => renderArticle(context, articlePath),
    feed: () => renderRss(context, null),
    'feed of a category': () => renderRss(context, archiveCategories.usual),
    sitemap: () => renderSitemap(context, null),
    'file of the sitemap': () => renderSitemap(context, '1'),
  };
  return Object.entries(pages).map(([name, run]) => ({ name: `portal: ${name}`, run }));
}

type Actor = { id: string; role: 'editor' | 'journalist' };

const actors: Actor[] = [
  { id: archivePeople.editor, role: 'editor' },
  { id: archivePeople.journalist, role: 'journalist' },
];
const columnSorts = articleSorts.filter((sort) => sort !== 'relevance');
const firstPage = { view: 'all', search: null, after: null, limit: 40 } as const;
const words = {
  rare: rareWord,
  common: 'thành phố',
  folded: 'thanh pho',
  phrase: '"hội đồng nhân"',
  'two letters': 'an',
  absent: 'zzzzqqq',
};

/** What the queries name. `middle`: half of the archive was changed before. */
async function readArchive(db: Database) {
  const idOf = async (slug: string) => {
    const [row] = await db.select({ id: categories.id }).from(categories).where(eq(categories.slug, slug));
    if (!row) throw new Error(`No category ${slug}`);
    return row.id;
  };
  const columns = { at: articles.updatedAt, shortId: articles.shortId, slug: articles.slug };
  const [newest] = await db.select(columns).from(articles).orderBy(desc(articles.shortId)).limit(1);
  const [oldest] = await db.select(columns).from(articles).orderBy(articles.shortId).limit(1);
  const [published] = await db
    .select(columns)
    .from(articles)
    .where(eq(articles.shortId, Math.floor(((newest?.shortId ?? 0) + (oldest?.shortId ?? 0)) / 2)));
  if (!published) throw new Error('The archive is empty');
  return {
    usual: await idOf(archiveCategories.usual),
    former: await idOf(archiveCategories.former),
    middle: published.at,
    articlePath: `${published.slug}-${published.shortId}`,
  };
}

function contextOf(db: Database): RenderContext {
  const files = { layoutCss: '', listsCss: '', articleCss: '', printCss: '', previewCss: '', script: '' };
  const portalAssets = createPortalAssets(files);
  return { db, portalAssets, origin: 'https://portal.test', now: databaseTime };
}
