import type { PortalListed } from '../../domain/contract/portal.ts';
import { bodyToHtml } from '../../domain/document/to-html.ts';
import { renditionPath, renditionWidthsOf } from '../../domain/renditions.ts';
import type { RequestContext } from '../context.ts';
import { decodeCursor, isTimestamp, pageOf } from '../cursor.ts';
import type { DatabaseTime } from '../db/database-time.ts';
import {
  findForReaders,
  type ListedArticle,
  listAllCategories,
  listForReaders,
  type Picture,
  timeToNextPublication,
  visibleFanpages,
} from '../db/queries/portal.ts';
import { searchPage } from '../db/queries/portal-search.ts';
import { isFoundKey } from '../db/queries/search.ts';
import { fail } from '../http/problem.ts';
import { sharedCacheControl } from '../portal/page-cache.ts';
import { articlePath, cardImagePath, qrPath } from '../portal/paths.ts';
import { type PortalCategories, portalCategories } from '../portal/portal-categories.ts';
import { relatedArticles } from '../portal/related-articles.ts';
import { api } from './base.ts';

export const articles = api.portal.articles.handler(async ({ context, input }) => {
  const { db } = context;
  const { categoryId, q = '', cursor, limit } = input;
  const now = context.now();
  const tree = await treeOf(context);
  const after = decodeCursor(cursor, q === '' ? isTimestamp : isFoundKey);
  await allowKeeping(context, now);
  const query = {
    categoryIds: categoryId === undefined ? tree.listedIds : idsOf(tree, categoryId),
    withUncategorized: categoryId === undefined,
  };
  if (q !== '') {
    const { rows, ...found } = await searchPage(db, { ...query, q, after, limit }, now);
    return { ...found, items: rows.map((row) => ({ ...present(row, tree), excerpt: row.excerpt })) };
  }
  const found = await listForReaders(db, { ...query, after, limit: limit + 1 }, now);
  const { rows, nextCursor } = pageOf(found, limit, ({ id, cursorKey }) => ({ id, key: cursorKey }));
  return {
    items: rows.map((row) => ({ ...present(row, tree), excerpt: null })),
    nextCursor,
    suggestion: null,
  };
});

export const article = api.portal.article.handler(async ({ context, input }) => {
  const { db } = context;
  const now = context.now();
  const found = await findForReaders(db, input.id, now);
  if (found.kind === 'not-found') throw fail('not-found');
  if (found.kind === 'withdrawn') throw fail('gone', found.reason ? { detail: found.reason } : {});
  const { content, fields, correctionNote, ...rest } = found.article;
  const tree = await treeOf(context);
  const related = await relatedArticles({ db, now }, tree, found.article);
  await allowKeeping(context, now);
  const { title, lead, body } = content;
  return {
    ...present({ ...rest, title, lead, bylines: fields.bylines }, tree),
    tags: fields.tags,
    source: fields.source,
    body,
    bodyHtml: bodyToHtml(body),
    correctionNote,
    related: related.map((one) => present(one, tree)),
  };
});

export const categories = api.portal.categories.handler(async ({ context }) => {
  const { listed } = await treeOf(context);
  await allowKeeping(context, context.now());
  return {
    items: listed.map(({ id, parent, name, slug, path, description, color }) => ({
      ...{ id, parentId: parent?.id ?? null, name, slug, path, description, color },
    })),
    nextCursor: null,
  };
});

export const fanpages = api.portal.fanpages.handler(async ({ context }) => {
  const all = await visibleFanpages(context.db);
  await allowKeeping(context, context.now());
  return {
    items: all.map(({ code, ...fanpage }) => ({ ...fanpage, qrPath: qrPath(code) })),
    nextCursor: null,
  };
});

const treeOf = async ({ db }: RequestContext): Promise<PortalCategories> =>
  portalCategories(await listAllCategories(db));

/** @throws `invalid` (422) for a category that readers are not shown. */
function idsOf(tree: PortalCategories, categoryId: string): string[] {
  const category = tree.byId(categoryId);
  if (!category?.isListed) throw fail('invalid', { fields: { categoryId: 'unknown' } });
  return tree.idsIn(category);
}

/** Equal for everybody, so that shared caches may store it. */
async function allowKeeping({ db, responseHeaders }: RequestContext, now: DatabaseTime): Promise<void> {
  responseHeaders.set('cache-control', sharedCacheControl(await timeToNextPublication(db, now)));
}

function present(article: ListedArticle, tree: PortalCategories): PortalListed {
  const { id, shortId, title, lead, bylines, cover, publishedAt, visibleFrom } = article;
  const category = tree.byId(article.categoryId);
  return {
    ...{ id, shortId, title, lead, bylines },
    path: articlePath(article),
    category: category?.isListed ? { id: category.id, name: category.name, path: category.path } : null,
    cover: cover && presentPicture(cover),
    publishedAt: publishedAt.toISOString(),
    updatedAt: visibleFrom.toISOString(),
  };
}

function presentPicture({ id, width, height }: Picture): NonNullable<PortalListed['cover']> {
  return {
    id,
    renditions: renditionWidthsOf(width).map((name) => {
      const shown = Math.min(name, width);
      return {
        width: shown,
        height: Math.max(1, Math.round((height * shown) / width)),
        url: renditionPath(id, name),
      };
    }),
    cardUrl: cardImagePath(id),
  };
}
