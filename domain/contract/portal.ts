import { z } from 'zod';
import { categoryColors } from '../category-colors.ts';
import { platforms } from '../fanpages.ts';
import { limits } from '../limits.ts';
import { dateTimeSchema, idSchema, listOf, pageQuery, procedure } from './base.ts';
import { contentSchema } from './content-schema.ts';

/*
 * The public API for other front ends: only what readers see. Paths that begin with `/` are relative to the origin of
 * this API.
 */

const pictureSchema = z.object({
  id: idSchema,
  /** WebP, narrowest first. Widths in pixels. */
  renditions: z.array(z.object({ width: z.number().int(), height: z.number().int(), url: z.string() })),
  /** JPEG of 1200 × 630, for cards on other sites. */
  cardUrl: z.string(),
});

const categoryRefSchema = z.object({
  id: idSchema,
  name: z.string(),
  /** The slugs from the top, joined by `/`. */
  path: z.string(),
});

const listedSchema = z.object({
  id: idSchema,
  /** The number at the end of its path. Its QR code contains `/q/{shortId}`. */
  shortId: z.number().int(),
  /** `/portal/{slug}-{shortId}` */
  path: z.string(),
  title: z.string(),
  lead: z.string(),
  bylines: z.array(z.string()),
  /** Null without a category, or in a hidden one. */
  category: categoryRefSchema.nullable(),
  /** The chosen cover, or the first picture. */
  cover: pictureSchema.nullable(),
  /** The time of the first publication. */
  publishedAt: dateTimeSchema,
  /** The publication time of this revision: later than `publishedAt` after a correction. */
  updatedAt: dateTimeSchema,
});
export type PortalListed = z.infer<typeof listedSchema>;

const articleSchema = listedSchema.extend({
  tags: z.array(z.string()),
  source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
  body: contentSchema.shape.body,
  /** The body as on the portal: classes of `/article.css`, no scripts, no inline styles. */
  bodyHtml: z.string(),
  /** The note of the last correction. */
  correctionNote: z.string().nullable(),
  /** "Tin khác": the articles that the desk chose, then the newest of the category. */
  related: z.array(listedSchema),
});
export type PortalArticle = z.infer<typeof articleSchema>;

const categorySchema = categoryRefSchema.extend({
  parentId: idSchema.nullable(),
  slug: z.string(),
  description: z.string(),
  color: z.enum(categoryColors).nullable(),
});

const fanpageSchema = z.object({
  id: idSchema,
  platform: z.enum(platforms),
  name: z.string(),
  url: z.string(),
  /** The target of its QR code: `/q/{code}` redirects to the current `url`. */
  qrPath: z.string(),
});

export const portal = {
  articles: procedure('portal.read')
    .route({
      method: 'GET',
      path: '/portal/articles',
      tags: ['portal'],
      summary: 'What readers get, the newest first; for a search the best match first',
    })
    .input(
      z.strictObject({
        ...pageQuery,
        /** A category including its subcategories. A merged one resolves to the one it was merged into. */
        categoryId: idSchema.optional(),
        /**
         * Words, and phrases in `"…"`: all must occur in title, lead or body. Typed with diacritics, articles that have them
         * come first.
         */
        q: z.string().max(limits.searchMaxChars).optional(),
      }),
    )
    .output(
      listOf(
        listedSchema.extend({
          /** The part of lead or body that matches the search. Null where only the title does. */
          excerpt: z.string().nullable(),
        }),
      ).extend({
        /** For a search without results: what it may have meant. */
        suggestion: z.string().nullable(),
      }),
    ),
  article: procedure('portal.read')
    .route({
      method: 'GET',
      path: '/portal/articles/{id}',
      tags: ['portal'],
      summary: 'One article, as readers get it; 410 `gone` when it was withdrawn, `detail` says why',
    })
    .input(z.strictObject({ id: idSchema }))
    .output(articleSchema),
  categories: procedure('portal.read')
    .route({
      method: 'GET',
      path: '/portal/categories',
      tags: ['portal'],
      summary: 'The categories that are not hidden, parents before children',
    })
    .output(z.object({ items: z.array(categorySchema), nextCursor: z.null() })),
  fanpages: procedure('portal.read')
    .route({
      method: 'GET',
      path: '/portal/fanpages',
      tags: ['portal'],
      summary: "The newsroom's pages elsewhere",
    })
    .output(z.object({ items: z.array(fanpageSchema), nextCursor: z.null() })),
};
