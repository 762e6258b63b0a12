import { html, raw } from 'hono/html';
import { formatDate, formatTime } from '../../domain/dates.ts';
import { renditionPath, renditionWidthsOf, sourceSet } from '../../domain/renditions.ts';
import { type MarkedPart, markMatches } from '../../domain/search-matches.ts';
import type { SearchQuery } from '../../domain/search-query.ts';
import type { ListedArticle, Picture } from '../db/queries/portal.ts';
import type { Html } from './layout.ts';
import { articlePath, categoryPath } from './paths.ts';
import { colorClassOf } from './portal-categories.ts';
import type { SiteContext } from './site-context.ts';

/** `lead`: the page's first story; `wide`: image above the text; `row`: image beside it; `line`: no image. */
type CardForm = 'lead' | 'wide' | 'row' | 'line';

type CardOptions = {
  form: CardForm;
  /** Of the heading: one below that of the section. */
  level: 2 | 3;
  /** Shows the category. Default: yes. */
  hasCategory?: boolean;
  /** Marks its matches. */
  search?: SearchQuery;
};

/** An article in a list. */
export function articleCard(
  article: ListedArticle & { excerpt?: string | null },
  site: SiteContext,
  { form, level, hasCategory = true, search }: CardOptions,
): Html {
  const path = articlePath(article);
  const cover = form === 'line' ? null : article.cover;
  const tag = raw(`h${level}`);
  const marked = (text: string) => (search ? markMatches(text, search).map(markedPart) : text);
  // The image repeats the title's link, so keyboard and screen readers skip it.
  return html`<article class="card card-${form}${cover ? '' : ' card-bare'}">
${cover && html`<a class="card-picture" href="${path}" tabindex="-1" aria-hidden="true">${image(cover, form, site)}</a>`}
<div class="card-text">
<${tag} class="card-title"><a href="${path}">${marked(article.title)}</a></${tag}>
${form !== 'line' && html`<p class="card-summary">${marked(article.excerpt ?? article.lead)}</p>`}
<p class="card-facts">${hasCategory && categoryOf(article, site)}${time(article.publishedAt, site)}</p>
</div>
</article>`;
}

const markedPart = ({ text, isMatch }: MarkedPart): Html | string =>
  isMatch ? html`<mark>${text}</mark>` : text;

function categoryOf({ categoryId }: ListedArticle, { categories }: SiteContext): Html | false {
  const category = categories.byId(categoryId);
  if (!category?.isListed) return false;
  return html`<a class="card-category ${colorClassOf(category)}" href="${categoryPath(category)}">${category.name}</a>`;
}

/** `14:06 11/03/2020` */
function time(at: Date, { newsroom: { timeZone } }: SiteContext): Html {
  return html`<time datetime="${at.toISOString()}">${formatTime(at, 'vi', timeZone)} ${formatDate(at, 'vi', timeZone)}</time>`;
}

const sizes: Record<Exclude<CardForm, 'line'>, string> = {
  lead: '(min-width: 1000px) 744px, calc(100vw - 40px)',
  wide: '(min-width: 1000px) 352px, (min-width: 640px) 50vw, calc(100vw - 40px)',
  row: '(min-width: 640px) 220px, 112px',
};

function image({ id, width, height }: Picture, form: CardForm, { mediaPath }: SiteContext): Html {
  const renditionWidth = renditionWidthsOf(width).find((candidate) => candidate >= 640) ?? 320;
  const source = renditionPath(id, renditionWidth, mediaPath);
  // The lead image is the largest contentful paint of its page.
  const priority = form === 'lead' ? raw('fetchpriority="high"') : raw('loading="lazy" decoding="async"');
  return html`<img src="${source}" srcset="${sourceSet(id, width, mediaPath)}" sizes="${
    form === 'line' ? '' : sizes[form]
  }" width="${width}" height="${height}" alt="" ${priority}>`;
}
