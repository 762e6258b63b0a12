import { z } from 'zod';
import { dateTimeSchema, idSchema, procedure } from './base.ts';
import { mediaSchema } from './media.ts';

/*
 * Resumable uploads by the tus protocol 1.0.0 (https://tus.io/protocols/resumable-upload): core, creation, termination
 * and expiration. `finish`, which creates the picture, is not part of tus.
 */

/** The supported version of tus, in the header `Tus-Resumable` of requests and responses. */
export const tusVersion = '1.0.0';

export const partType = 'application/offset+octet-stream';

/** A header value: a whole number of bytes. */
const byteCount = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);

const byId = z.strictObject({ id: idSchema });

const uploadSchema = z.object({
  id: idSchema,
  fileName: z.string(),
  /** Size of the file in bytes. */
  length: z.number().int(),
  /** Committed bytes; `Upload-Offset`. */
  offset: z.number().int(),
  /** The parts are deleted at this time; `Upload-Expires`. */
  expiresAt: dateTimeSchema,
});
export type UploadProgress = z.infer<typeof uploadSchema>;

export const uploads = {
  create: procedure('media.create', { audit: 'none: bytes alone; `finish` records the picture' })
    .route({
      method: 'POST',
      path: '/uploads',
      tags: ['media'],
      summary: 'Begin an upload that can be resumed (tus 1.0.0): `Location` says where its parts go',
      successStatus: 201,
      inputStructure: 'detailed',
    })
    .input(
      z.object({
        headers: z
          .object({
            'upload-length': byteCount,
            /** `filename` and its value in Base64, after a space; other keys are ignored. */
            'upload-metadata': z.string().max(2_000).default(''),
          })
          .loose(),
      }),
    )
    .output(uploadSchema),
  look: procedure('media.create')
    .route({
      method: 'GET',
      path: '/uploads/{id}',
      tags: ['media'],
      summary: 'How much of an upload has arrived; HEAD as in tus. Only for who began it',
    })
    .input(byId)
    .output(uploadSchema),
  append: procedure('media.create', { audit: 'none: bytes alone; `finish` records the picture' })
    .route({
      method: 'PATCH',
      path: '/uploads/{id}',
      tags: ['media'],
      summary: 'Add the next part, of at most 1 MB. 409 when it is not the next: ask for the offset',
      successStatus: 204,
      inputStructure: 'detailed',
    })
    .input(
      z.object({ params: byId, headers: z.object({ 'upload-offset': byteCount }).loose(), body: z.file() }),
    )
    .output(z.void()),
  remove: procedure('media.create', { audit: 'none: nothing of it was ever a picture' })
    .route({
      method: 'DELETE',
      path: '/uploads/{id}',
      tags: ['media'],
      summary: 'Let an upload go. A picture that was made of it stays',
      successStatus: 204,
    })
    .input(byId)
    .output(z.void()),
  finish: procedure('media.create', { audit: 'media.create' })
    .route({
      method: 'POST',
      path: '/uploads/{id}/media',
      tags: ['media'],
      summary: 'Make a picture of an upload that has arrived. Asked again, it answers the same picture',
    })
    .input(byId)
    .output(mediaSchema),
};
