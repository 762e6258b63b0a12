import { html, raw } from 'hono/html';
import { formatDate, formatTime } from '../../domain/dates.ts';
import { renditionPath, renditionWidthsOf, sourceSet } from '../../domain/document/to-html.ts';
import type { ListedArticle, Picture } from '../db/queries/portal.ts';
import { articlePath, categoryPath } from './addresses.ts';
import { colorClass, type Html } from './layout.ts';
import type { Site } from './site.ts';

/**
 * How an article stands in a list: `lead` is the page's first story, `wide` a story with a large picture, `row` has
 * its picture beside the words, `line` has no picture.
 */
type CardForm = 'lead' | 'wide' | 'row' | 'line';

type CardOptions = {
  form: CardForm;
  /** Level of its heading: one below that of what it stands under. */
  level: 2 | 3;
  /** Its category is named, unless the list is that of the category. */
  hasCategory?: boolean;
};

export function card(
  article: ListedArticle,
  site: Site,
  { form, level, hasCategory = true }: CardOptions,
): Html {
  const path = articlePath(article);
  const picture = form === 'line' ? null : article.cover;
  const tag = raw(`h${level}`);
  // The picture leads where the title leads; to who does not see it, and to the tab key, it would be the same twice.
  return html`<article class="card card-${form}${picture ? '' : ' card-bare'}">
${picture && html`<a class="card-picture" href="${path}" tabindex="-1" aria-hidden="true">${image(picture, form)}</a>`}
<div class="card-words">
<${tag} class="card-title"><a href="${path}">${article.title}</a></${tag}>
${form !== 'line' && html`<p class="card-summary">${article.lead}</p>`}
<p class="card-facts">${hasCategory && categoryOf(article, site)}${time(article.publishedAt, site)}</p>
</div>
</article>`;
}

function categoryOf({ categoryId }: ListedArticle, { categories }: Site): Html | false {
  const category = categories.byId(categoryId);
  if (!category?.isListed) return false;
  return html`<a class="card-category ${colorClass(category)}" href="${categoryPath(category)}">${category.name}</a>`;
}

/** `14:06 11/03/2020`: a list is scanned, so the weekday stays out. */
function time(at: Date, { newsroom: { timeZone } }: Site): Html {
  return html`<time datetime="${at.toISOString()}">${formatTime(at, 'vi', timeZone)} ${formatDate(at, 'vi', timeZone)}</time>`;
}

const sizes: Record<Exclude<CardForm, 'line'>, string> = {
  lead: '(min-width: 1000px) 744px, calc(100vw - 40px)',
  wide: '(min-width: 1000px) 352px, (min-width: 640px) 50vw, calc(100vw - 40px)',
  row: '(min-width: 640px) 220px, 112px',
};

function image({ id, width, height }: Picture, form: CardForm): Html {
  const source = renditionPath(id, renditionWidthsOf(width).find((name) => name >= 640) ?? 320);
  // The first story's picture is what the reader waits for; the others can wait until they are scrolled to.
  const priority = form === 'lead' ? raw('fetchpriority="high"') : raw('loading="lazy" decoding="async"');
  return html`<img src="${source}" srcset="${sourceSet(id, width)}" sizes="${
    form === 'line' ? '' : sizes[form]
  }" width="${width}" height="${height}" alt="" ${priority}>`;
}
