import { z } from 'zod';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { articleFieldsSchema } from './article-schema.ts';
import { dateTimeSchema, idSchema, listOf, pageQuery, personSchema, procedure } from './base.ts';
import { contentSchema } from './content-schema.ts';

/**
 * Why the revision was saved: a transition, a preview link, an explicit save (`save`), before a restore of an older one
 * (`restore`), or before one change deleted most of the text (`loss`).
 */
const revisionReasons = [
  'submit',
  'return',
  'publish',
  'schedule',
  'withdraw',
  'preview',
  'save',
  'restore',
  'loss',
] as const;
export type RevisionReason = (typeof revisionReasons)[number];

const revisionSchema = z.object({
  id: idSchema,
  /** 1, 2, 3, … in each article. */
  number: z.number().int(),
  reason: z.enum(revisionReasons),
  /** Given by the person who saved it. Null except for `save`. */
  name: z.string().nullable(),
  createdAt: dateTimeSchema,
  createdBy: personSchema,
  contentHash: z.string(),
  title: z.string(),
  words: z.number().int(),
  /** Word counts of the changes since the previous revision. Null where not counted yet. */
  wordsAdded: z.number().int().nullable(),
  wordsRemoved: z.number().int().nullable(),
});
export type Revision = z.infer<typeof revisionSchema>;

const fullRevisionSchema = revisionSchema.extend({
  content: contentSchema,
  /** As of that time, except that a merged category is replaced by the one it was merged into. */
  fields: articleFieldsSchema.omit({ slug: true }).extend({
    bylines: z.array(z.string()),
    tags: z.array(z.string()),
    relatedIds: z.array(idSchema),
    source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
  }),
});
export type FullRevision = z.infer<typeof fullRevisionSchema>;

/** The part of a revision to restore. `all`: content and fields. `words`: content. `block`: one block of the body. */
const restoredParts = ['all', 'words', 'title', 'lead', 'block'] as const;
export type RestoredPart = (typeof restoredParts)[number];

const byId = z.strictObject({ id: idSchema });

/** The revisions of an article, which are immutable and never deleted. */
export const revisions = {
  revisions: procedure('article.history')
    .route({
      method: 'GET',
      path: '/articles/{id}/revisions',
      tags: ['revisions'],
      summary: 'Revisions, newest first, without content',
    })
    .input(byId.extend(pageQuery))
    .output(listOf(revisionSchema)),
  revision: procedure('article.history')
    .route({ method: 'GET', path: '/articles/{id}/revisions/{revisionId}', tags: ['revisions'] })
    .input(byId.extend({ revisionId: idSchema }))
    .output(fullRevisionSchema),
  saveRevision: procedure('article.edit', { audit: 'article.save-version' })
    .route({
      method: 'POST',
      path: '/articles/{id}/revisions',
      tags: ['revisions'],
      summary: 'Save content and fields as a named revision; without a change it has no effect',
      successStatus: 201,
    })
    .input(
      byId.extend({
        name: z
          .string()
          .trim()
          .min(1)
          .max(limits.revisionNameMaxChars)
          .regex(/^[^\r\n]*$/)
          .transform(normalizeText),
      }),
    )
    .output(revisionSchema),
  restoreRevision: procedure('article.edit', { audit: 'article.restore-version' })
    .route({
      method: 'POST',
      path: '/articles/{id}/revisions/{revisionId}/restore',
      tags: ['revisions'],
      summary: 'Restore content as a new change; the replaced content is saved as a revision first',
    })
    .input(
      byId
        .extend({
          revisionId: idSchema,
          part: z.enum(restoredParts).optional(),
          /** The id of a block of the revision's body. Implies `part: block`. */
          blockId: z.string().max(64).optional(),
        })
        .transform(({ part, ...rest }) => ({
          ...rest,
          part: part ?? (rest.blockId === undefined ? ('all' as const) : ('block' as const)),
        })),
    )
    .output(
      z.object({
        /** The content before the restore. Restoring it undoes this one. */
        kept: revisionSchema,
        /** SHA-256 of the content afterwards. */
        contentHash: z.string(),
      }),
    ),
};
