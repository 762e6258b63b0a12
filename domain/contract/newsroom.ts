import { z } from 'zod';
import { isTimeZone, newsroomTimeZone } from '../dates.ts';
import { limits } from '../limits.ts';
import { normalizeText } from '../vietnamese.ts';
import { idSchema, procedure } from './base.ts';
import { stale } from './error-data.ts';

const line = (maxChars: number) =>
  z
    .string()
    .trim()
    .max(maxChars)
    .regex(/^[^\r\n]*$/)
    .transform(normalizeText);

/** The newsroom's public details. Empty lines are not shown. */
export const newsroomFieldsSchema = z.object({
  /** Shown in masthead, page titles and footer. */
  name: line(limits.newsroomNameMaxChars).pipe(z.string().min(1)),
  /** A picture of the media library. Null: the masthead shows the name alone. */
  logoMediaId: idSchema.nullable(),
  /** Postal address. */
  address: line(limits.newsroomLineMaxChars),
  /** Opening hours as free text: `Thứ Hai – Thứ Sáu, 8:00 – 17:00`. */
  hours: line(limits.newsroomLineMaxChars),
  email: z.union([z.literal(''), z.email().max(200)]),
  phone: z
    .string()
    .trim()
    .max(40)
    .regex(/^([+(]?\d[\d\s().-]*)?$/),
  /** IANA name, such as `Asia/Ho_Chi_Minh`. Applies to every date on desk and portal. */
  timeZone: z.string().max(64).refine(isTimeZone),
});

/** The default details. */
export const defaultNewsroom = {
  name: 'Tòa Soạn',
  logoMediaId: null,
  address: '',
  hours: '',
  email: '',
  phone: '',
  timeZone: newsroomTimeZone,
} satisfies z.infer<typeof newsroomFieldsSchema>;

const settingsSchema = newsroomFieldsSchema.extend({
  /** The only author of an article may not approve it. */
  fourEyes: z.boolean(),
});

const newsroomSchema = settingsSchema.extend({
  /** For `If-Match`. */
  etag: z.string(),
});
export type Newsroom = z.infer<typeof newsroomSchema>;

export const newsroom = {
  get: procedure('newsroom.read')
    .route({
      method: 'GET',
      path: '/newsroom',
      tags: ['newsroom'],
      summary: 'What the newsroom says of itself',
    })
    .output(newsroomSchema),
  update: procedure('newsroom.manage', { audit: 'newsroom.update' })
    .route({
      method: 'PATCH',
      path: '/newsroom',
      tags: ['newsroom'],
      summary: 'Change settings; only those that are given',
      inputStructure: 'detailed',
    })
    .errors(stale(newsroomSchema))
    .input(
      z.object({
        /** The settings' `etag`. 428 without it, 412 when it is outdated. */
        headers: z.object({ 'if-match': z.string().optional() }).loose(),
        body: settingsSchema.partial().strict(),
      }),
    )
    .output(newsroomSchema),
};
