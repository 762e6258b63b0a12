import { z } from 'zod';
import { limits } from '../limits.ts';
import { roles } from '../roles.ts';
import { normalizeText } from '../vietnamese.ts';
import { dateTimeSchema, idSchema, listOf, newPasswordSchema, personSchema, procedure } from './base.ts';

export const nameSchema = z
  .string()
  .trim()
  .min(1)
  .max(limits.personNameMaxChars)
  .regex(/^[^\p{Cc}]*$/u)
  .transform(normalizeText);

export const penNamesSchema = z
  .array(z.string().trim().min(1).max(limits.bylineMaxChars).transform(normalizeText))
  .max(limits.penNamesMax)
  .transform((names) => [...new Set(names)]);

const emailSchema = z.string().trim().toLowerCase().pipe(z.email().max(200));

const accountSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  /** The first is the default byline of new articles. */
  penNames: z.array(z.string()),
  /** A picture of the media library. */
  portraitMediaId: z.string().nullable(),
  isSuspended: z.boolean(),
  hasSecondFactor: z.boolean(),
  createdAt: dateTimeSchema,
  /** Null before the first sign-in. */
  lastSignInAt: dateTimeSchema.nullable(),
});
export type Account = z.infer<typeof accountSchema>;

const invitationSchema = z.object({
  id: idSchema,
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  invitedBy: personSchema,
  createdAt: dateTimeSchema,
  expiresAt: dateTimeSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

/** A one-time link. It is shown once: only the token's hash is stored. */
const linkSchema = z.object({
  /** Relative to the desk's origin: `/invite#token=…`. Fragments are not sent to servers and not logged. */
  path: z.string(),
  expiresAt: dateTimeSchema,
  /** Whether it was mailed; `off` without a mail server. */
  mail: z.enum(['sent', 'failed', 'off']),
});
export type AccountLink = z.infer<typeof linkSchema>;

const byAccount = z.strictObject({ id: z.string().min(1).max(100) });
const byInvitation = z.strictObject({ id: idSchema });
const tokenSchema = z.string().min(20).max(200);

export const accounts = {
  list: procedure('accounts.manage')
    .route({ method: 'GET', path: '/accounts', tags: ['people'], summary: 'All accounts, by name' })
    .output(listOf(accountSchema)),
  update: procedure('accounts.manage', { audit: 'account.update', reauthenticate: 'sometimes' })
    .route({
      method: 'PATCH',
      path: '/accounts/{id}',
      tags: ['people'],
      summary:
        'Change name, role or pen-names; only those that are given. A role needs a recent proof of identity. 409 `last-admin`',
    })
    .input(
      byAccount.extend({
        name: nameSchema.optional(),
        role: z.enum(roles).optional(),
        penNames: penNamesSchema.optional(),
      }),
    )
    .output(accountSchema),
  suspend: procedure('accounts.manage', { audit: 'account.suspend', reauthenticate: 'always' })
    .route({
      method: 'POST',
      path: '/accounts/{id}/suspend',
      tags: ['people'],
      summary: 'End all sessions and let nobody in any more. 409 `last-admin`, `own-account`',
    })
    .input(byAccount)
    .output(accountSchema),
  resume: procedure('accounts.manage', { audit: 'account.resume', reauthenticate: 'always' })
    .route({ method: 'POST', path: '/accounts/{id}/resume', tags: ['people'] })
    .input(byAccount)
    .output(accountSchema),
  resetLink: procedure('accounts.manage', { audit: 'account.reset-link', reauthenticate: 'always' })
    .route({
      method: 'POST',
      path: '/accounts/{id}/reset-link',
      tags: ['people'],
      summary: 'Make a one-time link to a new password, in place of earlier ones',
    })
    .input(byAccount)
    .output(linkSchema),
  resetSecondFactor: procedure('accounts.manage', {
    audit: 'account.second-factor',
    reauthenticate: 'always',
  })
    .route({
      method: 'POST',
      path: '/accounts/{id}/reset-second-factor',
      tags: ['people'],
      summary: 'Remove all second factors of somebody else and end their sessions. 409 `own-account`',
    })
    .input(byAccount)
    .output(accountSchema),
  invitations: procedure('accounts.manage')
    .route({
      method: 'GET',
      path: '/invitations',
      tags: ['people'],
      summary: 'Invitations that nobody has taken up, newest first',
    })
    .output(listOf(invitationSchema)),
  invite: procedure('accounts.manage', { audit: 'account.invite', reauthenticate: 'sometimes' })
    .route({ method: 'POST', path: '/invitations', tags: ['people'], successStatus: 201 })
    .input(z.strictObject({ name: nameSchema, email: emailSchema, role: z.enum(roles) }))
    .output(z.object({ invitation: invitationSchema, link: linkSchema })),
  renewInvitation: procedure('accounts.manage', { audit: 'account.invite', reauthenticate: 'sometimes' })
    .route({
      method: 'POST',
      path: '/invitations/{id}/renew',
      tags: ['people'],
      summary: 'Make a new link; the earlier one no longer works',
    })
    .input(byInvitation)
    .output(z.object({ invitation: invitationSchema, link: linkSchema })),
  revokeInvitation: procedure('accounts.manage', { audit: 'account.invite-revoke' })
    .route({ method: 'DELETE', path: '/invitations/{id}', tags: ['people'], successStatus: 204 })
    .input(byInvitation)
    .output(z.void()),
};

/** For holders of a one-time link. The token is in the body, so that no access log has it. */
export const accountLinks = {
  look: procedure('account-link.use', { audit: 'none: it changes nothing' })
    .route({
      method: 'POST',
      path: '/account-links/look',
      tags: ['people'],
      summary: 'Whom a one-time link is for. 410 `gone` when it is unknown, used, revoked or too old',
    })
    .input(z.strictObject({ token: tokenSchema }))
    .output(
      z.object({
        kind: z.enum(['invitation', 'reset']),
        name: z.string(),
        email: z.string(),
        expiresAt: dateTimeSchema,
      }),
    ),
  forgotten: procedure('account-link.use', { audit: 'account.forgotten' })
    .route({
      method: 'POST',
      path: '/account-links/forgotten',
      tags: ['people'],
      summary: 'Mail a link to a new password. The response does not tell whether the account exists',
      successStatus: 202,
    })
    .input(z.strictObject({ email: emailSchema }))
    .output(z.object({ status: z.literal('accepted') })),
  use: procedure('account-link.use', { audit: ['account.create', 'account.password'] })
    .route({
      method: 'POST',
      path: '/account-links/use',
      tags: ['people'],
      summary: 'Take up an invitation, or set a new password. Ends all sessions of the account',
    })
    .input(
      z.strictObject({
        token: tokenSchema,
        password: newPasswordSchema,
      }),
    )
    .output(z.object({ email: z.string() })),
};
