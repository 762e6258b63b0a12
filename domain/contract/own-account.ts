import { z } from 'zod';
import { signInMethods } from '../accounts.ts';
import { limits } from '../limits.ts';
import { roles } from '../roles.ts';
import { browserNames, deviceKinds, systemNames } from '../user-agent.ts';
import { nameSchema, penNamesSchema } from './accounts.ts';
import { dateTimeSchema, idSchema, newPasswordSchema, personSchema, procedure } from './base.ts';

/** A link to a new password that somebody else made for this account. */
const resetLinkSchema = z.object({
  id: idSchema,
  createdBy: personSchema,
  createdAt: dateTimeSchema,
  /** Null while it was not used. */
  usedAt: dateTimeSchema.nullable(),
  /** Whether it still works. */
  isOpen: z.boolean(),
});
export type OwnResetLink = z.infer<typeof resetLinkSchema>;

const ownAccountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  /** The first is the default byline of new articles. */
  penNames: z.array(z.string()),
  /** A picture of the media library. */
  portraitMediaId: idSchema.nullable(),
  /** False for accounts that sign in elsewhere only. */
  hasPassword: z.boolean(),
  /** Whether the desk sends mail, so that changes are reported to the address. */
  hasMail: z.boolean(),
  /** Of the last 90 days, newest first. */
  resetLinks: z.array(resetLinkSchema),
});
export type OwnAccount = z.infer<typeof ownAccountSchema>;

const ownSessionSchema = z.object({
  id: z.string(),
  device: z.enum(deviceKinds),
  /** Null when unknown. */
  browser: z.enum(browserNames).nullable(),
  system: z.enum(systemNames).nullable(),
  /** IP address at the sign-in; null when unknown. */
  address: z.string().nullable(),
  method: z.enum(signInMethods),
  createdAt: dateTimeSchema,
  /** Exact to five minutes. */
  lastUsedAt: dateTimeSchema,
  /** The session of this request. */
  isCurrent: z.boolean(),
});
export type OwnSession = z.infer<typeof ownSessionSchema>;

/** One's own account. */
export const account = {
  get: procedure('account.own')
    .route({ method: 'GET', path: '/account', tags: ['account'] })
    .output(ownAccountSchema),
  update: procedure('account.own', { audit: 'account.profile' })
    .route({
      method: 'PATCH',
      path: '/account',
      tags: ['account'],
      summary: 'Change name, pen-names or portrait; only those that are given',
    })
    .input(
      z.strictObject({
        name: nameSchema.optional(),
        penNames: penNamesSchema.optional(),
        portraitMediaId: idSchema.nullable().optional(),
      }),
    )
    .output(ownAccountSchema),
  changePassword: procedure('account.own', { audit: ['account.password', 'session.refused'] })
    .route({
      method: 'POST',
      path: '/account/password',
      tags: ['account'],
      summary: 'Set a new password; ends all other sessions. 401 `wrong-credentials`, 429 with `Retry-After`',
    })
    .input(
      z.strictObject({
        currentPassword: z.string().min(1).max(limits.passwordMaxChars),
        newPassword: newPasswordSchema,
      }),
    )
    .output(z.object({ endedSessions: z.number().int() })),
  sessions: procedure('account.own')
    .route({
      method: 'GET',
      path: '/account/sessions',
      tags: ['account'],
      summary: 'Valid sessions: this one first, then by last use; at most 100',
    })
    .output(z.object({ items: z.array(ownSessionSchema), nextCursor: z.null() })),
  endSession: procedure('account.own', { audit: 'session.revoke', reauthenticate: 'always' })
    .route({
      method: 'DELETE',
      path: '/account/sessions/{id}',
      tags: ['account'],
      summary: 'Sign out one device',
      successStatus: 204,
    })
    .input(z.strictObject({ id: z.string().min(1).max(100) }))
    .output(z.void()),
  endOtherSessions: procedure('account.own', { audit: 'session.end-all', reauthenticate: 'always' })
    .route({
      method: 'POST',
      path: '/account/sessions/end-others',
      tags: ['account'],
      summary: 'Sign out every other device',
    })
    .output(z.object({ endedSessions: z.number().int() })),
};
