import { html } from 'hono/html';
import { parseSearchQuery } from '../../domain/search-query.ts';
import type { ListedArticle } from '../db/queries/portal.ts';
import { articleCard } from './article-card.ts';
import { type Html, page, searchForm } from './layout.ts';
import { breadcrumbData, jsonLd, listMeta, newsroomData } from './page-metadata.ts';
import { categoryPath, categoryRssPath, frontPath, searchResultsPath } from './paths.ts';
import { colorClassOf, type PortalCategory } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

type FrontBlock = { category: PortalCategory; articles: ListedArticle[] };

export type FrontPageContent = {
  newest: ListedArticle[];
  /** Each category with its newest articles. */
  blocks: FrontBlock[];
  now: Date;
};

/** The lead story is the first of this many newest articles that has a cover. */
const leadCandidates = 4;
const besideMax = 7;
const belowMax = 3;
const blockMax = 4;

/** The lead story, the newest articles beside it, three more below, then the categories. */
export function frontPage(site: SiteContext, { newest, blocks, now }: FrontPageContent): Html {
  const { newsroom } = site;
  const lead = newest.slice(0, leadCandidates).find((article) => article.cover) ?? newest[0];
  const others = newest.filter((article) => article !== lead);
  const below = others.filter((article) => article.cover).slice(0, belowMax);
  const beside = others.filter((article) => !below.includes(article)).slice(0, besideMax);
  // The category blocks do not repeat these.
  const promotedIds = new Set([lead, ...below].map((article) => article?.id));
  const shown = blocks
    .map(({ category, articles }) => ({
      category,
      articles: articles.filter(({ id }) => !promotedIds.has(id)).slice(0, blockMax),
    }))
    .filter(({ articles }) => articles.length > 0);
  return page(
    site,
    {
      title: null,
      hasInlineStyles: true,
      description: [`Tin tức mới nhất từ ${newsroom.name}`, newsroom.address].filter(Boolean).join(' · '),
      canonical: frontPath,
      extra: html`${listMeta(site, newsroom.name, frontPath)}${jsonLd(newsroomData(site))}`,
    },
    lead === undefined
      ? html`<div class="notice"><h2>Chưa có bài viết nào</h2><p>Những bài đầu tiên sẽ sớm có mặt ở đây.</p></div>`
      : html`<div class="front">
<section class="front-top" aria-label="Tin nổi bật">
<div class="front-lead">${articleCard(lead, site, { form: 'lead', level: 2 })}</div>
${
  beside.length > 0 &&
  html`<div class="front-beside"><h2 class="label">Mới nhất</h2>
${beside.map((article) => articleCard(article, site, { form: 'line', level: 3 }))}</div>`
}
${
  below.length > 0 &&
  html`<div class="front-below">${below.map((article) => articleCard(article, site, { form: 'wide', level: 2 }))}</div>`
}
</section>
<div class="blocks">${shown.map((block) => frontBlock(block, site))}</div>
</div>`,
    { today: now },
  );
}

function frontBlock({ category, articles }: FrontBlock, site: SiteContext): Html {
  const [first, ...rest] = articles;
  return html`<section class="block ${colorClassOf(category)}" aria-labelledby="muc-${category.id}">
<div class="block-head"><h2 id="muc-${category.id}"><a href="${categoryPath(category)}">${category.name}</a></h2>
${subCategories(category)}</div>
${first && articleCard(first, site, { form: 'row', level: 3, hasCategory: false })}
${rest.map((article) => articleCard(article, site, { form: 'line', level: 3, hasCategory: false }))}
</section>`;
}

function subCategories({ name, children }: PortalCategory): Html | false {
  if (children.length === 0) return false;
  return html`<ul class="sub" aria-label="Trong mục ${name}">
${children.map((child) => html`<li><a href="${categoryPath(child)}">${child.name}</a></li>`)}</ul>`;
}

export type ListPageContent = {
  articles: (ListedArticle & { excerpt?: string | null })[];
  /** Path of the next page of the list. */
  next: string | null;
  /** Whether this is the list's first page. */
  isFirst: boolean;
};

