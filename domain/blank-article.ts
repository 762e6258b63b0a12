import type { ArticleFields } from './contract/article-schema.ts';
import type { ContentJson } from './document/content.ts';
import { blockText } from './document/to-text.ts';

/**
 * Whether an article has no content: no text, no other block than paragraphs, and no field set. Its bylines do not count:
 * a new article begins with the author's pen-name. A new article that was left blank moves to the bin.
 */
export function isBlankArticle(content: ContentJson, fields: Omit<ArticleFields, 'bylines'>): boolean {
  const { categoryId, tags, source, coverMediaId, relatedIds, slug } = fields;
  if ([categoryId, source, coverMediaId, slug].some((value) => value !== null)) return false;
  if (tags.length > 0 || relatedIds.length > 0) return false;
  if (content.title.trim() !== '' || content.lead.trim() !== '') return false;
  const blocks = content.body.content ?? [];
  return blocks.every((block) => block.type === 'paragraph' && blockText(block).trim() === '');
}
