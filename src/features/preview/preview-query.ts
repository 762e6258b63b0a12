import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Preview, PreviewVersion } from '../../../domain/contract/previews.ts';
import { api } from '../../lib/api.ts';
import { type Assets, frameDocument } from './frame-document.ts';

/** How often a page that is looked at asks whether the words are still these. */
const pollMs = 5_000;

/** The page of one version. Asked for anew only when somebody wants it: nothing moves under the eyes of who reads. */
export const previewQuery = (id: string, version: PreviewVersion) =>
  api.previews.show.queryOptions({
    input: { id, version },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** The article beside its preview, read again while the page is open: it tells that the words have changed. */
export const watchedArticleQuery = (id: string) =>
  api.articles.get.queryOptions({
    input: { id },
    staleTime: 0,
    refetchInterval: pollMs,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** The page made ready for its frame, for one width. */
export const frameQuery = (preview: Preview, width: number, assets: Assets) =>
  queryOptions({
    queryKey: ['preview-frame', preview.version, preview.updatedAt, preview.html, width],
    queryFn: () => frameDocument(preview.html, { width, assets, origin: location.origin }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
