/** How a comparison is laid out. */
export const compareViews = ['inline', 'side'] as const;
export type CompareView = (typeof compareViews)[number];

/** A version as the address names it: the id of a revision, what readers have, or the words of now. */
export type VersionRef = string;

/** What the address says. `from` null: what goes without saying, see `usualFrom`. */
export type CompareSearch = { from: VersionRef | null; to: VersionRef; view: CompareView };

export function parseCompareSearch(params: URLSearchParams): CompareSearch {
  return {
    from: params.get('from'),
    to: params.get('to') ?? 'now',
    view: compareViews.find((view) => view === params.get('view')) ?? 'inline',
  };
}

/** The address of a search, without what goes without saying. */
export function compareSearchParams({ from, to, view }: Partial<CompareSearch>): URLSearchParams {
  const params = new URLSearchParams();
  if (from) params.set('from', from);
  if (to && to !== 'now') params.set('to', to);
  if (view && view !== 'inline') params.set('view', view);
  return params;
}