/** Articles of a category and its descendants. */
export function categoryPage(
  site: SiteContext,
  category: PortalCategory,
  { articles, next, isFirst }: ListPageContent,
): Html {
  const path = categoryPath(category);
  const trail = site.categories.trailOf(category);
  const description = category.description || `Tin tức mục ${category.name} của ${site.newsroom.name}`;
  return page(
    site,
    {
      title: category.name,
      hasInlineStyles: true,
      description,
      // Only the first page is worth indexing.
      ...(isFirst ? { canonical: path } : { isIndexed: false }),
      next,
      feeds: [{ title: `${category.name} – ${site.newsroom.name}`, path: categoryRssPath(category) }],
      extra: html`${listMeta(site, category.name, path)}${jsonLd(breadcrumbData(site, trail))}`,
    },
    html`<div class="list-page ${colorClassOf(category)}">
<header class="list-head">
${breadcrumb(trail.slice(0, -1))}
<h1>${category.name}</h1>
${category.description && html`<p class="list-about">${category.description}</p>`}
${subCategories(category)}
</header>
${
  articles.length === 0
    ? html`<p class="empty">Mục này chưa có bài viết nào.</p>`
    : html`<div class="list">${articles.map((article, index) =>
        articleCard(article, site, {
          form: isFirst && index === 0 && article.cover ? 'lead' : 'row',
          level: 2,
          hasCategory: category.children.length > 0 || article.categoryId !== category.id,
        }),
      )}</div>`
}
${older(next)}
</div>`,
    { category },
  );
}

export type SearchPageContent = ListPageContent & {
  /** What a search without results may have meant. */
  suggestion: string | null;
};

/** Search results for `q`, or the search form alone when it is empty. */
export function searchPage(
  site: SiteContext,
  q: string,
  { articles, next, isFirst, suggestion }: SearchPageContent,
): Html {
  const search = parseSearchQuery(q);
  return page(
    site,
    { title: q === '' ? 'Tìm kiếm' : `Tìm “${q}”`, isIndexed: false, hasInlineStyles: true, next },
    html`<div class="list-page color-none">
<header class="list-head">
<h1>Tìm kiếm</h1>
${searchForm(q, 'search')}
${
  q !== '' &&
  html`<p class="list-about" role="status">${
    articles.length > 0
      ? `${isFirst ? 'Bài viết có' : 'Thêm bài viết có'} “${withoutQuotes(q)}”, phù hợp nhất trước`
      : `Không tìm thấy bài nào có “${withoutQuotes(q)}”.`
  }</p>`
}
${
  suggestion !== null &&
  html`<p class="suggestion">Có phải bạn tìm <a href="${searchResultsPath(suggestion)}">${suggestion}</a>?</p>`
}
${q !== '' && articles.length === 0 && suggestion === null && html`<p class="empty">Bạn thử ít từ hơn; gõ không dấu cũng được.</p>`}
</header>
<div class="list">${articles.map((article) => articleCard(article, site, { form: 'row', level: 2, search }))}</div>
${older(next, 'Xem thêm')}
</div>`,
    { isSearch: true },
  );
}

/** The query for quotation: a phrase has quotation marks of its own. */
const withoutQuotes = (q: string): string => q.replace(/^["“]([^"“”]*)["”]$/u, '$1');

function older(next: string | null, label = 'Bài cũ hơn'): Html | false {
  return next !== null && html`<p class="older"><a rel="next" href="${next}">${label}</a></p>`;
}

/** From the front page down. Hidden categories are shown without a link. */
export function breadcrumb(trail: readonly PortalCategory[]): Html {
  return html`<nav class="crumbs" aria-label="Bạn đang ở"><ol><li><a href="${frontPath}">Trang chủ</a></li>${trail.map(
    (one) =>
      html`<li>${one.isListed ? html`<a href="${categoryPath(one)}">${one.name}</a>` : html`<span>${one.name}</span>`}</li>`,
  )}</ol></nav>`;
}
