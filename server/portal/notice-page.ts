import { html } from 'hono/html';
import { frontPath } from './addresses.ts';
import { type Html, page } from './layout.ts';
import type { Site } from './site.ts';

/** A page that says why there is nothing here, and leads on. */
export function noticePage(site: Site, title: string, lines: readonly string[]): Html {
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
