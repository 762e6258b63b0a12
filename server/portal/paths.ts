import type { ListedArticle } from '../db/queries/portal.ts';
import type { PortalCategory } from './portal-categories.ts';

/*
 * Paths of the portal, from the root of the site.
 */

export const frontPath = '/portal';
export const searchPath = '/portal/tim-kiem';
export const rssPath = '/portal/rss.xml';
export const sitemapPath = '/portal/sitemap.xml';
export const previewStylesheetPath = '/portal/xem-truoc.css';

/** `/portal/{slug}-{shortId}` */
export const articlePath = ({ slug, shortId }: Pick<ListedArticle, 'slug' | 'shortId'>): string =>
  `/portal/${slug}-${shortId}`;

/** `/portal/chuyen-muc/{slug}/{slug}` */
export const categoryPath = ({ path }: Pick<PortalCategory, 'path'>): string => `/portal/chuyen-muc/${path}`;

export const categoryRssPath = (category: Pick<PortalCategory, 'path'>): string =>
  `${categoryPath(category)}/rss.xml`;

/** First page of the results of a search. */
export const searchResultsPath = (q: string): string => `${searchPath}?q=${encodeURIComponent(q)}`;

/** The article's preview for the holder of the token. */
export const previewPath = (token: string): string => `/portal/xem-truoc/${token}`;

/** The short path printed as a QR code: an article's short id, or a fanpage's code. */
export const qrPath = (codeOrShortId: string | number): string => `/q/${codeOrShortId}`;

/** An image cropped for link cards on other sites: 1200 × 630 JPEG. */
export const cardImagePath = (mediaId: string): string => `/media/${mediaId}/og.jpg`;

/** Parses an article's path after `/portal/`: `{slug}-{shortId}`, or the short id alone. */
export function parseArticleSlug(slugAndId: string): { slug: string; shortId: number | null } {
  const [, slug = '', digits] = /^(?:(.*)-)?([1-9]\d{0,9})$/.exec(slugAndId) ?? [];
  const shortId = Number(digits);
  // The column is a 32-bit integer.
  return { slug, shortId: Number.isInteger(shortId) && shortId <= 2_147_483_647 ? shortId : null };
}
