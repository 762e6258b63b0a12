import { prefixedCredit, splitCaption } from '../../../domain/credit.ts';
import { limits } from '../../../domain/limits.ts';
import { cleanText } from './clean-text.ts';

/** Text that came with a picture. */
type PictureText = { caption: string; credit: string };

/** Whether the figure was copied from the desk of another newsroom, whose pictures this one does not have. */
export function isForeignFigure(figure: Element): boolean {
  const origin = figure.getAttribute('data-desk');
  return origin !== null && origin !== location.origin;
}

/** The placeholder of a pasted picture, in the form that the schema parses. The file has to follow. */
export function figurePlaceholder(
  { alt, source }: { alt: string; source: string },
  { caption, credit }: PictureText,
  page: Document,
): HTMLElement {
  const result = page.createElement('div');
  result.setAttribute('data-pasted-figure', '');
  if (source !== '') result.setAttribute('data-source', source);
  result.setAttribute('data-caption', caption.slice(0, limits.captionMaxChars).toWellFormed());
  result.setAttribute('data-credit', credit.slice(0, limits.creditMaxChars).toWellFormed());
  result.setAttribute('data-alt', oneLineOf(alt).slice(0, limits.altMaxChars).toWellFormed());
  return result;
}

/** The caption of a figure. Its credit is an element of its own, or stands at the end. */
export function captionOf(figure: Element): PictureText {
  const figcaption = figure.querySelector('figcaption');
  for (const lineBreak of figcaption?.querySelectorAll('br') ?? []) lineBreak.replaceWith(' ');
  const line = oneLineOf(figcaption?.textContent ?? '');
  const last = oneLineOf(figcaption?.lastElementChild?.textContent ?? '');
  const credit = prefixedCredit(last);
  if (credit === null || !line.endsWith(last)) return splitCaption(line);
  return { caption: line.slice(0, -last.length).trim(), credit };
}

function oneLineOf(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}
