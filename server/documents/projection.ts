import type { ContentJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import { countWords, fold } from '../../domain/vietnamese.ts';

/** What lists and search know of an article's words; columns of `articles`. */
export type Projection = { title: string; lead: string; words: number; searchText: string };

/** Title and lead trimmed; `words` counts all words, captions and credits included; `searchText` is folded. */
export function projectionOf(content: ContentJson): Projection {
  const text = contentText(content);
  return {
    title: content.title.trim(),
    lead: content.lead.trim(),
    words: countWords(text),
    searchText: fold(text),
  };
}
