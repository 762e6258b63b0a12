import { html } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import { publicMediaPath } from '../../domain/renditions.ts';
import type { ReaderArticle } from '../db/queries/portal.ts';
import { articlePage } from './article-page.ts';
import { previewPath, previewStylesheetPath } from './paths.ts';
import { relatedArticles } from './related-articles.ts';
import type { RenderContext } from './render-pages.ts';
import { loadSite } from './site-context.ts';

/** Renders the article's public page, whether or not it is published. */
export async function renderPublicPage(context: RenderContext, article: ReaderArticle): Promise<string> {
  const site = await loadSite(context, context.origin);
  return String(await articlePage(site, article, await relatedArticles(context, site.categories, article)));
}

type SharedPreview = {
  token: string;
  /** Images of the revision, which the token gives access to. The others on the page are public. */
  mediaIds: ReadonlySet<string>;
  expiresAt: Date;
};

/**
 * Renders the page behind a preview link. It shows a notice, is not indexed, has no metadata that a link card could
 * show, and loads the revision's images from below the link's own path.
 */
export async function renderSharedPreview(
  context: RenderContext,
  article: ReaderArticle,
  { token, mediaIds, expiresAt }: SharedPreview,
): Promise<string> {
  const site = await loadSite(context, context.origin);
  const mediaPath = (id: string) =>
    mediaIds.has(id) ? `${previewPath(token)}/anh/${id}` : publicMediaPath(id);
  const related = await relatedArticles(context, site.categories, article);
  const page = await articlePage({ ...site, mediaPath }, article, related, {
    head: {
      title: 'Bản xem trước',
      isIndexed: false,
      extra: html`<link rel="stylesheet" href="${previewStylesheetPath}">`,
    },
    notice: html`<p class="preview-notice"><strong>Bản xem trước, chưa đăng, không chia sẻ.</strong> Liên kết này mở được đến ${formatDateTime(expiresAt, 'vi', site.newsroom.timeZone)}.</p>`,
  });
  return String(page);
}
