import type { Database } from '../db/database.ts';
import type { DatabaseTime } from '../db/database-time.ts';
import { findListed, type ListedArticle, listForReaders, type ReaderArticle } from '../db/queries/portal.ts';
import type { PortalCategories } from './portal-categories.ts';

const relatedMax = 6;

/**
 * Articles of "Tin khác": the ones that the desk chose and readers can read now, then the newest of the category, of
 * its ancestors, and of the whole newsroom, until there are six.
 */
export async function relatedArticles(
  { db, now }: { db: Database; now: DatabaseTime },
  categories: PortalCategories,
  { id, fields, categoryId }: Pick<ReaderArticle, 'id' | 'fields' | 'categoryId'>,
): Promise<ListedArticle[]> {
  const chosenIds = fields.relatedIds.filter((chosenId) => chosenId !== id);
  const related = (await findListed(db, chosenIds, now)).slice(0, relatedMax);
  const category = categories.byId(categoryId);
  const trail = category ? categories.trailOf(category).filter(({ isListed }) => isListed) : [];
  for (const categoryIds of [...trail.reverse().map(categories.idsIn), categories.listedIds]) {
    if (related.length >= relatedMax) break;
    const query = { categoryIds, except: id, limit: 2 * relatedMax };
    for (const candidate of await listForReaders(db, query, now)) {
      const isNew = !related.some((article) => article.id === candidate.id);
      if (isNew && related.length < relatedMax) related.push(candidate);
    }
  }
  return related;
}
