import type { AuditEntry } from '../../domain/contract/audit.ts';

/** Excel reads a file without it in a legacy encoding. */
const byteOrderMark = '\uFEFF';

type Column = { title: string; of: (entry: AuditEntry, time: Intl.DateTimeFormat) => string };

const columns: Column[] = [
  { title: 'Số', of: ({ number }) => String(number) },
  { title: 'Thời điểm', of: ({ at }, time) => time.format(new Date(at)) },
  { title: 'Người thực hiện', of: ({ actor }) => actor?.name ?? '' },
  { title: 'Mã người thực hiện', of: ({ actor }) => actor?.id ?? '' },
  { title: 'Thao tác', of: ({ action }) => action },
  { title: 'Loại đối tượng', of: ({ subject }) => subject.type },
  { title: 'Đối tượng', of: ({ subject }) => subject.name },
  { title: 'Mã đối tượng', of: ({ subject }) => subject.id ?? '' },
  { title: 'Chi tiết', of: ({ detail }) => (Object.keys(detail).length > 0 ? JSON.stringify(detail) : '') },
  { title: 'Địa chỉ IP', of: ({ address }) => address ?? '' },
  { title: 'SHA-256', of: ({ hash }) => hash },
];

/** Byte order mark and header row. */
export const csvHead: string = byteOrderMark + lineOf(columns.map(({ title }) => title));

/**
 * Formats entries as CSV (RFC 4180).
 *
 * @param timeZone IANA name; times are formatted as `2026-03-11 14:06:00`.
 */
export function csvLines(entries: readonly AuditEntry[], timeZone: string): string {
  // The Swedish locale formats dates as ISO 8601.
  const time = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return entries.map((entry) => lineOf(columns.map(({ of }) => of(entry, time)))).join('');
}

function lineOf(cells: string[]): string {
  return `${cells.map(cellOf).join(',')}\r\n`;
}

/** Prevents CSV injection: a spreadsheet would evaluate a text that begins like a formula; the apostrophe makes it text. */
function cellOf(text: string): string {
  const escaped = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(escaped) ? `"${escaped.replaceAll('"', '""')}"` : escaped;
}
