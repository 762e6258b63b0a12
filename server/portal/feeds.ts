import type { ListedArticle } from '../db/queries/portal.ts';
import {
  articlePath,
  cardImagePath,
  categoryPath,
  categoryRssPath,
  frontPath,
  rssPath,
  sitemapPath,
} from './paths.ts';
import type { PortalCategory } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

/**
 * RSS 2.0.
 *
 * @param category null for the newsroom's own feed.
 */
export function rssFeed(
  site: SiteContext,
  category: PortalCategory | null,
  articles: readonly ListedArticle[],
): string {
  const { origin, newsroom, categories } = site;
  const title = category ? `${category.name} – ${newsroom.name}` : newsroom.name;
  const description = category?.description || `Tin tức mới nhất từ ${newsroom.name}`;
  const selfUrl = origin + (category ? categoryRssPath(category) : rssPath);
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
${article.cover ? `<media:content url="${xml(origin + cardImagePath(article.cover.id))}" medium="image" type="image/jpeg" width="1200" height="630"/>` : ''}
</item>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/">
<channel>
<title>${xml(title)}</title>
<link>${xml(origin + (category ? categoryPath(category) : frontPath))}</link>
<atom:link href="${xml(selfUrl)}" rel="self" type="application/rss+xml"/>
<description>${xml(description)}</description>
<language>vi</language>
${articles.length > 0 ? `<lastBuildDate>${new Date(changedAt).toUTCString()}</lastBuildDate>` : ''}
${items.join('\n')}
</channel>
</rss>
`;
}

/** Index of the sitemap files: one of the categories, and those of the articles. */
export function sitemapIndex(
  { origin }: SiteContext,
  articles: readonly { file: number; changedAt: Date }[],
): string {
  const files = [
    `<sitemap><loc>${xml(origin)}/portal/sitemap/chuyen-muc.xml</loc></sitemap>`,
    ...articles.map(
      ({ file, changedAt }) =>
        `<sitemap><loc>${xml(origin)}/portal/sitemap/${file}.xml</loc><lastmod>${changedAt.toISOString()}</lastmod></sitemap>`,
    ),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>
<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${files.join('\n')}
</sitemapindex>
`;
}

/** Front page and categories. */
export function categorySitemap({ origin, categories }: SiteContext): string {
  return urlSet([frontPath, ...categories.listed.map(categoryPath)].map((path) => ({ url: origin + path })));
}

export function articleSitemap(
  { origin }: SiteContext,
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

/** Allows the portal and the files that it loads. Excludes the desk, search results and shared previews. */
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

/** Escapes text for XML 1.0 and drops the characters that it forbids: most control characters, lone surrogates. */
function xml(text: string): string {
  return text
    .toWellFormed()
    .replace(forbiddenInXml, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const forbiddenInXml = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;
