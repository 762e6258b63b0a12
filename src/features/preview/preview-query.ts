import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { PreviewVersion } from '../../../domain/contract/preview-versions.ts';
import type { Preview } from '../../../domain/contract/previews.ts';
import { api } from '../../lib/api.ts';
import { type AssetLoader, frameDocument } from './frame-document.ts';

/** Interval at which an open preview checks for changes. */
const pollMs = 5_000;

/** The page of one version. Refetched on request only, so that it does not change while somebody reads it. */
export const previewQuery = (id: string, version: PreviewVersion) =>
  api.previews.show.queryOptions({
    input: { id, version },
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** The article, polled to notice that the preview is outdated. */
export const watchedArticleQuery = (id: string) =>
  api.articles.get.queryOptions({
    input: { id },
    staleTime: 0,
    refetchInterval: pollMs,
    throwOnError: (_error, query) => query.state.data === undefined,
  });

/** The self-contained document for a frame of one width. */
export const frameQuery = (preview: Preview, width: number, assets: AssetLoader) =>
  queryOptions({
    queryKey: ['preview-frame', preview.version, preview.updatedAt, preview.html, width],
    queryFn: () => frameDocument(preview.html, { width, assets, origin: location.origin }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
