import { plainLetters } from './styled-letters.ts';
import { foldLetters, normalizeText, spellMarks } from './vietnamese.ts';

/*
 * The forms of an article's text that searches compare: decision 024. A line is a title, a lead, or a block of the body.
 */

/** One line in each form. */
export type SearchLine = {
  /** As written, of plain letters. For excerpts. */
  plain: string;
  /** Folded words (`fold`), with one space between them and no punctuation. */
  folded: string;
  /** The same words with their diacritics (`spellMarks`). */
  exact: string;
};

/** An article's lines, each with a space at both ends, joined by line breaks: title, lead, blocks of the body. */
export type SearchTexts = {
  plain: string;
  folded: string;
  exact: string;
  /** Title and lead only. */
  foldedHead: string;
  exactHead: string;
};

/** @param text of one line, or of a block with several. */
export function searchLine(text: string): SearchLine {
  const plain = plainLetters(normalizeText(text)).replace(/\s+/gu, ' ').trim();
  return { plain, folded: words(foldLetters(plain)), exact: words(spellMarks(plain)) };
}

export function joinSearchLines(
  title: SearchLine,
  lead: SearchLine,
  blocks: readonly SearchLine[],
): SearchTexts {
  const lines = [title, lead, ...blocks.filter(({ plain }) => plain !== '')];
  const join = (from: readonly SearchLine[], form: keyof SearchLine) =>
    from.map((line) => ` ${line[form]} `).join('\n');
  return {
    plain: join(lines, 'plain'),
    folded: join(lines, 'folded'),
    exact: join(lines, 'exact'),
    foldedHead: join([title, lead], 'folded'),
    exactHead: join([title, lead], 'exact'),
  };
}

const words = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
