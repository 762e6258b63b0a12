import { z } from 'zod';
import { withoutCreditPrefix } from '../credit.ts';
import { limits } from '../limits.ts';
import { dateTimeSchema, idSchema, listOf, pageQuery, personSchema, procedure } from './base.ts';

export const mediaSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  /** By content, not by name. */
  mimeType: z.enum(['image/jpeg', 'image/png', 'image/webp', 'image/avif', 'image/gif', 'image/tiff']),
  /** After orientation is applied, in pixels. */
  width: z.number().int(),
  height: z.number().int(),
  bytes: z.number().int(),
  /** From IPTC/XMP, or as corrected since. Empty where unknown. */
  caption: z.string(),
  credit: z.string(),
  alt: z.string(),
  renditions: z.array(z.object({ width: z.number().int(), height: z.number().int(), url: z.string() })),
  createdAt: dateTimeSchema,
  createdBy: personSchema,
});
export type Media = z.infer<typeof mediaSchema>;

export const media = {
  list: procedure('media.read')
    .route({ method: 'GET', path: '/media', tags: ['media'] })
    .input(z.strictObject({ ...pageQuery, q: z.string().max(limits.searchMaxChars).optional() }))
    .output(listOf(mediaSchema)),
  credits: procedure('media.read')
    .route({
      method: 'GET',
      path: '/media/credits',
      tags: ['media'],
      summary: 'Credits used lately, newest first',
    })
    .output(z.array(z.string())),
  create: procedure('media.create', { audit: 'media.create' })
    .route({
      method: 'POST',
      path: '/media',
      tags: ['media'],
      summary: 'Upload a picture: JPEG, PNG, WebP, AVIF, GIF or TIFF up to 50 MB',
      successStatus: 201,
    })
    .input(z.strictObject({ file: z.file() }))
    .output(mediaSchema),
  fetch: procedure('media.create', { audit: 'media.create' })
    .route({
      method: 'POST',
      path: '/media/fetch',
      tags: ['media'],
      summary: 'Fetch a picture from a public HTTPS address, within the limits of an upload',
      successStatus: 201,
    })
    .input(z.strictObject({ url: z.url({ protocol: /^https?$/ }).max(limits.urlMaxChars) }))
    .output(mediaSchema),
  get: procedure('media.read')
    .route({ method: 'GET', path: '/media/{id}', tags: ['media'] })
    .input(z.strictObject({ id: idSchema }))
    .output(mediaSchema),
  update: procedure('media.edit', { audit: 'media.update' })
    .route({
      method: 'PATCH',
      path: '/media/{id}',
      tags: ['media'],
      summary: 'Correct caption, credit or alternative text',
    })
    .input(
      z.strictObject({
        id: idSchema,
        caption: z.string().trim().max(limits.captionMaxChars).optional(),
        credit: z.string().trim().max(limits.creditMaxChars).overwrite(withoutCreditPrefix).optional(),
        alt: z.string().trim().max(limits.altMaxChars).optional(),
      }),
    )
    .output(mediaSchema),
};
