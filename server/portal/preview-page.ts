import { html } from 'hono/html';
import { formatDateTime } from '../../domain/dates.ts';
import type { Database } from '../db/database.ts';
import type { ReaderArticle } from '../db/queries/portal.ts';
import { otherNews } from './answers.ts';
import { articlePage } from './article-page.ts';
import { readSite } from './site.ts';

/** Where somebody with the token reads the article. */
export function previewPath(token: string): string {
  return `/portal/xem-truoc/${token}`;
}

type Asked = {
  db: Database;
  /** Of the site, `https://…` without a slash at the end. */
  origin: string;
  now: Date;
};

/** The page as readers will get it, whether the article is published or not. */
export async function renderArticle({ db, origin, now }: Asked, article: ReaderArticle): Promise<string> {
  const site = await readSite(db, origin);
  return String(await articlePage(site, article, await otherNews({ db, now }, site, article)));
}

type Shared = {
  token: string;
  /** The pictures that this link opens. Others on the page are public already and stay where they are. */
  mediaIds: ReadonlySet<string>;
  expiresAt: Date;
};

/**
 * The page for somebody who was sent a link: it says what it is, is found by no search engine, shows nothing of the
 * article where the link is pasted, and takes its pictures from below the link's own address.
 */
export async function renderShared(
  { db, origin, now }: Asked,
  article: ReaderArticle,
  { token, mediaIds, expiresAt }: Shared,
): Promise<string> {
  const site = await readSite(db, origin);
  const { name, timeZone } = site.newsroom;
  const notice = html`<p class="preview-notice"><strong>Bản xem trước, chưa đăng, không chia sẻ.</strong> Liên kết này mở được đến ${formatDateTime(expiresAt, 'vi', timeZone)}.</p>`;
  const page = await articlePage(site, article, await otherNews({ db, now }, site, article), {
    isPreview: true,
    notice,
  });
  // In the page everything that came in is escaped: a `<` begins a tag of ours.
  return String(page)
    .replace(/<title>[^<]*<\/title>/, String(html`<title>Bản xem trước – ${name}</title>`))
    .replace(/<meta name="description"[^>]*>/, '')
    .replace('</head>', `<link rel="stylesheet" href="${previewStylesheetPath}">\n</head>`)
    .replace(/<img\b[^>]*>/g, (tag) =>
      tag.replace(/\/media\/([0-9a-f-]{36})\//g, (address, id: string) =>
        mediaIds.has(id) ? `${previewPath(token)}/anh/${id}/` : address,
      ),
    );
}

const previewStylesheetPath = '/portal/xem-truoc.css';

/** What the notice adds to the portal's own styles. */
export const previewStylesheet = `.preview-notice {
  position: sticky;
  z-index: 10;
  top: 0;
  margin: 0;
  padding: 10px 18px;
  border-bottom: 2px solid var(--accent);
  background: var(--paper);
  color: var(--ink);
  font: 400 14px / 1.5 var(--font-interface);
  text-align: center;
}

@media print {
  .preview-notice {
    position: static;
  }
}
`;
