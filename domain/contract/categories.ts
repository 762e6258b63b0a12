import { z } from 'zod';
import { categoryColors } from '../category-colors.ts';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { slugSchema } from './article-schema.ts';
import { idSchema, procedure } from './base.ts';
import { stale } from './error-data.ts';

const categorySchema = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  slug: z.string(),
  /** The slugs from the top level down to this one, joined by `/`: its path on the portal. */
  path: z.string(),
  description: z.string(),
  color: z.enum(categoryColors).nullable(),
  /** Hidden from the portal's menus and lists; its articles stay available at their addresses. */
  isHidden: z.boolean(),
  position: z.number().int(),
  /** For `If-Match` of a change of this category's own fields. Moves do not change it. */
  etag: z.string(),
});
export type Category = z.infer<typeof categorySchema>;

/**
 * The tree as a list: parents before children, siblings in their order. Without merged categories.
 */
const treeSchema = z.object({
  items: z.array(categorySchema),
  nextCursor: z.null(),
  /** For `If-Match` of changes of the tree: its categories, their parents and their order. */
  etag: z.string(),
});
export type CategoryTree = z.infer<typeof treeSchema>;

const line = z
  .string()
  .trim()
  .regex(/^[^\r\n]*$/)
  .transform(normalizeText);

const fieldsSchema = z.object({
  name: line.pipe(z.string().min(1).max(limits.categoryNameMaxChars)),
  /** Unique among siblings. Former paths redirect permanently. */
  slug: slugSchema,
  description: line.pipe(z.string().max(limits.categoryDescriptionMaxChars)),
  color: z.enum(categoryColors).nullable(),
  isHidden: z.boolean(),
});
export type CategoryFields = z.infer<typeof fieldsSchema>;

const countsSchema = z.object({
  categoryId: idSchema,
  /** Articles of this category on the desk, without those in the bin. */
  articles: z.number().int(),
  /** Published articles of this category. */
  published: z.number().int(),
  /** Something references it, perhaps only a former publication: deleting it requires `moveTo`. */
  isUsed: z.boolean(),
});
export type CategoryCounts = z.infer<typeof countsSchema>;

const byId = z.strictObject({ id: idSchema });
const ifMatch = z.object({ 'if-match': z.string().optional() }).loose();

export const categories = {
  list: procedure('categories.list')
    .route({
      method: 'GET',
      path: '/categories',
      tags: ['categories'],
      summary: 'All categories, parents before children',
    })
    .output(treeSchema),
  counts: procedure('categories.manage')
    .route({
      method: 'GET',
      path: '/categories/counts',
      tags: ['categories'],
      summary: 'How many articles each category has, those below it not counted',
    })
    .output(z.object({ items: z.array(countsSchema), nextCursor: z.null() })),
  create: procedure('categories.manage', { audit: 'category.create' })
    .route({
      method: 'POST',
      path: '/categories',
      tags: ['categories'],
      summary: 'Add a category as the last one below its parent',
      successStatus: 201,
    })
    .input(
      z.strictObject({
        ...fieldsSchema.partial().shape,
        name: fieldsSchema.shape.name,
        parentId: idSchema.nullable().default(null),
      }),
    )
    .output(categorySchema),
  update: procedure('categories.manage', { audit: 'category.update' })
    .route({
      method: 'PATCH',
      path: '/categories/{id}',
      tags: ['categories'],
      summary: 'Change what a category says of itself; only what is given',
      inputStructure: 'detailed',
    })
    .errors(stale(categorySchema))
    .input(
      z.object({
        params: byId,
        /** The category's `etag`. 428 without it, 412 when it is outdated. */
        headers: ifMatch,
        body: fieldsSchema.partial().strict(),
      }),
    )
    .output(categorySchema),
  move: procedure('categories.manage', { audit: 'category.move' })
    .route({
      method: 'POST',
      path: '/categories/{id}/move',
      tags: ['categories'],
      summary: 'Put a category, with all below it, elsewhere in the tree',
      inputStructure: 'detailed',
    })
    .errors(stale(treeSchema))
    .input(
      z.object({
        params: byId,
        /** The tree's `etag`. 428 without it, 412 when it is outdated. */
        headers: ifMatch,
        body: z
          .object({
            parentId: idSchema.nullable(),
            /** The following sibling. Null: it becomes the last one. */
            beforeId: idSchema.nullable(),
          })
          .strict(),
      }),
    )
    .output(treeSchema),
  merge: procedure('categories.manage', { audit: 'category.merge' })
    .route({
      method: 'POST',
      path: '/categories/{id}/merge',
      tags: ['categories'],
      summary: 'Move all that a category holds into another one, which takes over its addresses',
      inputStructure: 'detailed',
    })
    .errors(stale(treeSchema))
    .input(
      z.object({
        params: byId,
        /** The tree's `etag`. 428 without it, 412 when it is outdated. */
        headers: ifMatch,
        body: z.object({ intoId: idSchema }).strict(),
      }),
    )
    .output(treeSchema),
  remove: procedure('categories.manage', { audit: 'category.delete' })
    .route({
      method: 'DELETE',
      path: '/categories/{id}',
      tags: ['categories'],
      summary:
        'Delete a category; 409 `in-use` where something is in it and `moveTo` does not say where that goes',
      inputStructure: 'detailed',
      successStatus: 204,
    })
    .errors(stale(treeSchema))
    .input(
      z.object({
        params: byId,
        query: z.strictObject({ moveTo: idSchema.optional() }).default({}),
        /** The tree's `etag`: 412 when it is outdated. Required together with `moveTo`. */
        headers: ifMatch,
      }),
    )
    .output(z.void()),
};
