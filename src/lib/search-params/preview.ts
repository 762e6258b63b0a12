import { type PreviewVersion, previewVersions } from '../../../domain/contract/preview-versions.ts';

/** Widths in pixels: a common phone, a tablet in portrait, a small laptop. */
export const previewViews = ['phone', 'tablet', 'desktop', 'cards'] as const;
type PreviewView = (typeof previewViews)[number];
export const viewWidths = { phone: 390, tablet: 820, desktop: 1280 } as const satisfies Partial<
  Record<PreviewView, number>
>;

/** View, version, and whether the links dialog is open. */
export type PreviewSearch = { view: PreviewView; version: PreviewVersion; areLinksOpen: boolean };

export function parsePreviewSearch(params: URLSearchParams): PreviewSearch {
  return {
    view: previewViews.find((view) => view === params.get('view')) ?? 'phone',
    version: previewVersions.find((version) => version === params.get('version')) ?? 'working',
    areLinksOpen: params.has('links'),
  };
}

/** Serializes a search without default values. */
export function previewSearchParams({
  view,
  version,
  areLinksOpen,
}: Partial<PreviewSearch>): URLSearchParams {
  const params = new URLSearchParams();
  if (view && view !== 'phone') params.set('view', view);
  if (version && version !== 'working') params.set('version', version);
  if (areLinksOpen) params.set('links', '1');
  return params;
}
