import { useQuery } from '@tanstack/react-query';
import type { Version } from '../../../domain/compare/compare.ts';
import { type ComparedFields, comparedFieldNames } from '../../../domain/compare/fields.ts';
import type { Article } from '../../../domain/contract/article-schema.ts';
import type { Revision } from '../../../domain/contract/revisions.ts';
import { api } from '../../lib/api.ts';
import type { VersionRef } from '../../lib/search-params/compare.ts';

/** The revisions that a comparison offers. */
export const revisionsQuery = (id: string) =>
  api.articles.revisions.queryOptions({ input: { id, limit: 100 }, staleTime: 5_000 });

/** The same for the timeline, which goes back as far as somebody wants. */
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

/** The words of now. Nothing changes under the eyes of who compares; a restore asks for them anew. */
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
    // It never changes; its category may go into another one.
    staleTime: 60_000,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** A version that is there. `key` is equal for equal versions; `revisionId` is null for the words of now. */
export type LoadedVersion = {
  version: Version;
  key: string;
  revisionId: string | null;
  number: number | null;
};

/**
 * The words and fields of a version.
 *
 * @returns undefined while they are loading, null when readers have none.
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
    const { contentHash, ...words } = content;
    return {
      version: { content: words, fields: fieldsOf(article) },
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

/** The revision that readers have. */
export function publishedRevision(article: Article | undefined): string | undefined {
  return article?.publication?.state === 'published' ? article.publication.revisionId : undefined;
}

/** With what the words of now are compared when nobody says: what readers have, else the newest revision. */
export function defaultFrom(article: Article, revisions: readonly Revision[]): VersionRef | null {
  return publishedRevision(article) ? 'published' : (revisions[0]?.id ?? null);
}

export function fieldsOf(fields: ComparedFields): ComparedFields {
  return Object.fromEntries(comparedFieldNames.map((name) => [name, fields[name]])) as ComparedFields;
}
