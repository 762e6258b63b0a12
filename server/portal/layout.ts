import { html, raw } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import { limits } from '../../domain/limits.ts';
import { renditionPath, renditionWidthsOf } from '../../domain/renditions.ts';
import type { Picture } from '../db/queries/portal.ts';
import { categoryPath, frontPath, rssPath, searchPath } from './paths.ts';
import { colorClassOf, type PortalCategory } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

/** A string whose interpolated values are escaped. */
export type Html = ReturnType<typeof html>;

export type Head = {
  /** The newsroom's name is appended. Null: the newsroom's name alone. */
  title: string | null;
  description?: string;
  /** Path. */
  canonical?: string;
  /** Path of the next page of the list, with older articles. */
  next?: string | null;
  /** RSS feeds besides the newsroom's own. */
  feeds?: { title: string; path: string }[];
  /** Whether search engines may list the page. Default: yes. */
  isIndexed?: boolean;
  /** Links `public/article.css`, which the editor uses too. */
  hasArticle?: boolean;
  /** Inlines the style sheet, which saves a round trip. The content security policy must allow its hash. */
  hasInlineStyles?: boolean;
  /** Loads the script of the print and copy buttons. */
  hasScript?: boolean;
  extra?: Html;
};

type Chrome = {
  /** Its top-level ancestor is current in the menu. */
  category?: PortalCategory | null;
  /** Set on the front page: shows the date and makes the newsroom's name the `h1`. */
  today?: Date;
  /** The page has its own search form. */
  isSearch?: boolean;
};

/** A complete document: head, masthead with menu and search, `main`, footer. */
export function page(site: SiteContext, head: Head, main: Html, chrome: Chrome = {}): Html {
  const { newsroom, assets, origin } = site;
  const title = head.title === null ? newsroom.name : `${head.title} – ${newsroom.name}`;
  const feeds = [{ title: newsroom.name, path: rssPath }, ...(head.feeds ?? [])];
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${head.description && html`<meta name="description" content="${head.description}">`}
${head.canonical && html`<link rel="canonical" href="${origin}${head.canonical}">`}
${head.next && html`<link rel="next" href="${head.next}">`}
${head.isIndexed === false && html`<meta name="robots" content="noindex">`}
<meta name="theme-color" content="#FFFFFF" media="(prefers-color-scheme: light)">
<meta name="theme-color" content="#171513" media="(prefers-color-scheme: dark)">
<link rel="preload" href="/fonts/source-serif-4-latin-wght-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="preload" href="/fonts/source-serif-4-vietnamese-wght-normal.woff2" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="/fonts/fonts.css">
${head.hasArticle && html`<link rel="stylesheet" href="/article.css">`}
${head.hasInlineStyles ? html`<style>${raw(assets.stylesheet)}</style>` : html`<link rel="stylesheet" href="${assets.stylesheetPath}">`}
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="apple-touch-icon" href="/apple-touch-icon.png">
${feeds.map((feed) => html`<link rel="alternate" type="application/rss+xml" title="${feed.title}" href="${feed.path}">`)}
${head.extra}
${head.hasScript && html`<script src="${assets.scriptPath}" defer></script>`}
</head>
<body>
<a class="skip" href="#noi-dung">Đến nội dung</a>
${masthead(site, chrome)}
<main id="noi-dung">
${main}
</main>
${footer(site)}
</body>
</html>
`;
}

function masthead(site: SiteContext, { category, today, isSearch = false }: Chrome): Html {
  const top = category ? site.categories.trailOf(category)[0] : undefined;
  const name = html`<a class="brand" href="${frontPath}">${site.logo && logo(site.logo, site)}<span>${site.newsroom.name}</span></a>`;
  return html`<header class="masthead">
<div class="masthead-bar">
<p class="today">${today && formatDateTime(today, 'vi', site.newsroom.timeZone).slice(0, -6)}</p>
${today ? html`<h1 class="brand-line">${name}</h1>` : html`<p class="brand-line">${name}</p>`}
${!isSearch && searchForm('', 'find')}
</div>
${
  site.categories.tops.length > 0 &&
  html`<nav class="menu" aria-label="Chuyên mục"><ul>
${site.categories.tops.map(
  (one) =>
    html`<li><a class="${colorClassOf(one)}" href="${categoryPath(one)}"${
      one === top ? raw(one === category ? ' aria-current="page"' : ' aria-current="true"') : ''
    }>${one.name}</a></li>`,
)}
</ul></nav>`
}
</header>`;
}

function logo({ id, width, height }: Picture, { mediaPath }: SiteContext): Html {
  const smallest = renditionWidthsOf(width)[0] ?? limits.renditionWidths[0];
  // Decorative: the name is beside it.
  return html`<img src="${renditionPath(id, smallest, mediaPath)}" width="${width}" height="${height}" alt="">`;
}

export function searchForm(q: string, className: string): Html {
  const id = `q-${className}`;
  return html`<form class="${className}" role="search" action="${searchPath}" method="get">
<label for="${id}">Tìm bài viết</label>
<input id="${id}" type="search" name="q" value="${q}" maxlength="${limits.searchMaxChars}" placeholder="Tìm bài" autocomplete="off">
<button type="submit" aria-label="Tìm">${raw(searchIcon)}</button>
</form>`;
}

/** Tabler's `search` icon. */
const searchIcon =
  '<svg viewBox="0 0 24 24" width="19" height="19" fill="none" stroke="currentColor" stroke-width="1.75" ' +
  'stroke-linecap="round" aria-hidden="true"><path d="M3 10a7 7 0 1 0 14 0a7 7 0 1 0-14 0M21 21l-6-6"/></svg>';

function footer({ newsroom, categories }: SiteContext): Html {
  const { name, address, hours, email, phone } = newsroom;
  return html`<footer class="foot">
<div class="foot-inner">
<div class="foot-desk">
<p class="foot-name">${name}</p>
${address && html`<p>${address}</p>`}
${hours && html`<p>Giờ làm việc: ${hours}</p>`}
${phone && html`<p>Điện thoại: <a href="tel:${phone.replace(/[^\d+]/g, '')}">${phone}</a></p>`}
${email && html`<p>Thư điện tử: <a href="mailto:${email}">${email}</a></p>`}
</div>
<nav class="foot-links" aria-label="Cuối trang"><ul>
${categories.tops.map((one) => html`<li><a href="${categoryPath(one)}">${one.name}</a></li>`)}
<li><a href="${searchPath}">Tìm kiếm</a></li>
<li><a href="${rssPath}">RSS</a></li>
</ul></nav>
</div>
</footer>`;
}
