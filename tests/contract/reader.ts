import { sql } from 'drizzle-orm';
import type { Article } from '../../domain/contract/article-schema.ts';
import { aDraft, anonymous, contentOf, type Desk, emailOf, forgetPages, host, moved, words } from './desk.ts';

/*
 * What the tests of the portal ask and do.
 */

export type Page = { status: number; headers: Headers; html: string };

/** What a reader gets at an address. */
export async function page(path: string | null, headers: Record<string, string> = {}): Promise<Page> {
  if (path === null) throw new Error('The article has no address');
  const response = await anonymous.fetch(path, { headers, redirect: 'manual' });
  return { status: response.status, headers: response.headers, html: await response.text() };
}

/** What a reader reads: no tags, one space between words. */
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

/** The words of one part of a page, of the first element that has this class. */
export function partOf(html: string, className: string): string {
  const [, tag, part] =
    new RegExp(`<(\\w+) class="[^"]*\\b${className}\\b[^"]*"[^>]*>([\\s\\S]*)`).exec(html) ?? [];
  if (tag === undefined || part === undefined) return '';
  return textOf(`<body>${part.slice(0, part.indexOf(`</${tag}>`))}`);
}

/** Approved for a time that is still to come. */
export async function scheduled(desk: Desk, editor: Desk, inMs: number, over: object = {}): Promise<Article> {
  const { id } = await aDraft(desk, over);
  await moved(desk, id, 'submit');
  const { contentHash } = await contentOf(editor, id);
  const publishAt = new Date(host.clock.now().getTime() + inMs).toISOString();
  return moved(editor, id, 'schedule', { contentHash, publishAt });
}

/** So many published articles at once, all of the same minute: `Bài số 1`, `Bài số 2`, … */
export async function manyPublished(count: number, categoryId: string): Promise<void> {
  const content = JSON.stringify(words({ title: 'Bài số' }));
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
    with made as (
      insert into articles (stage, slug, published_at, category_id)
        select 'none', 'bai-so-' || n, ${at}::timestamptz, ${categoryId}::uuid from generate_series(1, ${count}::int) n
        returning id, slug, short_id),
    kept as (
      insert into revisions (article_id, number, reason, content, content_hash, fields, title, words, search_text, created_by)
        select id, 1, 'publish', ${content}::jsonb, '', ${fields}::jsonb, 'Bài số ' || short_id, 2, 'bai so ' || short_id, ${by?.id}
          from made
        returning id, article_id)
    insert into publications (article_id, revision_id, visible_from, category_id)
      select article_id, id, ${at}::timestamptz, ${categoryId}::uuid from kept`);
  await forgetPages();
}

/**
 * Reads XML as strictly as a feed reader does, and answers the texts of all elements of a name.
 *
 * @throws where it is not well-formed: an open element, a bare `&` or `<`, a character that XML has no place for.
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
