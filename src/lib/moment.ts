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

/** Formats moments in a time zone, by its IANA name. Components call `useMoments`; rows of long lists are given the zone. */
export function momentsIn(timeZone: string) {
  const dateOf = (at: Date) => formatDate(at, currentLanguage(), timeZone);
  const isSameDay = (a: Date, b: Date) => dateOf(a) === dateOf(b);
  const weekday = (at: Date, language: Language) =>
    formatDateTime(at, language, timeZone).split(',')[0] ?? '';

  /** Omits the current year. */
  function shortDate(at: Date, now: Date): string {
    const date = dateOf(at);
    return date.slice(-4) === dateOf(now).slice(-4) ? date.slice(0, -5) : date;
  }

  return {
    /**
     * Formats a past time briefly: `14 phút trước`, `Hôm qua 14:06`, `Thứ Sáu`, `05/09`, `05/09/2025`.
     * Show `exactTime` as its title.
     */
    shortPast(at: Date, now: Date): string {
      const language = currentLanguage();
      const ageMs = now.getTime() - at.getTime();
      if (ageMs < 60_000) return i18n.t('common:time.justNow');
      if (ageMs < 6 * hourMs || (ageMs < dayMs && isSameDay(at, now)))
        return formatRelative(at, now, language);
      if (isSameDay(at, new Date(now.getTime() - dayMs))) {
        return i18n.t('common:time.yesterday', { time: formatTime(at, language, timeZone) });
      }
      if (ageMs < 6 * dayMs) return weekday(at, language);
      return shortDate(at, now);
    },

    /** Formats a future time with the remaining span: `Thứ Hai, 05/09 06:00 · còn 15 giờ`. */
    longFuture(at: Date, now: Date): string {
      const language = currentLanguage();
      const when = `${weekday(at, language)}, ${shortDate(at, now)} ${formatTime(at, language, timeZone)}`;
      const leftMs = at.getTime() - now.getTime();
      return leftMs > 0
        ? `${when} · ${i18n.t('common:time.left', { span: formatSpan(leftMs, language) })}`
        : when;
    },

    /** `Thứ Tư, 11/03/2020 14:06`, for titles. */
    exactTime: (at: Date): string => formatDateTime(at, currentLanguage(), timeZone),
  };
}
