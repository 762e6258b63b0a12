import { z } from 'zod';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { dateTimeSchema, idSchema, listOf, personSchema, procedure } from './base.ts';
import { previewVersions } from './preview-versions.ts';

/** The allowed lifetimes of a link, in days. */
export const previewDays = [1, 3, 7, limits.previewMaxDays] as const;

const byId = z.strictObject({ id: idSchema });

const previewSchema = z.object({
  version: z.enum(previewVersions),
  /**
   * The whole page as the portal would render it. In JSON, so that unapproved content is not served as a page of the
   * desk's origin. Show it in a sandboxed frame.
   */
  html: z.string(),
  /** SHA-256 of the content. */
  contentHash: z.string(),
  /** The `updatedAt` of the rendered article. */
  updatedAt: dateTimeSchema,
});
export type Preview = z.infer<typeof previewSchema>;

/** `open`: shows the article. `dead`: the article is in the bin, or was withdrawn after the link was made. */
const previewLinkStates = ['open', 'expired', 'revoked', 'dead'] as const;

const previewLinkSchema = z.object({
  id: idSchema,
  /** The recipient, as described by the creator. May be empty. */
  label: z.string(),
  state: z.enum(previewLinkStates),
  createdBy: personSchema,
  createdAt: dateTimeSchema,
  expiresAt: dateTimeSchema,
  revokedAt: dateTimeSchema.nullable(),
  /** Page views, without requests for its pictures. */
  openedCount: z.number().int(),
  lastOpenedAt: dateTimeSchema.nullable(),
  /** The number of the revision that it shows. */
  revisionNumber: z.number().int(),
});
export type PreviewLink = z.infer<typeof previewLinkSchema>;

export const previews = {
  show: procedure('article.preview')
    .route({
      method: 'GET',
      path: '/articles/{id}/preview',
      tags: ['previews'],
      summary:
        'The page that readers would get; `not-found` when readers get none and `published` is asked for',
    })
    .input(byId.extend({ version: z.enum(previewVersions).default('working') }))
    .output(previewSchema),
  links: procedure('article.preview-links')
    .route({ method: 'GET', path: '/articles/{id}/preview-links', tags: ['previews'] })
    .input(byId)
    .output(listOf(previewLinkSchema)),
  createLink: procedure('article.share-preview', { audit: 'preview-link.create' })
    .route({
      method: 'POST',
      path: '/articles/{id}/preview-links',
      tags: ['previews'],
      summary: 'Create a link to the current content, for a person without an account',
      successStatus: 201,
    })
    .input(
      byId.extend({
        label: z
          .string()
          .trim()
          .max(limits.previewLabelMaxChars)
          .regex(/^[^\r\n]*$/)
          .transform(normalizeText)
          .default(''),
        days: z.number().int().min(1).max(limits.previewMaxDays),
      }),
    )
    .output(
      previewLinkSchema.extend({
        /** `/portal/xem-truoc/{token}`. Returned only once: the token itself is not stored. */
        path: z.string(),
      }),
    ),
  revokeLink: procedure('article.preview-links', { audit: 'preview-link.revoke' })
    .route({
      method: 'DELETE',
      path: '/articles/{id}/preview-links/{linkId}',
      tags: ['previews'],
      summary: 'End a link now; again has no further effect',
    })
    .input(byId.extend({ linkId: idSchema }))
    .output(previewLinkSchema),
};
