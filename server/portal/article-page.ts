import { html, raw } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import { bodyToHtml } from '../../domain/document/to-html.ts';
import { qrSvg } from '../../domain/qr.ts';
import type { ListedArticle, ReaderArticle, ReaderFanpage } from '../db/queries/portal.ts';
import { articlePath, qrPath } from './addresses.ts';
import { card } from './cards.ts';
import { articleData, articleMeta, jsonLd } from './head-data.ts';
import { colorClass, type Html, page } from './layout.ts';
import { breadcrumb } from './list-pages.ts';
import { platformNames } from './platforms.ts';
import { shareLinks } from './share.ts';
import type { Site } from './site.ts';

type Options = {
  /**
   * A revision that readers do not have, or not yet: no address of its own, nothing for search engines, and neither
   * share links nor QR code, which would lead nowhere.
   */
  isPreview?: boolean;
  /** Stands above the article, for what a preview has to say of itself. */
  notice?: Html;
};

/**
 * The reader's page of one article.
 *
 * @param others for "Tin khác", in their order.
 */
export function articlePage(
  site: Site,
  article: ReaderArticle,
  others: readonly ListedArticle[],
  { isPreview = false, notice }: Options = {},
): Html {
  const { content, fields } = article;
  const category = site.categories.byId(article.categoryId);
  const trail = category ? site.categories.trailOf(category) : [];
  const address = site.origin + articlePath(article);
  return page(
    site,
    {
      title: content.title,
      description: content.lead,
      hasScript: !isPreview,
      hasArticle: true,
      inlinesStyles: !isPreview,
      ...(isPreview
        ? { isIndexed: false }
        : {
            canonical: articlePath(article),
            extra: html`${articleMeta(site, article, trail.at(-1)?.name)}
${jsonLd(articleData(site, article, trail))}`,
          }),
    },
    html`${notice}<article class="article ${colorClass(category)}">
<div class="article-column top">
${breadcrumb(trail)}
<div class="facts">
${times(article, site)}
${fields.source && source(fields.source)}
${!isPreview && html`<button class="action" type="button" data-does="print" hidden>In bài</button>`}
</div>
</div>
<h1 class="article-title">${content.title}</h1>
<p class="article-lead">${content.lead}</p>
<div class="article-body">${raw(firstPictureAtOnce(bodyToHtml(content.body)))}</div>
<footer class="closing article-column">
${fields.bylines.length > 0 && html`<p class="bylines">${fields.bylines.join(' – ')}</p>`}
${correction(article, site)}
${!isPreview && qrOf(content.title, site.origin + qrPath(article.shortId))}
${!isPreview && share(content.title, address)}
</footer>
</article>
${site.fanpages.length > 0 && fanpages(site.fanpages, site.origin)}
${others.length > 0 && otherNews(others, site)}`,
    { category },
  );
}

/** A correction within the minute of the publication is none that a reader could have noticed. */
const correctedAfterMs = 60_000;

function isCorrected({ publishedAt, visibleFrom }: ReaderArticle): boolean {
  return visibleFrom.getTime() - publishedAt.getTime() >= correctedAfterMs;
}

function times(article: ReaderArticle, site: Site): Html {
  return html`<p class="times">${time(article.publishedAt, site)}${
    isCorrected(article) && html` <span class="updated">Cập nhật ${time(article.visibleFrom, site)}</span>`
  }</p>`;
}

function time(at: Date, { newsroom }: Site): Html {
  return html`<time datetime="${at.toISOString()}">${formatDateTime(at, 'vi', newsroom.timeZone)}</time>`;
}

function source({ name, url }: { name: string; url: string | null }): Html {
  return html`<p class="source">Nguồn tin: ${name}${
    url !== null && html` <a href="${url}" rel="noopener nofollow">Gốc</a>`
  }</p>`;
}

function correction(article: ReaderArticle, site: Site): Html | false {
  if (!isCorrected(article) || !article.correctionNote) return false;
  return html`<p class="correction"><strong>Đính chính</strong> (${time(article.visibleFrom, site)}): ${article.correctionNote}</p>`;
}

/** The code leads to a short address of ours, so that a printed one survives a change of the title's. */
function qrOf(title: string, address: string): Html {
  return html`<figure class="qr">${raw(qrSvg(address, { level: 'M', label: `Mã QR của bài “${title}”` }))}
<figcaption>${title}<span class="qr-address">${address.replace(/^https?:\/\//, '')}</span></figcaption></figure>`;
}

function share(title: string, address: string): Html {
  return html`<div class="share"><h2 class="label">Chia sẻ</h2><ul>
${shareLinks(title, address).map(
  ({ name, url }) =>
    html`<li><a class="action" href="${url}" rel="noopener nofollow" target="_blank">${name}</a></li>`,
)}
<li><button class="action" type="button" data-does="copy" data-text="${address}" hidden>Sao chép liên kết</button></li>
</ul><p class="copied" role="status" data-copied></p></div>`;
}

function fanpages(all: readonly ReaderFanpage[], origin: string): Html {
  return html`<section class="fanpages" aria-labelledby="mang-xa-hoi">
<h2 class="label" id="mang-xa-hoi">Chúng tôi trên Mạng xã hội</h2>
<ul>${all.map(
    ({ name, url, code, platform }) => html`<li><figure class="qr">
${raw(qrSvg(origin + qrPath(code), { level: 'M', label: `Mã QR truy cập Fanpage ${name}` }))}
<figcaption><a href="${url}" rel="noopener me">${name}</a><span class="qr-about">${platformNames[platform]}</span>
<span class="qr-about">Mã QR truy cập Fanpage ${name}</span></figcaption></figure></li>`,
  )}</ul></section>`;
}

function otherNews(others: readonly ListedArticle[], site: Site): Html {
  return html`<section class="others" aria-labelledby="tin-khac">
<h2 class="label" id="tin-khac">Tin khác</h2>
<div class="others-list">${others.map((article) => card(article, site, { form: 'wide', level: 3 }))}</div></section>`;
}

/** A picture that stands at the very beginning is on the first screen: it must not wait until it is scrolled to. */
function firstPictureAtOnce(body: string): string {
  const figure = body.indexOf('<figure');
  if (figure < 0 || figure > 1_200) return body;
  return (
    body.slice(0, figure) +
    body.slice(figure).replace('loading="lazy" decoding="async"', 'fetchpriority="high"')
  );
}
