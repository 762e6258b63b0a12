import { html, raw } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import type { NodeJson } from '../../domain/document/content.ts';
import { bodyToHtml } from '../../domain/document/to-html.ts';
import { blockText } from '../../domain/document/to-text.ts';
import type { Platform } from '../../domain/fanpages.ts';
import { qrSvg } from '../../domain/qr.ts';
import type { ListedArticle, ReaderArticle, ReaderFanpage } from '../db/queries/portal.ts';
import { articleCard } from './article-card.ts';
import { type Head, type Html, page } from './layout.ts';
import { breadcrumb } from './list-pages.ts';
import { articleData, articleMeta, jsonLd } from './page-metadata.ts';
import { articlePath, qrPath } from './paths.ts';
import { colorClassOf } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

type Preview = {
  /** Replaces the head, which describes the article to search engines and other sites. */
  head: Head;
  /** Shown above the article. */
  notice: Html;
};

/**
 * The page of one article.
 *
 * @param related articles of "Tin khác", in their order.
 * @param preview set for content that may be unpublished: share links and QR code, which would lead nowhere, are left
 *   out.
 */
export function articlePage(
  site: SiteContext,
  article: ReaderArticle,
  related: readonly ListedArticle[],
  preview?: Preview,
): Html {
  const { content, fields } = article;
  const category = site.categories.byId(article.categoryId);
  const trail = category ? site.categories.trailOf(category) : [];
  const body = bodyToHtml(content.body, {
    mediaPath: site.mediaPath,
    isFirstFigureEager: isFirstFigureNearTop(content.body),
  });
  return page(
    site,
    { ...(preview?.head ?? publicHead(site, article)), hasArticle: true },
    html`${preview?.notice}<article class="article ${colorClassOf(category)}">
<div class="article-column top">
${breadcrumb(trail)}
<div class="facts">
${times(article, site)}
${fields.source && source(fields.source)}
${!preview && html`<button class="action" type="button" data-does="print" hidden>In bài</button>`}
</div>
</div>
<h1 class="article-title">${content.title}</h1>
<p class="article-lead">${content.lead}</p>
<div class="article-body">${raw(body)}</div>
<footer class="closing article-column">
${fields.bylines.length > 0 && html`<p class="bylines">${fields.bylines.join(' – ')}</p>`}
${correction(article, site)}
${!preview && articleQr(content.title, site.origin + qrPath(article.shortId))}
${!preview && share(content.title, site.origin + articlePath(article))}
</footer>
</article>
${site.fanpages.length > 0 && fanpages(site.fanpages, site.origin)}
${related.length > 0 && relatedSection(related, site)}`,
    { category },
  );
}

function publicHead(site: SiteContext, article: ReaderArticle): Head {
  const { title, lead } = article.content;
  const category = site.categories.byId(article.categoryId);
  const trail = category ? site.categories.trailOf(category) : [];
  return {
    title,
    description: lead,
    canonical: articlePath(article),
    hasScript: true,
    hasInlineStyles: true,
    extra: html`${articleMeta(site, article, trail.at(-1)?.name)}
${jsonLd(articleData(site, article, trail))}`,
  };
}

/** Characters of text before a figure that is likely to be on the first screen. */
const nearTopMaxChars = 1_000;

function isFirstFigureNearTop({ content = [] }: NodeJson): boolean {
  const index = content.findIndex(({ type }) => type === 'figure');
  const before = content.slice(0, Math.max(0, index)).map(blockText).join('\n');
  return index >= 0 && before.length <= nearTopMaxChars;
}

/** A correction within a minute of publication is not shown: hardly any reader saw the text before it. */
const correctionShownAfterMs = 60_000;

function isCorrected({ publishedAt, visibleFrom }: ReaderArticle): boolean {
  return visibleFrom.getTime() - publishedAt.getTime() >= correctionShownAfterMs;
}

function times(article: ReaderArticle, site: SiteContext): Html {
  return html`<p class="times">${time(article.publishedAt, site)}${
    isCorrected(article) && html` <span class="updated">Cập nhật ${time(article.visibleFrom, site)}</span>`
  }</p>`;
}

function time(at: Date, { newsroom }: SiteContext): Html {
  return html`<time datetime="${at.toISOString()}">${formatDateTime(at, 'vi', newsroom.timeZone)}</time>`;
}

function source({ name, url }: { name: string; url: string | null }): Html {
  return html`<p class="source">Nguồn tin: ${name}${
    url !== null && html` <a href="${url}" rel="noopener nofollow">Bài gốc</a>`
  }</p>`;
}

function correction(article: ReaderArticle, site: SiteContext): Html | false {
  if (!isCorrected(article) || !article.correctionNote) return false;
  return html`<p class="correction"><strong>Đính chính</strong> (${time(article.visibleFrom, site)}): ${article.correctionNote}</p>`;
}

/** @param url short, so that a printed code survives a change of the slug. */
function articleQr(title: string, url: string): Html {
  return html`<figure class="qr">${raw(qrSvg(url, { level: 'M', label: `Mã QR của bài “${title}”` }))}
<figcaption>${title}<span class="qr-address">${url.replace(/^https?:\/\//, '')}</span></figcaption></figure>`;
}

function share(title: string, url: string): Html {
  return html`<div class="share"><h2 class="label">Chia sẻ</h2><ul>
${shareLinks(title, url).map(
  (link) =>
    html`<li><a class="action" href="${link.url}" rel="noopener nofollow" target="_blank">${link.name}</a></li>`,
)}
<li><button class="action" type="button" data-does="copy" data-text="${url}" hidden>Sao chép liên kết</button></li>
</ul><p class="copied" role="status" data-copied></p></div>`;
}

/** Plain links: the page loads nothing from these sites. */
function shareLinks(title: string, url: string): { name: string; url: string }[] {
  const encodedUrl = encodeURIComponent(url);
  // The format of Zalo's own share button: JSON in base64.
  const zaloData = encodeURIComponent(btoa(JSON.stringify({ url })));
  return [
    { name: 'Facebook', url: `https://www.facebook.com/sharer/sharer.php?u=${encodedUrl}` },
    {
      name: 'Zalo',
      url: `https://button-share.zalo.me/share_external?layout=1&customize=false&shareType=0&d=${zaloData}`,
    },
    { name: 'X', url: `https://x.com/intent/post?url=${encodedUrl}&text=${encodeURIComponent(title)}` },
  ];
}

const platformNames: Record<Platform, string> = {
  facebook: 'Facebook',
  zalo: 'Zalo OA',
  youtube: 'YouTube',
  tiktok: 'TikTok',
  x: 'X',
  instagram: 'Instagram',
  site: 'Trang web',
};

function fanpages(all: readonly ReaderFanpage[], origin: string): Html {
  return html`<section class="fanpages" aria-labelledby="mang-xa-hoi">
<h2 class="label" id="mang-xa-hoi">Chúng tôi trên Mạng xã hội</h2>
<ul>${all.map(({ name, url, code, platform }) => {
    const label = `${name} – ${platformNames[platform]}`;
    return html`<li><figure class="qr">
${raw(qrSvg(origin + qrPath(code), { level: 'M', label }))}
<figcaption><a href="${url}" rel="noopener me">${label}</a></figcaption></figure></li>`;
  })}</ul></section>`;
}

function relatedSection(related: readonly ListedArticle[], site: SiteContext): Html {
  return html`<section class="others" aria-labelledby="tin-khac">
<h2 class="label" id="tin-khac">Tin khác</h2>
<div class="others-list">${related.map((article) => articleCard(article, site, { form: 'wide', level: 3 }))}</div></section>`;
}
