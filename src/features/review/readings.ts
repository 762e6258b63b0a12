import type { Article } from '../../../domain/contract/article-schema.ts';
import type { VersionRef } from '../../lib/search-params/compare.ts';
import { useLastRead } from '../revisions/last-read.ts';
import { publishedRevision } from '../revisions/versions.ts';

export const readingNames = ['since', 'published', 'article'] as const;
export type ReadingName = (typeof readingNames)[number];

/** A view of the submitted article, compared with the version `from`; null: the whole article. */
export type Reading = { name: ReadingName; from: VersionRef | null; number?: number };

/**
 * The possible views of the article, the default first: the changes since the revision that this person read last; for a
 * correction the changes since the published revision; else the whole article.
 *
 * @returns undefined while loading.
 */
export function useReadings(article: Article, contentHash: string): Reading[] | undefined {
  const lastRead = useLastRead(article.id, contentHash);
  const whole: Reading = { name: 'article', from: null };
  if (article.stage !== 'review') return [whole];
  if (lastRead === undefined) return undefined;
  const published = publishedRevision(article);
  return [
    // Not the published revision, which the next entry offers.
    ...(lastRead && lastRead.id !== published
      ? [{ name: 'since' as const, from: lastRead.id, number: lastRead.number }]
      : []),
    ...(published ? [{ name: 'published' as const, from: 'published' }] : []),
    whole,
  ];
}

/** The view in the URL, else the default. */
export function parseReading(params: URLSearchParams, readings: Reading[] | undefined): Reading | undefined {
  return readings?.find(({ name }) => name === params.get('read')) ?? readings?.[0];
}
