import { newsroomWallTime, parseNewsroomTime } from '../../domain/dates.ts';

/** Today, in the last 7 or 30 days, or between two days (both included, in the newsroom's time zone). */
export type TimeFilter = 'today' | 'week' | 'month' | { from: string | null; to: string | null };

const presetDays = { today: 1, week: 7, month: 30 } as const;

/** The present moment where the newsroom is. */
export type NewsroomTime = { now: Date; timeZone: string };

/** The instants of a filter: `from` inclusive, `to` exclusive. */
export function timeRange(
  time: TimeFilter | null,
  { now, timeZone }: NewsroomTime,
): { from?: string; to?: string } {
  if (!time) return {};
  // The last day: all of it.
  const [first, last] =
    typeof time === 'string'
      ? [addDays(newsroomDay(now, timeZone), 1 - presetDays[time]), null]
      : [time.from, time.to];
  const from = first && startOfDay(first, timeZone);
  const to = last && startOfDay(addDays(last, 1), timeZone);
  return { ...(from && { from }), ...(to && { to }) };
}

/** Null past the year 9999. */
function startOfDay(day: string, timeZone: string): string | null {
  return parseNewsroomTime(`${day} 00:00`, timeZone)?.toISOString() ?? null;
}

/** The calendar day in the newsroom, `2026-11-23`. */
export function newsroomDay(at: Date, timeZone: string): string {
  return newsroomWallTime(at, timeZone).slice(0, 10);
}

function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** Parses `week` or `2026-11-01..2026-11-20`; null when invalid. */
export function parseTime(text: string | null): TimeFilter | null {
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

/** The inverse of `parseTime`. */
export function timeParam(time: TimeFilter): string {
  return typeof time === 'string' ? time : `${time.from ?? ''}..${time.to ?? ''}`;
}
