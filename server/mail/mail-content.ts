import type { Role } from '../../domain/roles.ts';
import { oneLine } from '../../domain/vietnamese.ts';
import type { Mail } from './mailer.ts';

export const roleNames: Record<Role, string> = {
  journalist: 'phóng viên',
  editor: 'biên tập viên',
  admin: 'quản trị viên',
};

/**
 * The two forms of a mail's content, as plain text and as HTML.
 *
 * @param link an absolute address, shown before the last paragraph.
 * @param action the text of the link in HTML.
 */
export function mailContent(
  paragraphs: readonly string[],
  { link, action }: { link: string; action: string },
): Pick<Mail, 'text' | 'html'> {
  // A name in a paragraph must not begin another one.
  const [last = '', ...before] = paragraphs.map(oneLine).toReversed();
  const opening = before.toReversed();
  return {
    text: `${[...opening, link, last].join('\n\n')}\n`,
    html: [
      '<!doctype html><html lang="vi"><body style="font: 16px/1.6 sans-serif; max-width: 34em">',
      ...opening.map((paragraph) => `<p>${escaped(paragraph)}</p>`),
      `<p><a href="${escaped(link)}"><strong>${escaped(action)}</strong></a></p>`,
      `<p>${escaped(last)}</p>`,
      '</body></html>',
    ].join('\n'),
  };
}

const entities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string) => text.replace(/[&<>"']/g, (char) => entities[char] ?? char);
