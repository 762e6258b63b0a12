import type { ListedArticle } from '../db/queries/portal.ts';
import type { PortalCategory } from './category-tree.ts';

/*
 * Where readers find things. All paths begin at the root of the site.
 */

export const frontPath = '/portal';
export const searchPath = '/portal/tim-kiem';
export const rssPath = '/portal/rss.xml';
export const sitemapPath = '/portal/sitemap.xml';

/** `/portal/{slug}-{shortId}` */
export const articlePath = ({ slug, shortId }: Pick<ListedArticle, 'slug' | 'shortId'>): string =>
  `/portal/${slug}-${shortId}`;

/** `/portal/chuyen-muc/{slug}/{slug}` */
export const categoryPath = ({ path }: Pick<PortalCategory, 'path'>): string => `/portal/chuyen-muc/${path}`;

export const categoryRssPath = (category: Pick<PortalCategory, 'path'>): string =>
  `${categoryPath(category)}/rss.xml`;

/** The short address that is printed as a QR code: of an article by its number, of a fanpage by its code. */
export const qrPath = (codeOrShortId: string | number): string => `/q/${codeOrShortId}`;

/** The crop of a picture for cards elsewhere, 1200 × 630 JPEG. */
export const cardPicturePath = (mediaId: string): string => `/media/${mediaId}/og.jpg`;

/** The part behind `/portal/` of an article's address: `{slug}-{shortId}`; a bare number is one without a slug. */
export function parseArticleAddress(slugAndId: string): { slug: string; shortId: number | null } {
  const [, slug = '', digits] = /^(?:(.*)-)?([1-9]\d{0,9})$/.exec(slugAndId) ?? [];
  const shortId = Number(digits);
  // The column is a 32-bit integer.
  return { slug, shortId: Number.isInteger(shortId) && shortId <= 2_147_483_647 ? shortId : null };
}
