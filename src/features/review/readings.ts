import type { Article } from '../../../domain/contract/article-schema.ts';
import type { VersionRef } from '../../lib/search-params/compare.ts';
import { useLastRead } from '../revisions/last-read.ts';
import { publishedRevision } from '../revisions/versions.ts';

export const readingNames = ['since', 'published', 'article'] as const;
export type ReadingName = (typeof readingNames)[number];

/** A way to read what was handed in. `from` is the version that it is read against; null: it is read as a whole. */
export type Reading = { name: ReadingName; from: VersionRef | null; number?: number };

/**
 * How the words on the screen can be read; the first is how the page opens. Somebody who has read an earlier version
 * sees what is new; a correction is read against what readers have; everything else as a whole.
 *
 * @returns undefined while it is not known.
 */
export function useReadings(article: Article, contentHash: string): Reading[] | undefined {
  const lastRead = useLastRead(article.id, contentHash);
  const whole: Reading = { name: 'article', from: null };
  if (article.stage !== 'review') return [whole];
  if (lastRead === undefined) return undefined;
  const published = publishedRevision(article);
  return [
    // What readers have is told as that.
    ...(lastRead && lastRead.id !== published
      ? [{ name: 'since' as const, from: lastRead.id, number: lastRead.number }]
      : []),
    ...(published ? [{ name: 'published' as const, from: 'published' }] : []),
    whole,
  ];
}

/** The reading that the address names, else the usual one. */
export function parseReading(params: URLSearchParams, readings: Reading[] | undefined): Reading | undefined {
  return readings?.find(({ name }) => name === params.get('read')) ?? readings?.[0];
}
