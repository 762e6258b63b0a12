import { html, raw } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import type { NodeJson } from '../../domain/document/content.ts';
import { bodyToHtml, renditionPath, renditionWidthsOf } from '../../domain/document/to-html.ts';
import type { Picture, ReaderArticle } from './reader-article.ts';

/** What `html` gives: text in which everything that came in was escaped. */
type Html = ReturnType<typeof html>;

const portalName = 'Tòa Soạn';

type Head = {
  title: string;
  /** The stylesheet's address with its fingerprint. */
  stylesheetPath: string;
  extra?: Html;
};

function page({ title, stylesheetPath, extra }: Head, main: Html): Html {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="preload" href="/fonts/source-serif-4-latin-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/fonts/source-serif-4-vietnamese-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/fonts/fonts.css">
<link rel="stylesheet" href="/article.css">
<link rel="stylesheet" href="${stylesheetPath}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
${extra}
</head>
<body>
<header class="masthead">${portalName}</header>
${main}
<footer class="foot">${portalName}</footer>
</body>
</html>
`;
}

export type ArticleAddress = {
  /** `https://…` without a slash at the end. */
  origin: string;
  /** `/portal/{slug}-{shortId}` */
  path: string;
};

/** The reader's page of one article. */
export function articlePage(article: ReaderArticle, address: ArticleAddress, stylesheetPath: string): Html {
  const { content, fields, categoryNames } = article;
  return page(
    { title: `${content.title} – ${portalName}`, stylesheetPath, extra: metaOf(article, address) },
    html`<main>
<article class="article">
<div class="facts article-column">
${categoryNames.length > 0 && html`<ol aria-label="Chuyên mục">${categoryNames.map((name) => html`<li>${name}</li>`)}</ol>`}
${times(article)}
</div>
<h1 class="article-title">${content.title}</h1>
<p class="article-lead">${content.lead}</p>
<div class="article-body">${raw(bodyToHtml(content.body))}</div>
<footer class="closing article-column">
${fields.bylines.length > 0 && html`<p class="bylines">${fields.bylines.join(' – ')}</p>`}
${fields.source && source(fields.source)}
</footer>
</article>
</main>`,
  );
}

/** A correction within the minute of the publication is none that a reader could have noticed. */
const correctedAfterMs = 60_000;

function times({ publishedAt, visibleFrom }: ReaderArticle): Html {
  const isCorrected = visibleFrom.getTime() - publishedAt.getTime() >= correctedAfterMs;
  return html`<p class="times">${time(publishedAt)}${
    isCorrected && html`<span class="updated">Cập nhật ${time(visibleFrom)}</span>`
  }</p>`;
}

function time(at: Date): Html {
  return html`<time datetime="${at.toISOString()}">${formatDateTime(at)}</time>`;
}

function source({ name, url }: { name: string; url: string | null }): Html {
  return html`<p class="source">Nguồn tin: ${name}${
    url !== null && html` <a href="${url}" rel="noopener nofollow">Gốc</a>`
  }</p>`;
}

function metaOf({ content, publishedAt, visibleFrom, cover }: ReaderArticle, address: ArticleAddress): Html {
  const url = address.origin + address.path;
  const picture = cover ?? firstPicture(content.body);
  return html`<link rel="canonical" href="${url}">
<meta name="description" content="${content.lead}">
<meta name="theme-color" content="#FFFFFF" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171513" media="(prefers-color-scheme: dark)">
<meta property="og:type" content="article">
<meta property="og:locale" content="vi_VN">
<meta property="og:site_name" content="${portalName}">
<meta property="og:title" content="${content.title}">
<meta property="og:description" content="${content.lead}">
<meta property="og:url" content="${url}">
${picture && pictureMeta(picture, address.origin)}
<meta property="article:published_time" content="${publishedAt.toISOString()}">
<meta property="article:modified_time" content="${visibleFrom.toISOString()}">`;
}

/** Stands for the article where nobody has chosen a cover. */
function firstPicture(body: NodeJson): Picture | null {
  const attrs = body.content?.find((block) => block.type === 'figure')?.attrs;
  if (!attrs) return null;
  return { id: String(attrs.mediaId), width: Number(attrs.width), height: Number(attrs.height) };
}

function pictureMeta({ id, width, height }: Picture, origin: string): Html {
  const name = renditionWidthsOf(width).findLast((candidate) => candidate <= 1280) ?? 320;
  const shown = Math.min(name, width);
  return html`<meta property="og:image" content="${origin}${renditionPath(id, name)}">
<meta property="og:image:width" content="${shown}">
<meta property="og:image:height" content="${Math.max(1, Math.round((height * shown) / width))}">`;
}

/** A page that says why there is no article. */
export function noticePage(title: string, lines: string[], stylesheetPath: string): Html {
  return page(
    {
      title: `${title} – ${portalName}`,
      stylesheetPath,
      extra: html`<meta name="robots" content="noindex">`,
    },
    html`<main class="notice">
<h1>${title}</h1>
${lines.map((line) => html`<p>${line}</p>`)}
</main>`,
  );
}
