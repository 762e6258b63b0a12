import { sql } from 'drizzle-orm';
import type { Article } from '../../domain/contract/article-schema.ts';
import {
  type ApiClient,
  aDraft,
  anonymous,
  articleContent,
  clearPageCache,
  contentOf,
  emailOf,
  host,
  performTransition,
} from './desk.ts';

export type Page = { status: number; headers: Headers; html: string };

/** Fetches a portal page without a session; redirects are not followed. */
export async function fetchPage(path: string | null, headers: Record<string, string> = {}): Promise<Page> {
  if (path === null) throw new Error('The article has no address');
  const response = await anonymous.fetch(path, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** The visible text of a page: without tags, white space collapsed. */
export const textOf = (html: string): string =>
  html
    .slice(html.indexOf('<body>'))
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

/** The text of the first element with this class, or an empty string. */
export function textOfClass(html: string, className: string): string {
  const [, tag, part] =
    new RegExp(`<(\\w+) class="[^"]*\\b${className}\\b[^"]*"[^>]*>([\\s\\S]*)`).exec(html) ?? [];
  if (tag === undefined || part === undefined) return '';
  return textOf(`<body>${part.slice(0, part.indexOf(`</${tag}>`))}`);
}

/** An article scheduled `inMs` milliseconds from now. */
export async function aScheduledArticle(
  desk: ApiClient,
  editor: ApiClient,
  inMs: number,
  over: object = {},
): Promise<Article> {
  const { id } = await aDraft(desk, over);
  await performTransition(desk, id, 'submit');
  const { contentHash } = await contentOf(editor, id);
  const publishAt = new Date(host.clock.now().getTime() + inMs).toISOString();
  return performTransition(editor, id, 'schedule', { contentHash, publishAt });
}

/** Inserts published articles directly into the database, all with the same time: `Bài số 1`, `Bài số 2`, … */
export async function publishMany(count: number, categoryId: string): Promise<void> {
  const content = JSON.stringify(articleContent({ title: 'Bài số' }));
  const fields = JSON.stringify({
    categoryId,
    bylines: ['Hải Miên'],
    tags: [],
    source: null,
    coverMediaId: null,
    relatedIds: [],
  });
  const at = host.clock.now().toISOString();
  const [by] = (
    await host.db.execute<{ id: string }>(sql`select id from users where email = ${emailOf('phongvien')}`)
  ).rows;
  await host.db.execute(sql`
    with new_articles as (
      insert into articles (stage, slug, published_at, category_id)
        select 'none', 'bai-so-' || n, ${at}::timestamptz, ${categoryId}::uuid from generate_series(1, ${count}::int) n
        returning id, slug, short_id),
    new_revisions as (
      insert into revisions (article_id, number, reason, content, content_hash, fields, title, words, created_by)
        select id, 1, 'publish', ${content}::jsonb, '', ${fields}::jsonb, 'Bài số ' || short_id, 2, ${by?.id}
          from new_articles
        returning id, article_id),
    new_texts as (
      insert into search_texts (article_id, revision_id, number, plain, folded, exact, folded_head, exact_head)
        select article_id, new_revisions.id, short_id, text, text, text, text, text
          from new_revisions join new_articles on new_articles.id = article_id,
            lateral (select E' bai so ' || short_id || E' \n  ' as text) texts)
    insert into publications (article_id, revision_id, visible_from, category_id)
      select article_id, id, ${at}::timestamptz, ${categoryId}::uuid from new_revisions`);
  await clearPageCache();
}

/**
 * Parses XML strictly, as feed readers do, and returns the texts of all elements with this name.
 *
 * @throws when it is not well-formed: an unclosed element, a bare `&` or `<`, a character that XML forbids.
 */
export function xmlTexts(xml: string, name: string): string[] {
  const open: string[] = [];
  const texts: string[] = [];
  let rest = xml.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\s*/, '');
  if (/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u.test(rest))
    throw new Error('A forbidden character');
  while (rest !== '') {
    const token =
      /^<(\/?)([\w:]+)((?:\s[\w:]+="[^"<]*")*)\s*(\/?)>/.exec(rest) ??
      /^((?:[^<&]|&(?:amp|lt|gt|quot|#39);)+)/.exec(rest);
    if (!token) throw new Error(`Not well-formed at ${rest.slice(0, 80)}`);
    rest = rest.slice(token[0].length);
    const [, closes, tag, attributes = '', empty] = token;
    if (tag === undefined) {
      if (open.at(-1) === name) texts.push(unescaped(token[0]));
    } else if (closes) {
      const last = open.pop();
      if (last !== tag) throw new Error(`</${tag}> closes ${last}`);
    } else {
      if (/&(?!(?:amp|lt|gt|quot|#39);)/.test(attributes)) throw new Error(`A bare & in ${token[0]}`);
      if (!empty) open.push(tag);
    }
  }
  if (open.length > 0) throw new Error(`Left open: ${open.join(', ')}`);
  return texts;
}

const unescaped = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
