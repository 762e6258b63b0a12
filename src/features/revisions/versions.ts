import { useQuery } from '@tanstack/react-query';
import type { Version } from '../../../domain/compare/compare.ts';
import { type ComparedFields, comparedFieldNames } from '../../../domain/compare/fields.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { api } from '../../lib/api.ts';
import type { VersionRef } from '../../lib/search-params/compare.ts';

/** The revisions offered for a comparison. */
export const revisionsQuery = (id: string) =>
  api.articles.revisions.queryOptions({ input: { id, limit: 100 }, staleTime: 5_000 });

/** All revisions, page by page, for the timeline. */
export const timelineQuery = (id: string) =>
  api.articles.revisions.infiniteOptions({
    input: (cursor: string | undefined) => ({ id, limit: 40, ...(cursor !== undefined && { cursor }) }),
    initialPageParam: undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    staleTime: 0,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

export const articleQuery = (id: string) =>
  api.articles.get.queryOptions({
    input: { id },
    staleTime: 0,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** The content of the working copy. Not refetched while it is compared; a restore invalidates it. */
const contentQuery = (id: string) =>
  api.articles.content.queryOptions({
    input: { id },
    staleTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

const revisionQuery = (id: string, revisionId: string) =>
  api.articles.revision.queryOptions({
    input: { id, revisionId },
    // Revisions are immutable, but their category may be merged into another one.
    staleTime: 60_000,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** `key` is equal for equal versions; `revisionId` is null for the working copy. */
export type LoadedVersion = {
  version: Version;
  key: string;
  revisionId: string | null;
  number: number | null;
};

/**
 * Loads content and fields of a version.
 *
 * @returns undefined while loading, null for `published` without a live revision.
 */
export function useVersion(
  id: string,
  article: Article | undefined,
  ref: VersionRef | null | undefined,
): LoadedVersion | null | undefined {
  const revisionId = ref === 'published' ? publishedRevision(article) : ref === 'now' ? undefined : ref;
  const content = useQuery({ ...contentQuery(id), enabled: ref === 'now' }).data;
  const revision = useQuery({
    ...revisionQuery(id, revisionId ?? ''),
    enabled: typeof revisionId === 'string',
  }).data;
  if (ref === 'now') {
    if (!content || !article) return undefined;
    const { contentHash, ...contentJson } = content;
    return {
      version: { content: contentJson, fields: fieldsOf(article) },
      key: `now ${contentHash} ${JSON.stringify(fieldsOf(article))}`,
      revisionId: null,
      number: null,
    };
  }
  if (ref === 'published' && article && !revisionId) return null;
  if (!revision || revision.id !== revisionId) return undefined;
  return {
    version: { content: revision.content, fields: revision.fields },
    key: `${revision.id} ${revision.fields.categoryId}`,
    revisionId: revision.id,
    number: revision.number,
  };
}

/** The live revision. */
export function publishedRevision(article: Article | undefined): string | undefined {
  return article?.publication?.state === 'published' ? article.publication.revisionId : undefined;
}

/** The default base of a comparison: the live revision, else the newest one. */
export function defaultFrom(article: Article, revisions: readonly Revision[]): VersionRef | null {
  return publishedRevision(article) ? 'published' : (revisions[0]?.id ?? null);
}

export function fieldsOf(fields: ComparedFields): ComparedFields {
  return Object.fromEntries(comparedFieldNames.map((name) => [name, fields[name]])) as ComparedFields;
}
