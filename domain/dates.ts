/** Dates as the portal and the desk write them. Every function takes the instant; none reads a clock. */
export const newsroomTimeZone = 'Asia/Ho_Chi_Minh';

export type Language = 'vi' | 'en';

type Parts = Record<'weekday' | 'day' | 'month' | 'year' | 'hour' | 'minute', string>;

const formats = new Map<string, Intl.DateTimeFormat>();

function partsOf(at: Date, language: Language): Parts {
  let format = formats.get(language);
  if (!format) {
    format = new Intl.DateTimeFormat(language === 'vi' ? 'vi-VN' : 'en-GB', {
      timeZone: newsroomTimeZone,
      weekday: 'long',
      day: '2-digit',
      month: '2-digit',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    });
    formats.set(language, format);
  }
  return Object.fromEntries(format.formatToParts(at).map((part) => [part.type, part.value])) as Parts;
}

/** `Thứ Tư, 11/03/2020 14:06`, in the newsroom's time zone. `Intl` alone puts the time first, hence the assembly. */
export function formatDateTime(at: Date, language: Language = 'vi'): string {
  const parts = partsOf(at, language);
  return `${parts.weekday}, ${parts.day}/${parts.month}/${parts.year} ${parts.hour}:${parts.minute}`;
}

/** `11/03/2020`. */
export function formatDate(at: Date, language: Language = 'vi'): string {
  const parts = partsOf(at, language);
  return `${parts.day}/${parts.month}/${parts.year}`;
}

/** `14:06`. */
export function formatTime(at: Date, language: Language = 'vi'): string {
  const parts = partsOf(at, language);
  return `${parts.hour}:${parts.minute}`;
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

/** Vietnam keeps one offset all year, so a wall time there is an instant without any table. */
const newsroomOffset = '+07:00';

/** The instant of a wall time in the newsroom: `2020-03-11 14:06[:00]` → 2020-03-11T07:06:00Z. Null where it is no time. */
export function parseNewsroomTime(wallTime: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2})/.exec(wallTime);
  const at = new Date(match ? `${match[1]}T${match[2]}:00${newsroomOffset}` : Number.NaN);
  return Number.isNaN(at.getTime()) ? null : at;
}

/** The wall time in the newsroom of an instant, `2020-03-11 14:06:00`: what `parseNewsroomTime` reads. */
export function newsroomWallTime(at: Date): string {
  const parts = partsOf(at, 'en');
  return `${parts.year}-${parts.month}-${parts.day} ${parts.hour}:${parts.minute}:00`;
}
