export const compareViews = ['inline', 'side'] as const;
export type CompareView = (typeof compareViews)[number];

/** A version in the URL: the id of a revision, `published` or `now`. */
export type VersionRef = string;

/** `from` null: the default, see `defaultFrom`. */
export type CompareSearch = { from: VersionRef | null; to: VersionRef; view: CompareView };

export function parseCompareSearch(params: URLSearchParams): CompareSearch {
  return {
    from: params.get('from'),
    to: params.get('to') ?? 'now',
    view: compareViews.find((view) => view === params.get('view')) ?? 'inline',
  };
}

/** Serializes a search without default values. */
export function compareSearchParams({ from, to, view }: Partial<CompareSearch>): URLSearchParams {
  const params = new URLSearchParams();
  if (from) params.set('from', from);
  if (to && to !== 'now') params.set('to', to);
  if (view && view !== 'inline') params.set('view', view);
  return params;
}
