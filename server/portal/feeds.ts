import type { ListedArticle } from '../db/queries/portal.ts';
import {
  articlePath,
  cardPicturePath,
  categoryPath,
  categoryRssPath,
  frontPath,
  rssPath,
  sitemapPath,
} from './addresses.ts';
import type { PortalCategory } from './category-tree.ts';
import type { Site } from './site.ts';

/** The newest articles as RSS 2.0, of the whole newsroom or of one category. */
export function rssFeed(
  site: Site,
  category: PortalCategory | null,
  articles: readonly ListedArticle[],
): string {
  const { origin, newsroom, categories } = site;
  const title = category ? `${category.name} – ${newsroom.name}` : newsroom.name;
  const about = category?.description || `Tin tức mới nhất từ ${newsroom.name}`;
  const own = origin + (category ? categoryRssPath(category) : rssPath);
  const changedAt = Math.max(...articles.map((article) => article.visibleFrom.getTime()));
  const items = articles.map((article) => {
    const section = categories.byId(article.categoryId);
    return `<item>
<title>${xml(article.title)}</title>
<link>${xml(origin + articlePath(article))}</link>
<guid isPermaLink="false">urn:uuid:${article.id}</guid>
<pubDate>${article.publishedAt.toUTCString()}</pubDate>
<description>${xml(article.lead)}</description>
${article.bylines.map((name) => `<dc:creator>${xml(name)}</dc:creator>`).join('')}
${section?.isListed ? `<category>${xml(section.name)}</category>` : ''}
${article.cover ? `<media:content url="${xml(origin + cardPicturePath(article.cover.id))}" medium="image" type="image/jpeg" width="1200" height="630"/>` : ''}
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${xml(title)}</title>
<link>${xml(origin + (category ? categoryPath(category) : frontPath))}</link>
<atom:link href="${xml(own)}" rel="self" type="application/rss+xml"/>
<description>${xml(about)}</description>
<language>vi</language>
${articles.length > 0 ? `<lastBuildDate>${new Date(changedAt).toUTCString()}</lastBuildDate>` : ''}
${items.join('\n')}
</channel>
</rss>
`;
}

/** Addresses in one file of the sitemap. The protocol allows ten times as many. */
export const sitemapPageSize = 5_000;

/** The list of the sitemap's files: the categories, and the articles in pages. */
export function sitemapIndex({ origin }: Site, pages: readonly { page: number; changedAt: Date }[]): string {
  const files = [
    `<sitemap><loc>${xml(origin)}/portal/sitemap/chuyen-muc.xml</loc></sitemap>`,
    ...pages.map(
      ({ page, changedAt }) =>
        `<sitemap><loc>${xml(origin)}/portal/sitemap/${page}.xml</loc><lastmod>${changedAt.toISOString()}</lastmod></sitemap>`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${files.join('\n')}
</sitemapindex>
`;
}

/** Front page and categories, each with its newest article's time where it has one. */
export function categorySitemap({ origin, categories }: Site): string {
  return urlSet([frontPath, ...categories.listed.map(categoryPath)].map((path) => ({ url: origin + path })));
}

export function articleSitemap(
  { origin }: Site,
  articles: readonly Pick<ListedArticle, 'slug' | 'shortId' | 'visibleFrom'>[],
): string {
  return urlSet(
    articles.map((article) => ({ url: origin + articlePath(article), changedAt: article.visibleFrom })),
  );
}

function urlSet(urls: { url: string; changedAt?: Date }[]): string {
  const entries = urls.map(
    ({ url, changedAt }) =>
      `<url><loc>${xml(url)}</loc>${changedAt ? `<lastmod>${changedAt.toISOString()}</lastmod>` : ''}</url>`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join('\n')}
</urlset>
`;
}

/**
 * The readers' pages and what they load. The desk is nobody's to list, what is found for a query is no page of its own,
 * and a preview is for one person.
 */
export function robotsTxt(origin: string): string {
  return `User-agent: *
Disallow: /
Allow: /portal
Allow: /q/
Allow: /media/
Allow: /fonts/
Allow: /article.css
Allow: /icon.svg
Disallow: /portal/tim-kiem
Disallow: /portal/xem-truoc

Sitemap: ${origin}${sitemapPath}
`;
}

/** Text for XML 1.0, which has no place for most control characters and for halves of pairs. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(notInXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const notInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
