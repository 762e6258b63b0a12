import { z } from 'zod';
import { platforms } from '../fanpages.ts';
import { limits } from '../limits.ts';
import { dateTimeSchema, idSchema, procedure } from './base.ts';
import { stale } from './error-data.ts';

/**
 * The result of a link check.
 *
 * - `moved`: it redirects to another address, `to`.
 * - `gone`: the page does not exist (404, 410).
 * - `unclear`: the server requires a sign-in, or rejects automated requests.
 * - `unreachable`: timeout, unknown host name, untrusted certificate, or a server error (`status`).
 * - `forbidden-address`: an address that the server does not connect to, such as one in a private network.
 * - `cannot-check`: not supported by this host. Never stored.
 */
const linkFindings = [
  'ok',
  'moved',
  'gone',
  'unclear',
  'unreachable',
  'forbidden-address',
  'cannot-check',
] as const;

export const linkCheckSchema = z.object({
  finding: z.enum(linkFindings),
  /** HTTP status of the last response, if there was one. */
  status: z.number().int().nullable(),
  /** The target of the redirect. */
  to: z.string().nullable(),
});
export type LinkCheck = z.infer<typeof linkCheckSchema>;

const fanpageSchema = z.object({
  id: idSchema,
  /** The printed QR code contains `/q/{code}`. It never changes. */
  code: z.string(),
  platform: z.enum(platforms),
  name: z.string(),
  /** Normalised, see `domain/fanpages.ts`. */
  url: z.string(),
  /** Whether the portal shows it. Its QR code works regardless. */
  isVisible: z.boolean(),
  /** The last check; null again after a change of the address. */
  check: linkCheckSchema.extend({ at: dateTimeSchema }).nullable(),
  /** Scans of its QR code, by calendar days in the newsroom's time zone; 7 and 30 days include today. */
  scans: z.object({ last7: z.number().int(), last30: z.number().int(), total: z.number().int() }),
  /** For `If-Match`. */
  etag: z.string(),
});
export type Fanpage = z.infer<typeof fanpageSchema>;

const byId = z.strictObject({ id: idSchema });
/** The `etag` of the fanpage that was shown. 428 without it, 412 when it is old. */
const ifMatch = z.object({ 'if-match': z.string().optional() }).loose();

const name = z.string().trim().min(1).max(limits.fanpageNameMaxChars);
/** Parsed by `readFanpageAddress`. `bad-url`: not a fanpage's address. `taken`: another fanpage has it. */
const url = z.string().max(limits.urlMaxChars);

const listSchema = z.object({ items: z.array(fanpageSchema), nextCursor: z.null() });

const scansSchema = z.object({
  /** Every day of the span, oldest first: `2020-03-11`. */
  items: z.array(z.object({ day: z.iso.date(), count: z.number().int() })),
  nextCursor: z.null(),
});
export type ScanDay = z.infer<typeof scansSchema>['items'][number];

export const fanpages = {
  list: procedure('fanpages.list')
    .route({ method: 'GET', path: '/fanpages', tags: ['fanpages'], summary: 'All fanpages in their order' })
    .output(listSchema),
  create: procedure('fanpages.manage', { audit: 'fanpage.create' })
    .route({
      method: 'POST',
      path: '/fanpages',
      tags: ['fanpages'],
      summary: 'Add a fanpage at the end; its platform follows from the address',
      successStatus: 201,
    })
    .input(z.strictObject({ name, url, isVisible: z.boolean().default(true) }))
    .output(fanpageSchema),
  update: procedure('fanpages.manage', { audit: 'fanpage.update' })
    .route({
      method: 'PATCH',
      path: '/fanpages/{id}',
      tags: ['fanpages'],
      summary: 'Change a fanpage; only what is given. Its code stays',
      inputStructure: 'detailed',
    })
    .errors(stale(fanpageSchema))
    .input(
      z.object({
        params: byId,
        headers: ifMatch,
        body: z.object({ name, url, isVisible: z.boolean() }).partial().strict(),
      }),
    )
    .output(fanpageSchema),
  move: procedure('fanpages.manage', { audit: 'fanpage.move' })
    .route({
      method: 'POST',
      path: '/fanpages/{id}/move',
      tags: ['fanpages'],
      summary: 'Put a fanpage before another one, or last',
    })
    .input(byId.extend({ before: idSchema.nullable() }))
    .output(listSchema),
  remove: procedure('fanpages.manage', { audit: 'fanpage.delete' })
    .route({
      method: 'DELETE',
      path: '/fanpages/{id}',
      tags: ['fanpages'],
      summary:
        'Delete a fanpage. Its printed codes lead nowhere from then on, and its code is never given again',
      successStatus: 204,
      inputStructure: 'detailed',
    })
    .errors(stale(fanpageSchema))
    .input(z.object({ params: byId, headers: ifMatch }))
    .output(z.void()),
  check: procedure('fanpages.manage', { audit: 'none: it looks, and only remembers what it saw' })
    .route({
      method: 'POST',
      path: '/fanpages/{id}/check',
      tags: ['fanpages'],
      summary: 'See whether the address still leads to a page. Takes up to ten seconds',
    })
    .input(byId)
    .output(z.object({ check: linkCheckSchema, fanpage: fanpageSchema })),
  scans: procedure('fanpages.manage')
    .route({
      method: 'GET',
      path: '/fanpages/{id}/scans',
      tags: ['fanpages'],
      summary: 'How often the code was followed, day by day. Nothing about who did',
    })
    .input(byId.extend({ days: z.coerce.number().int().min(1).max(366).default(30) }))
    .output(scansSchema),
  shortAddress: procedure('fanpages.list')
    .route({
      method: 'GET',
      path: '/short-address',
      tags: ['fanpages'],
      summary: 'Where readers reach this newsroom, for what is printed',
    })
    .output(
      z.object({
        /** `https://…` without a trailing slash. Null where none is configured: use the desk's own origin. */
        origin: z.string().nullable(),
      }),
    ),
};
