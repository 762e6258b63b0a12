import { inArray } from 'drizzle-orm';
import type { ContentJson } from '../../../domain/document/content.ts';
import { isUuid } from '../../cursor.ts';
import type { Database, Transaction } from '../database.ts';
import { media } from '../schema.ts';

/** The ids of the pictures in the content, without duplicates. Figures occur at the top level only. */
export function figureMediaIds(content: ContentJson): string[] {
  const ids = (content.body.content ?? [])
    .filter((block) => block.type === 'figure')
    .map((figure) => String(figure.attrs?.mediaId));
  return [...new Set(ids)];
}

/** The ids of pictures in the content that the media library does not have. */
export async function unknownMedia(db: Database | Transaction, content: ContentJson): Promise<string[]> {
  const ids = figureMediaIds(content);
  const validIds = ids.filter(isUuid);
  if (ids.length === 0) return [];
  const known = validIds.length
    ? await db.select({ id: media.id }).from(media).where(inArray(media.id, validIds))
    : [];
  const knownIds = new Set(known.map((row) => row.id));
  return ids.filter((id) => !knownIds.has(id));
}
