import { z } from 'zod';
import { isTimeZone, newsroomTimeZone } from '../dates.ts';
import { limits } from '../limits.ts';
import { roles } from '../roles.ts';
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

const idleHoursSchema = z
  .number()
  .int()
  .min(1)
  .max(limits.sessionMaxDays * 24);

const settingsSchema = newsroomFieldsSchema.extend({
  /** Nobody approves alone what they wrote themselves. */
  fourEyes: z.boolean(),
  /** The share of the text, in percent, that an approver may have written since somebody else submitted it. */
  ownShareMax: z.number().int().min(0).max(100),
  /** The roles whose accounts need a second factor. */
  secondFactorRoles: z
    .array(z.enum(roles))
    .transform((given) => roles.filter((role) => given.includes(role))),
  /** Hours without use after which the sessions of editors and admins end. */
  editorIdleHours: idleHoursSchema,
  /** The same for journalists. */
  journalistIdleHours: idleHoursSchema,
});

/** Settings whose change needs a recent proof of identity. */
export const securitySettings = [
  'fourEyes',
  'ownShareMax',
  'secondFactorRoles',
  'editorIdleHours',
  'journalistIdleHours',
] as const satisfies (keyof z.infer<typeof settingsSchema>)[];

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
  update: procedure('newsroom.manage', { audit: 'newsroom.update', reauthenticate: 'sometimes' })
    .route({
      method: 'PATCH',
      path: '/newsroom',
      tags: ['newsroom'],
      summary:
        'Change settings; only those that are given. Security settings need a recent proof of identity',
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
