import type { ContentJson } from '../../domain/document/content.ts';
import { contentText } from '../../domain/document/to-text.ts';
import { countWords, fold } from '../../domain/vietnamese.ts';

/** The columns of `articles` that are derived from its content, for lists and search. */
export type Projection = { title: string; lead: string; wordCount: number; searchText: string };

/** Title and lead are trimmed; `wordCount` includes captions and credits; `searchText` is folded. */
export function projectionOf(content: ContentJson): Projection {
  const text = contentText(content);
  return {
    title: content.title.trim(),
    lead: content.lead.trim(),
    wordCount: countWords(text),
    searchText: fold(text),
  };
}
