import type { ContentJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import { countWords, readingMinutes } from '../../domain/vietnamese.ts';

/** How long an article is: words of title, lead, body, captions and credits, and whole minutes of reading. */
export type ArticleLength = { words: number; minutes: number };

/** Counts in what `useContent` gives, so never on a keypress. */
export function articleLength(content: ContentJson): ArticleLength {
  const words = countWords(contentText(content));
  return { words, minutes: readingMinutes(words) };
}
