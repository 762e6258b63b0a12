import { eq } from 'drizzle-orm';
import { articleSorts, articleViews } from '../../domain/contract/article-views.ts';
import { parseSearchQuery } from '../../domain/search-query.ts';
import { decodeCursor } from '../../server/cursor.ts';
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
import { categories } from '../../server/db/schema.ts';
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

/** Every list, count, search and portal page over an archive that `fillArchive` has made. */
export async function archiveQueries(db: Database): Promise<ArchiveQuery[]> {
  const idOf = async (slug: string) => {
    const [row] = await db.select({ id: categories.id }).from(categories).where(eq(categories.slug, slug));
    if (!row) throw new Error(`No category ${slug}`);
    return row.id;
  };
  const [usual, former] = [await idOf(archiveCategories.usual), await idOf(archiveCategories.former)];
  const { rows } = await db.execute<{ oldest: Date; newest: Date; shortId: number; slug: string }>(
    `select min(updated_at) as oldest, max(updated_at) as newest, max(short_id) - 5000 as "shortId",
      (select slug from articles where short_id = (select max(short_id) - 5000 from articles)) as slug from articles`,
  );
  const [span] = rows;
  if (!span) throw new Error('The archive is empty');
  const middle = new Date((new Date(span.oldest).getTime() + new Date(span.newest).getTime()) / 2);
  return [
    ...deskQueries(db, { usual, former, middle }),
    ...searches(db, middle),
    ...portalQueries(db, `${span.slug}-${span.shortId}`),
  ];
}

const editor = { id: archivePeople.editor, role: 'editor' } as const;
const journalist = { id: archivePeople.journalist, role: 'journalist' } as const;

function deskQueries(
  db: Database,
  { usual, former, middle }: { usual: string; former: string; middle: Date },
): ArchiveQuery[] {
  const actors = [editor, journalist];
  const list = (
    actor: (typeof actors)[number],
    name: string,
    given: Partial<ArticleListQuery>,
  ): ArchiveQuery => ({
    name: `${actor.role}: ${name}`,
    run: () =>
      listArticles(
        db,
        actor,
        { view: 'all', search: null, sort: 'updated', after: null, limit: 40, ...given },
        databaseTime,
      ),
  });
  const columnSorts = articleSorts.filter((sort) => sort !== 'relevance');
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
    list(actor, 'a week in the middle by title', {
      from: new Date(middle.getTime() - 7 * 86_400_000),
      to: middle,
      sort: 'title',
    }),
    list(actor, 'behind a cursor in the middle', {
      after: decodeCursor(
        btoa(JSON.stringify({ key: `${middle.toISOString().slice(0, 19).replace('T', ' ')}+00`, id: usual })),
        () => true,
      ),
    }),
    { name: `${actor.role}: counts`, run: () => countArticles(db, actor, databaseTime) },
    { name: `${actor.role}: counts of categories`, run: () => countByCategory(db, databaseTime) },
  ]);
}

function searches(db: Database, middle: Date): ArchiveQuery[] {
  const queries = {
    rare: rareWord,
    common: 'thành phố',
    folded: 'thanh pho',
    phrase: '"hội đồng nhân"',
    'two letters': 'an',
    absent: 'zzzzqqq',
  };
  return [editor, journalist].flatMap((actor) =>
    Object.entries(queries).flatMap(([name, q]): ArchiveQuery[] => {
      const search = parseSearchQuery(q);
      const list = (given: Partial<ArticleListQuery>) =>
        listArticles(
          db,
          actor,
          { view: 'all', search, sort: 'relevance', after: null, limit: 40, ...given },
          databaseTime,
        );
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
}

function portalQueries(db: Database, articlePath: string): ArchiveQuery[] {
  const files = { layoutCss: '', listsCss: '', articleCss: '', printCss: '', previewCss: '', script: '' };
  const context: RenderContext = {
    db,
    portalAssets: createPortalAssets(files),
    origin: 'https://portal.test',
    now: databaseTime,
  };
  const page = (name: string, run: () => Promise<unknown>): ArchiveQuery => ({
    name: `portal: ${name}`,
    run,
  });
  return [
    page('front', () => renderFrontPage(context)),
    page('category', () => renderCategory(context, archiveCategories.usual, undefined)),
    page('former category', () => renderCategory(context, archiveCategories.former, undefined)),
    page('article', () => renderArticle(context, articlePath)),
    page('RSS', () => renderRss(context, null)),
    page('RSS of a category', () => renderRss(context, archiveCategories.usual)),
    page('sitemap', () => renderSitemap(context, null)),
    page('first file of the sitemap', () => renderSitemap(context, '1')),
    ...Object.entries({ rare: rareWord, common: 'thành phố', 'two letters': 'an', absent: 'zzzzqqq' }).map(
      ([name, q]) => page(`search, ${name}`, () => renderSearch(context, q, undefined)),
    ),
  ];
}
