import type { AuditEntry } from '../../domain/contract/audit.ts';

/** Excel takes a file without it for text of another century. */
const byteOrderMark = '\uFEFF';

type Column = { title: string; of: (entry: AuditEntry, time: Intl.DateTimeFormat) => string };

const columns: Column[] = [
  { title: 'Số', of: ({ number }) => String(number) },
  { title: 'Thời điểm', of: ({ at }, time) => time.format(new Date(at)) },
  { title: 'Người làm', of: ({ actor }) => actor?.name ?? '' },
  { title: 'Mã người làm', of: ({ actor }) => actor?.id ?? '' },
  { title: 'Việc', of: ({ action }) => action },
  { title: 'Loại đối tượng', of: ({ subject }) => subject.type },
  { title: 'Đối tượng', of: ({ subject }) => subject.name },
  { title: 'Mã đối tượng', of: ({ subject }) => subject.id ?? '' },
  { title: 'Chi tiết', of: ({ detail }) => (Object.keys(detail).length > 0 ? JSON.stringify(detail) : '') },
  { title: 'Địa chỉ IP', of: ({ address }) => address ?? '' },
  { title: 'SHA-256', of: ({ hash }) => hash },
];

/** The beginning of the file: byte order mark and titles. */
export const csvHead: string = byteOrderMark + lineOf(columns.map(({ title }) => title));

/**
 * Entries as lines of the file (RFC 4180).
 *
 * @param timeZone in which times are told, as `2026-03-11 14:06:00`: IANA.
 */
export function csvLines(entries: readonly AuditEntry[], timeZone: string): string {
  // Swedes write dates as ISO 8601 does.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return entries.map((entry) => lineOf(columns.map(({ of }) => of(entry, time)))).join('');
}

function lineOf(cells: string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** A title of an article that begins like a formula would be one to a spreadsheet; the apostrophe makes it text. */
function cellOf(text: string): string {
  const harmless = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
