import {
  formatDate,
  formatDateTime,
  formatRelative,
  formatSpan,
  formatTime,
  type Language,
} from '../../domain/dates.ts';
import { currentLanguage, i18n } from './i18n.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/**
 * Formats a past time briefly: `14 phút trước`, `Hôm qua 14:06`, `Thứ Sáu`, `05/09`, `05/09/2025`.
 * Show `exactTime` as its title.
 */
export function shortPast(at: Date, now: Date): string {
  const language = currentLanguage();
  const ageMs = now.getTime() - at.getTime();
  if (ageMs < 60_000) return i18n.t('common:time.justNow');
  if (ageMs < 6 * hourMs || (ageMs < dayMs && isSameDay(at, now))) return formatRelative(at, now, language);
  if (isSameDay(at, new Date(now.getTime() - dayMs))) {
    return i18n.t('common:time.yesterday', { time: formatTime(at, language) });
  }
  if (ageMs < 6 * dayMs) return weekday(at, language);
  return shortDate(at, now, language);
}

/** Formats a future time with the remaining span: `Thứ Hai, 05/09 06:00 · còn 15 giờ`. */
export function longFuture(at: Date, now: Date): string {
  const language = currentLanguage();
  const when = `${weekday(at, language)}, ${shortDate(at, now, language)} ${formatTime(at, language)}`;
  const leftMs = at.getTime() - now.getTime();
  return leftMs > 0
    ? `${when} · ${i18n.t('common:time.left', { span: formatSpan(leftMs, language) })}`
    : when;
}

/** `Thứ Tư, 11/03/2020 14:06`, for titles. */
export function exactTime(at: Date): string {
  return formatDateTime(at, currentLanguage());
}

function weekday(at: Date, language: Language): string {
  return formatDateTime(at, language).split(',')[0] ?? '';
}

/** Omits the current year. */
function shortDate(at: Date, now: Date, language: Language): string {
  const date = formatDate(at, language);
  return date.slice(-4) === formatDate(now, language).slice(-4) ? date.slice(0, -5) : date;
}

function isSameDay(a: Date, b: Date): boolean {
  return formatDate(a) === formatDate(b);
}
