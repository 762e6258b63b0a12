import { z } from 'zod';
import { limits } from '../limits.ts';
import { slugSchema } from './article-schema.ts';
import { idSchema, procedure } from './base.ts';

const categorySchema = z.object({
  id: idSchema,
  parentId: idSchema.nullable(),
  name: z.string(),
  slug: z.string(),
  position: z.number().int(),
});
export type Category = z.infer<typeof categorySchema>;

const fields = z.object({
  name: z.string().trim().min(1).max(limits.categoryNameMaxChars),
  /** Made from the name where it is left out. Unique among siblings. */
  slug: slugSchema.optional(),
  parentId: idSchema.nullable().default(null),
  position: z.number().int().min(0).max(10_000).optional(),
});

export const categories = {
  list: procedure
    .route({
      method: 'GET',
      path: '/categories',
      tags: ['categories'],
      summary: 'All categories, parents before children',
    })
    .meta({ permission: 'categories.list' })
    .output(z.object({ items: z.array(categorySchema), nextCursor: z.null() })),
  create: procedure
    .route({ method: 'POST', path: '/categories', tags: ['categories'], successStatus: 201 })
    .meta({ permission: 'categories.manage' })
    .input(fields)
    .output(categorySchema),
  update: procedure
    .route({ method: 'PATCH', path: '/categories/{id}', tags: ['categories'] })
    .meta({ permission: 'categories.manage' })
    .input(fields.extend({ parentId: idSchema.nullable() }).partial().extend({ id: idSchema }))
    .output(categorySchema),
  remove: procedure
    .route({
      method: 'DELETE',
      path: '/categories/{id}',
      tags: ['categories'],
      summary: 'Delete an unused category; 409 `in-use` while articles or sub-categories are in it',
      successStatus: 204,
    })
    .meta({ permission: 'categories.manage' })
    .input(z.object({ id: idSchema }))
    .output(z.void()),
};
