import type { ContentJson } from '../../domain/document/content.ts';
import { blockText, contentText } from '../../domain/document/to-text.ts';
import { joinSearchLines, type SearchTexts, searchLine } from '../../domain/search-text.ts';
import { countWords } from '../../domain/vietnamese.ts';

/** What is derived from an article's content, for lists and search. */
export type Projection = { title: string; lead: string; wordCount: number; search: SearchTexts };

/** Title and lead are trimmed; `wordCount` includes captions and credits. */
export function projectionOf(content: ContentJson): Projection {
  return {
    title: content.title.trim(),
    lead: content.lead.trim(),
    wordCount: countWords(contentText(content)),
    search: searchTextsOf(content),
  };
}

/** The forms of the content that searches compare. */
export function searchTextsOf({ title, lead, body }: ContentJson): SearchTexts {
  const blocks = (body.content ?? []).map((block) => searchLine(blockText(block)));
  return joinSearchLines(searchLine(title), searchLine(lead), blocks);
}
