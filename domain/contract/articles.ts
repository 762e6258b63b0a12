import { z } from 'zod';
import { limits } from '../limits.ts';
import { transitionNames } from '../workflow.ts';
import { articleFieldsSchema, articleSchema } from './article-schema.ts';
import { articleSorts, articleViews } from './article-views.ts';
import { dateTimeSchema, idSchema, listOf, pageQuery, personSchema, procedure } from './base.ts';
import { contentSchema, hashedContentSchema } from './content-schema.ts';
import { contentChanged, fourEyes, incomplete, stale } from './error-data.ts';
import { revisions } from './revisions.ts';
import { transitionRequestSchema } from './transition-request.ts';

const byId = z.strictObject({ id: idSchema });

const searchAndFilters = {
  /**
   * Words, and phrases in `"…"`: all must occur in title, lead or body. `hai phong` finds `Hải Phòng`; what is typed with
   * diacritics lists the articles first that have them.
   */
  q: z.string().max(limits.searchMaxChars).optional(),
  categoryId: idSchema.optional(),
  authorId: z.string().max(64).optional(),
  /**
   * Last changed at or after; in a list sorted by `published` or `oldest`, and without `q`, first published or submitted
   * then.
   */
  from: dateTimeSchema.optional(),
  /** The same time, before. */
  to: dateTimeSchema.optional(),
};

/** An immutable entry of the article's history. */
const historyEntrySchema = z.object({
  id: idSchema,
  transition: z.enum(['create', ...transitionNames]),
  at: dateTimeSchema,
  actor: personSchema,
  from: z.string().nullable(),
  to: z.string(),
  note: z.string().nullable(),
  publishAt: dateTimeSchema.nullable(),
  revisionId: idSchema.nullable(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

export const articles = {
  list: procedure('article.list')
    .route({ method: 'GET', path: '/articles', tags: ['articles'], summary: 'List articles of one view' })
    .input(
      z.strictObject({
        ...pageQuery,
        ...searchAndFilters,
        view: z.enum(articleViews).default('all'),
        /** Default: `relevance` for a search, else `updated`. */
        sort: z.enum(articleSorts).optional(),
      }),
    )
    .output(
      listOf(
        articleSchema.extend({
          /** The part of lead or body that matches the search. Null where only the title does. */
          excerpt: z.string().nullable(),
        }),
      ).extend({
        /** For a search without results: what it may have meant. */
        suggestion: z.string().nullable(),
      }),
    ),
  counts: procedure('article.list')
    .route({
      method: 'GET',
      path: '/articles/counts',
      tags: ['articles'],
      summary: 'Count the articles of each view; for a search the matches, up to 100',
    })
    .input(z.strictObject(searchAndFilters).default({}))
    .output(z.record(z.enum(articleViews), z.number().int())),
  create: procedure('article.create', { audit: 'article.create' })
    .route({
      method: 'POST',
      path: '/articles',
      tags: ['articles'],
      summary: 'Begin a draft',
      successStatus: 201,
    })
    .input(
      articleFieldsSchema
        .partial()
        .extend({ content: contentSchema.strict().optional() })
        .strict()
        .default({}),
    )
    .output(articleSchema),
  get: procedure('article.read')
    .route({ method: 'GET', path: '/articles/{id}', tags: ['articles'] })
    .input(byId)
    .output(articleSchema),
  update: procedure('article.edit', { audit: 'article.update' })
    .route({
      method: 'PATCH',
      path: '/articles/{id}',
      tags: ['articles'],
      summary: 'Change form fields; only those that are given',
      inputStructure: 'detailed',
    })
    .errors(stale(articleSchema))
    .input(
      z.object({
        params: byId,
        /** The article's `etag`. 428 without it, 412 when it is outdated. */
        headers: z.object({ 'if-match': z.string().optional() }).loose(),
        body: articleFieldsSchema.partial().strict(),
      }),
    )
    .output(articleSchema),
  trash: procedure('article.transition', { audit: 'article.trash' })
    .route({
      method: 'DELETE',
      path: '/articles/{id}',
      tags: ['articles'],
      summary: 'Put a draft into the bin',
    })
    .input(byId)
    .output(articleSchema),
  transition: procedure('article.transition', {
    audit: transitionNames.map((name) => `article.${name}` as const),
  })
    .route({
      method: 'POST',
      path: '/articles/{id}/transitions',
      tags: ['articles'],
      summary: 'Submit, recall, return, publish, schedule, unschedule, withdraw, revise, trash, restore',
    })
    .errors({ ...contentChanged, ...fourEyes, ...incomplete })
    .input(byId.and(transitionRequestSchema))
    .output(articleSchema),
  history: procedure('article.history')
    .route({ method: 'GET', path: '/articles/{id}/history', tags: ['articles'] })
    .input(byId.extend(pageQuery))
    .output(listOf(historyEntrySchema)),
  ...revisions,
  content: procedure('article.read')
    .route({
      method: 'GET',
      path: '/articles/{id}/content',
      tags: ['articles'],
      summary: 'The content of the working copy',
    })
    .input(byId)
    .output(hashedContentSchema),
  putContent: procedure('article.edit', { audit: 'article.content' })
    .route({
      method: 'PUT',
      path: '/articles/{id}/content',
      tags: ['articles'],
      summary: 'Merge content into the live document (for imports and scripts)',
    })
    .input(
      byId.extend({
        ...contentSchema.shape,
        /** Not compared. Allowed, so that what GET answers can be sent back as it is. */
        contentHash: hashedContentSchema.shape.contentHash.optional(),
      }),
    )
    .output(hashedContentSchema),
};
