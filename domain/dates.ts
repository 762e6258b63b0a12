/*
 * Date formats of portal and desk. The functions are pure: none reads a clock. The time zone is the newsroom's, an IANA
 * name of its settings (`readNewsroom`).
 */

/** The default time zone of a newsroom. */
export const newsroomTimeZone = 'Asia/Ho_Chi_Minh';

export type Language = 'vi' | 'en';

type Parts = Record<'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute', string>;

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, language: Language, timeZone: string): Parts {
  const key = `${language} ${timeZone}`;
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
      timeZone,
      weekday: 'long',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(key, format);
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Parts;
}

/** Whether this is an IANA time zone name (`Asia/Ho_Chi_Minh`, `UTC`). An offset is not. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

/** `Thứ Tư, 11/03/2020 14:06`, in the newsroom's time zone. `Intl` alone puts the time first, hence the assembly. */
export function formatDateTime(
  at: Date,
  language: Language = 'vi',
  timeZone: string = newsroomTimeZone,
): string {
  const parts = partsOf(at, language, timeZone);
  return `${parts.weekday}, ${parts.day}/${parts.month}/${parts.year} ${parts.hour}:${parts.minute}`;
}

/** `11/03/2020`. */
export function formatDate(at: Date, language: Language = 'vi', timeZone: string = newsroomTimeZone): string {
  const parts = partsOf(at, language, timeZone);
  return `${parts.day}/${parts.month}/${parts.year}`;
}

/** `14:06`. */
export function formatTime(at: Date, language: Language = 'vi', timeZone: string = newsroomTimeZone): string {
  const parts = partsOf(at, language, timeZone);
  return `${parts.hour}:${parts.minute}`;
}

/** `giờ Việt Nam`, `Vietnam Time`: how people call a time zone. */
export function timeZoneName(timeZone: string, language: Language = 'vi'): string {
  const format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
    timeZone,
    timeZoneName: 'shortGeneric',
  });
  const name = format.formatToParts(0).find(({ type }) => type === 'timeZoneName')?.value ?? timeZone;
  return name.replace(/^Giờ /u, 'giờ ');
}

const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** `14 phút trước`, `sau 2 giờ nữa`; within a minute `bây giờ`. Whole units, rounded down. */
export function formatRelative(at: Date, now: Date, language: Language = 'vi'): string {
  const seconds = (at.getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit);
  }
  return format.format(0, 'second');
}

/** The length of a span in its largest whole unit: `2 giờ`, `3 ngày`. For `còn 2 giờ` and the like. */
export function formatSpan(milliseconds: number, language: Language = 'vi'): string {
  const seconds = Math.max(0, milliseconds / 1000);
  for (const [unit, size] of steps) {
    if (seconds >= size || unit === 'minute') {
      const amount = Math.max(1, Math.floor(seconds / size));
      return new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }).format(amount);
    }
  }
  throw new Error(`No unit for ${milliseconds} ms`);
}

/**
 * Parses a local time in the newsroom: `2020-03-11 14:06[:00]` → 2020-03-11T07:06:00Z. Null when invalid. A time that is
 * skipped by daylight saving becomes the one an hour later.
 */
export function parseNewsroomTime(wallTime: string, timeZone: string = newsroomTimeZone): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(wallTime);
  const asIfUtc = new Date(match ? `${match[1]}T${match[2]}:00Z` : Number.NaN);
  if (Number.isNaN(asIfUtc.getTime())) return null;
  // The offset of the first guess may differ from that of the result: computed twice.
  const guess = new Date(asIfUtc.getTime() - offsetAt(asIfUtc, timeZone));
  return new Date(asIfUtc.getTime() - offsetAt(guess, timeZone));
}

/** Formats an instant as local time in the newsroom, `2020-03-11 14:06:00`, for `parseNewsroomTime`. */
export function newsroomWallTime(at: Date, timeZone: string = newsroomTimeZone): string {
  const parts = partsOf(at, 'en', timeZone);
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:00`;
}

/** The zone's UTC offset at an instant in milliseconds, in whole minutes. */
function offsetAt(at: Date, timeZone: string): number {
  const wall = new Date(`${newsroomWallTime(at, timeZone).replace(' ', 'T')}Z`);
  return wall.getTime() - Math.floor(at.getTime() / 60_000) * 60_000;
}
