import { z } from 'zod';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { articleFieldsSchema } from './article-schema.ts';
import { dateTimeSchema, idSchema, listOf, pageQuery, personSchema, procedure } from './base.ts';
import { contentSchema } from './content-schema.ts';

/**
 * Why the words were kept: a step of the workflow, a link by which somebody outside reads them, somebody's wish
 * (`save`), or what was about to happen to them: an older version came back (`restore`), or most of them went at once
 * (`loss`).
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
  /** What whoever saved it calls it. Null for those that were not saved by hand. */
  name: z.string().nullable(),
  createdAt: dateTimeSchema,
  createdBy: personSchema,
  contentHash: z.string(),
  title: z.string(),
  words: z.number().int(),
  /** Words that the revision before it had not, and had. Null where they were not counted yet. */
  wordsAdded: z.number().int().nullable(),
  wordsRemoved: z.number().int().nullable(),
});
export type Revision = z.infer<typeof revisionSchema>;

const fullRevisionSchema = revisionSchema.extend({
  content: contentSchema,
  /** As they stood then. A category that has gone into another one since is told as that one. */
  fields: articleFieldsSchema.omit({ slug: true }).extend({
    bylines: z.array(z.string()),
    tags: z.array(z.string()),
    relatedIds: z.array(idSchema),
    source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
  }),
});
export type FullRevision = z.infer<typeof fullRevisionSchema>;

/** What of a revision comes back. `all`: words and fields. `block`: one block of the body. */
const restoredParts = ['all', 'words', 'title', 'lead', 'block'] as const;
export type RestoredPart = (typeof restoredParts)[number];

const byId = z.object({ id: idSchema });

/** The revisions of an article. None is ever changed or deleted. */
export const revisions = {
  revisions: procedure('article.history')
    .route({
      method: 'GET',
      path: '/articles/{id}/revisions',
      tags: ['revisions'],
      summary: 'The words as they stood, newest first; without the words',
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
      summary: 'Keep words and fields as they are now, under a name; again without a change has no effect',
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
      summary: 'Bring words back as a new change; what they replace is kept as a revision first',
    })
    .input(
      byId
        .extend({
          revisionId: idSchema,
          part: z.enum(restoredParts).optional(),
          /** The id of a block of the revision's body. Alone it says `part: block` too. */
          blockId: z.string().max(64).optional(),
        })
        .transform(({ part, ...rest }) => ({
          ...rest,
          part: part ?? (rest.blockId === undefined ? ('all' as const) : ('block' as const)),
        })),
    )
    .output(
      z.object({
        /** What the words were before. To restore it takes this restore back. */
        kept: revisionSchema,
        /** SHA-256 of the words as they are now. */
        contentHash: z.string(),
      }),
    ),
};
