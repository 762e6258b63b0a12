/** The lists of the desk and their orders. Apart from the schemas, so that screens can use them without zod. */
export const articleViews = ['mine', 'returned', 'review', 'scheduled', 'published', 'all', 'trash'] as const;
export type ArticleView = (typeof articleViews)[number];

/** `relevance`: the best match first. Without a search the same as `updated`. */
export const articleSorts = ['relevance', 'updated', 'oldest', 'title', 'published'] as const;
export type ArticleSort = (typeof articleSorts)[number];
