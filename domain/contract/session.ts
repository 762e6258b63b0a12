import { z } from 'zod';
import { limits } from '../limits.ts';
import { roles } from '../roles.ts';
import { codeKinds } from '../second-factor.ts';
import { newPasswordSchema, personSchema, procedure } from './base.ts';
import { assertionSchema, passkeyOptionsSchema } from './second-factor.ts';

const viewerSchema = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  penNames: z.array(z.string()),
  portraitMediaId: z.string().nullable(),
  /** Whether a second factor has to be set up before anything else: the newsroom requires one of this role. */
  isSecondFactorMissing: z.boolean(),
});
export type Viewer = z.infer<typeof viewerSchema>;

/** The second step of a sign-in: the token for it, valid for ten minutes, and what the account has. */
const secondFactorStepSchema = z.object({
  token: z.string(),
  hasTotp: z.boolean(),
  hasPasskey: z.boolean(),
  hasRecoveryCodes: z.boolean(),
});
export type SecondFactorStep = z.infer<typeof secondFactorStepSchema>;

/** The session has begun. */
const signedInSchema = z.object({
  user: z.object({ id: z.string(), name: z.string(), email: z.string() }),
});

const doneSchema = z.object({ success: z.literal(true) });

export const session = {
  signIn: procedure('session.start', { audit: ['session.start', 'session.refused'] })
    .route({
      method: 'POST',
      path: '/auth/sign-in/email',
      tags: ['session'],
      summary: 'Sign in with a password; sets the session cookie. 403 `suspended`, 429 with `Retry-After`',
    })
    .input(
      z.strictObject({
        email: z.string().trim().toLowerCase().pipe(z.email().max(200)),
        password: z.string().min(1).max(limits.passwordMaxChars),
      }),
    )
    .output(z.union([signedInSchema, z.object({ secondFactor: secondFactorStepSchema })])),
  signInSecondFactor: procedure('session.start', { audit: ['session.start', 'security.refused'] })
    .route({
      method: 'POST',
      path: '/auth/sign-in/second-factor',
      tags: ['session'],
      summary: 'The second step of a sign-in. 401 `wrong-credentials`, 410 after ten minutes',
    })
    .input(
      z.strictObject({
        token: z.string().max(2_000),
        kind: z.enum(codeKinds),
        code: z.string().trim().min(1).max(100),
        /** Whether this device is not asked again for 30 days. */
        rememberDevice: z.boolean().default(false),
      }),
    )
    .output(signedInSchema),
  passkeyOptions: procedure('session.start', { audit: 'none: a challenge that is not stored' })
    .route({
      method: 'POST',
      path: '/auth/passkey-options',
      tags: ['session'],
      summary: 'Options for `navigator.credentials.get`. 404 where passkeys are not offered',
    })
    .output(passkeyOptionsSchema),
  signInPasskey: procedure('session.start', { audit: ['session.start', 'security.refused'] })
    .route({
      method: 'POST',
      path: '/auth/sign-in/passkey',
      tags: ['session'],
      summary: 'Sign in with a passkey, which is both factors. 401 `wrong-credentials`',
    })
    .input(z.strictObject({ credential: assertionSchema }))
    .output(signedInSchema),
  signOut: procedure('session.end', { audit: 'session.end' })
    .route({ method: 'POST', path: '/auth/sign-out', tags: ['session'], summary: 'End this session' })
    .input(
      z
        .strictObject({
          /** Also tells the browser to delete everything that it stores of this site (`Clear-Site-Data`). */
          isSharedComputer: z.boolean().default(false),
        })
        .default({ isSharedComputer: false }),
    )
    .output(doneSchema),
  signOutEverywhere: procedure('session.confirm', { audit: 'session.end-all' })
    .route({
      method: 'POST',
      path: '/auth/revoke-sessions',
      tags: ['session'],
      summary: 'End every session of this account',
    })
    .output(doneSchema),
  reauthenticate: procedure('session.confirm', { audit: 'none: it changes nothing; a refusal is recorded' })
    .route({
      method: 'POST',
      path: '/auth/reauthenticate',
      tags: ['session'],
      summary: 'Prove the identity again, for actions that need a recent proof',
    })
    .input(
      z.union([
        z.strictObject({ password: z.string().min(1).max(limits.passwordMaxChars) }),
        z.strictObject({ credential: assertionSchema }),
      ]),
    )
    .output(doneSchema),
  confirmationOptions: procedure('session.confirm', { audit: 'none: a challenge that is not stored' })
    .route({
      method: 'POST',
      path: '/auth/reauthenticate/passkey-options',
      tags: ['session'],
      summary: 'Options for `navigator.credentials.get`, to prove the identity again. 404 without a passkey',
    })
    .output(passkeyOptionsSchema),
  health: procedure('health.read')
    .route({
      method: 'GET',
      path: '/health',
      tags: ['service'],
      summary: 'Whether the service and its database answer',
    })
    .output(
      z.object({
        status: z.literal('ok'),
        /** Seconds by which the server's clock is ahead of the database's (negative: behind); 0 up to five seconds. */
        clockSkewSeconds: z.number().int(),
        /** Whether a forgotten password can be reset by mail; otherwise by an admin. */
        canResetByMail: z.boolean(),
        /** The demo accounts for one-click entry. Null outside demo mode. */
        demo: z
          .object({
            password: z.string(),
            accounts: z.array(
              z.object({ id: z.string(), email: z.string(), name: z.string(), role: z.enum(roles) }),
            ),
          })
          .nullable(),
        /** The provider of single sign-on, by the name for its button. Null without one. */
        singleSignOn: z.object({ name: z.string() }).nullable(),
        /** What this host can do. */
        offers: z.object({
          /** False at an address that browsers make no passkeys for, such as plain HTTP. */
          passkeys: z.boolean(),
          /** Devices that are not asked for the second factor. Needs cookies, which the mock lacks. */
          rememberedDevices: z.boolean(),
        }),
      }),
    ),
  me: procedure('session.read')
    .route({ method: 'GET', path: '/me', tags: ['session'], summary: 'Who is signed in' })
    .output(viewerSchema),
  setup: procedure('setup.run', { audit: 'account.create' })
    .route({
      method: 'POST',
      path: '/setup',
      tags: ['session'],
      summary: 'Make the first admin with the one-time link',
    })
    .input(
      z.strictObject({
        token: z.string().min(20).max(200),
        name: z.string().trim().min(1).max(80),
        email: z.email().max(200),
        password: newPasswordSchema,
      }),
    )
    .output(z.object({ email: z.string() })),
  people: procedure('people.list')
    .route({ method: 'GET', path: '/people', tags: ['people'], summary: 'Names of the desk, for filters' })
    .output(z.object({ items: z.array(personSchema), nextCursor: z.null() })),
  bylines: procedure('bylines.list')
    .route({ method: 'GET', path: '/bylines', tags: ['people'], summary: 'Known pen-names, one’s own first' })
    .output(z.array(z.string())),
};
