import { z } from 'zod';
import { limits } from '../limits.ts';
import { abilityNames } from '../permissions.ts';
import { normalizeText } from '../vietnamese.ts';
import { displayStates, publicationStates, stages } from '../workflow.ts';
import { dateTimeSchema, idSchema, personSchema } from './base.ts';

/** One line of plain text, trimmed and in NFC. */
const line = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars)
    .regex(/^[^\r\n]*$/)
    .transform(normalizeText);

const httpUrl = z
  .url({ protocol: /^https?$/ })
  .max(limits.urlMaxChars)
  .refine((value) => {
    const url = new URL(value);
    return url.username === '' && url.password === '';
  });

const sourceSchema = z.strictObject({
  name: line(limits.sourceNameMaxChars).pipe(z.string().min(1)),
  /** The original article ("Gốc"). */
  url: httpUrl.nullable(),
});

export const slugSchema = z
  .string()
  .max(limits.slugMaxChars)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/);

const uniqueLines = (maxChars: number, maxItems: number) =>
  z
    .array(line(maxChars).pipe(z.string().min(1)))
    .max(maxItems)
    .transform((values) => [...new Set(values)]);

/** The form fields of an article. All are optional in a PATCH. */
export const articleFieldsSchema = z.object({
  categoryId: idSchema.nullable(),
  /** Pen-names, in display order. */
  bylines: uniqueLines(limits.bylineMaxChars, limits.bylinesMax),
  tags: uniqueLines(limits.tagMaxChars, limits.tagsMax),
  source: sourceSchema.nullable(),
  coverMediaId: idSchema.nullable(),
  /** Articles for "Tin khác", before the newest of the category. */
  relatedIds: z
    .array(idSchema)
    .max(limits.relatedMax)
    .transform((ids) => [...new Set(ids)]),
  /** Null: derived from the title at the first publication. */
  slug: slugSchema.nullable(),
});
export type ArticleFields = z.infer<typeof articleFieldsSchema>;

const decisionSchema = z.union([
  z.object({ allowed: z.literal(true) }),
  z.object({ allowed: z.literal(false), reason: z.enum(['not-permitted', 'wrong-stage']) }),
  /** `share`: the viewer's own share of the text, in percent. */
  z.object({ allowed: z.literal(false), reason: z.literal('four-eyes'), share: z.number().int() }),
]);

const publicationSchema = z.object({
  state: z.enum(publicationStates).exclude(['none']),
  /** The published or scheduled revision. */
  revisionId: idSchema,
  /** The time of the first publication; in the future while it is scheduled. */
  publishedAt: dateTimeSchema,
  /** The publication time of this revision: differs from `publishedAt` after a correction. */
  visibleFrom: dateTimeSchema,
  withdrawnReason: z.string().nullable(),
});

export const articleSchema = z.object({
  id: idSchema,
  state: z.enum(displayStates),
  stage: z.enum(stages),
  isTrashed: z.boolean(),
  publication: publicationSchema.nullable(),
  title: z.string(),
  lead: z.string(),
  words: z.number().int(),
  authors: z.array(personSchema),
  ...articleFieldsSchema.shape,
  bylines: z.array(z.string()),
  tags: z.array(z.string()),
  relatedIds: z.array(idSchema),
  source: z.object({ name: z.string(), url: z.string().nullable() }).nullable(),
  /** The note of the last return, while the working copy is `returned`. */
  returnNote: z.string().nullable(),
  /** When the working copy was submitted; null unless it is in review. */
  submittedAt: dateTimeSchema.nullable(),
  createdAt: dateTimeSchema,
  /** Last change of content, fields or state. */
  updatedAt: dateTimeSchema,
  /** For `If-Match`. Changes with fields and state, not with content. */
  etag: z.string(),
  /** Its path on the portal, `/portal/{slug}-{shortId}`. Null before the first approval. */
  portalPath: z.string().nullable(),
  /** For each action whether this viewer may perform it, or the reason why not. */
  abilities: z.record(z.enum(abilityNames), decisionSchema),
});
export type Article = z.infer<typeof articleSchema>;
