import {
  type ArticleSort,
  type ArticleView,
  articleSorts,
  articleViews,
} from '../../../domain/contract/article-views.ts';
import { newsroomTimeZone } from '../../../domain/dates.ts';

/** What the list shows. It lives in the address, so that a view can be bookmarked and sent to a colleague. */
export type ListSearch = {
  /** Null: the view that suits the viewer's role. */
  view: ArticleView | null;
  q: string;
  categoryId: string | null;
  authorId: string | null;
  time: TimeFilter | null;
  sort: ArticleSort;
};

/** Last changed today, in the last 7 or 30 days, or between two days (both included, in the newsroom's time zone). */
export type TimeFilter = 'today' | 'week' | 'month' | { from: string | null; to: string | null };

const presetDays = { today: 1, week: 7, month: 30 } as const;

export const emptySearch: ListSearch = {
  view: null,
  q: '',
  categoryId: null,
  authorId: null,
  time: null,
  sort: 'updated',
};

/** Reads the address. What it does not understand it leaves out. */
export function parseListSearch(params: URLSearchParams): ListSearch {
  return {
    view: oneOf(articleViews, params.get('view')),
    q: params.get('q') ?? '',
    categoryId: params.get('category'),
    authorId: params.get('author'),
    time: parseTime(params.get('time')),
    sort: oneOf(articleSorts, params.get('sort')) ?? 'updated',
  };
}

/** The shortest address that means this search. */
export function listSearchParams(search: Partial<ListSearch>): URLSearchParams {
  const params = new URLSearchParams();
  if (search.view) params.set('view', search.view);
  if (search.q?.trim()) params.set('q', search.q.trim());
  if (search.categoryId) params.set('category', search.categoryId);
  if (search.authorId) params.set('author', search.authorId);
  if (search.time) params.set('time', timeParam(search.time));
  if (search.sort && search.sort !== 'updated') params.set('sort', search.sort);
  return params;
}

export function isFiltered(search: ListSearch): boolean {
  return search.q !== '' || search.categoryId !== null || search.authorId !== null || search.time !== null;
}

/** The instants between which an article was last changed: `from` included, `to` not. */
export function timeRange(time: TimeFilter | null, now: Date): { from?: string; to?: string } {
  if (!time) return {};
  if (typeof time === 'string') return { from: startOfDay(addDays(newsroomDay(now), 1 - presetDays[time])) };
  return {
    ...(time.from && { from: startOfDay(time.from) }),
    ...(time.to && { to: startOfDay(addDays(time.to, 1)) }),
  };
}

/** The calendar day in the newsroom, `2026-11-23`. */
export function newsroomDay(at: Date): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone: newsroomTimeZone }).format(at);
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Vietnam has had one offset since 1975 and no summer time. */
function startOfDay(day: string): string {
  return `${day}T00:00:00+07:00`;
}

function parseTime(text: string | null): TimeFilter | null {
  if (text === 'today' || text === 'week' || text === 'month') return text;
  const match = text?.match(/^(\d{4}-\d{2}-\d{2})?\.\.(\d{4}-\d{2}-\d{2})?$/);
  if (!match) return null;
  const from = realDay(match[1]);
  const to = realDay(match[2]);
  return from || to ? { from, to } : null;
}

function realDay(day: string | undefined): string | null {
  return day && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)) ? day : null;
}

function timeParam(time: TimeFilter): string {
  return typeof time === 'string' ? time : `${time.from ?? ''}..${time.to ?? ''}`;
}

function oneOf<const Value extends string>(values: readonly Value[], text: string | null): Value | null {
  return values.find((value) => value === text) ?? null;
}
