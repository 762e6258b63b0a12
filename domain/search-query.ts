import { limits } from './limits.ts';
import { searchLine } from './search-text.ts';

/** A word, or a phrase in quotation marks, in the forms of `SearchLine`: words with one space between them. */
export type SearchTerm = { folded: string; exact: string; isPhrase: boolean };

export type SearchQuery = {
  /** An article must contain all of them. Empty: the query has no letters and digits. */
  terms: SearchTerm[];
  /** Whether a word was typed with diacritics. */
  isAccented: boolean;
};

const quotationMarks = '"“”„«»';
const termPattern = new RegExp(
  `[${quotationMarks}]([^${quotationMarks}]*)[${quotationMarks}]|([^\\s${quotationMarks}]+)`,
  'gu',
);

/**
 * Parses what was typed into a search field: words, and phrases in `"…"` or `“…”`. A quotation mark without a counterpart
 * is ignored, and so are terms beyond `limits.searchTermsMax`.
 */
export function parseSearchQuery(q: string): SearchQuery {
  const terms: SearchTerm[] = [];
  for (const [, phrase, word] of q.slice(0, limits.searchMaxChars).matchAll(termPattern)) {
    const { folded, exact } = searchLine(phrase ?? word ?? '');
    if (folded !== '') terms.push({ folded, exact, isPhrase: phrase !== undefined });
    if (terms.length === limits.searchTermsMax) break;
  }
  return { terms, isAccented: terms.some(({ folded, exact }) => folded !== exact) };
}
