import { html } from 'hono/html';
import { type Html, page } from './layout.ts';
import { frontPath } from './paths.ts';
import type { SiteContext } from './site-context.ts';

/** A page with a message instead of content, and a link to the front page. */
export function messagePage(site: SiteContext, title: string, lines: readonly string[]): Html {
  return page(
    site,
    { title, isIndexed: false },
    html`<div class="notice">
<h1>${title}</h1>
${lines.map((line) => html`<p>${line}</p>`)}
<p class="onward"><a href="${frontPath}">Về trang chủ</a></p>
</div>`,
  );
}
