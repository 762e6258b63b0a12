import { newsroomTimeZone } from '../../domain/dates.ts';

/** Today, in the last 7 or 30 days, or between two days (both included, in the newsroom's time zone). */
export type TimeFilter = 'today' | 'week' | 'month' | { from: string | null; to: string | null };

const presetDays = { today: 1, week: 7, month: 30 } as const;

/** The instants of a filter: `from` inclusive, `to` exclusive. */
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

/** Vietnam has had one UTC offset since 1975 and no daylight saving time. */
function startOfDay(day: string): string {
  return `${day}T00:00:00+07:00`;
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
