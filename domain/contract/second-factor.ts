import { z } from 'zod';
import { limits } from '../limits.ts';
import { dateTimeSchema, procedure } from './base.ts';

const passkeySchema = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: dateTimeSchema,
  /** Null before the first sign-in with it. */
  lastUsedAt: dateTimeSchema.nullable(),
});
export type Passkey = z.infer<typeof passkeySchema>;

const secondFactorSchema = z.object({
  hasTotp: z.boolean(),
  /** The oldest first. */
  passkeys: z.array(passkeySchema),
  /** Unused recovery codes. */
  recoveryCodesLeft: z.number().int(),
  /** Devices that are not asked for the second factor. */
  rememberedDevices: z.number().int(),
  /** Whether the newsroom requires a second factor of this role. */
  isRequired: z.boolean(),
});
export type SecondFactor = z.infer<typeof secondFactorSchema>;

/** New recovery codes, which are shown once; null where the account has some. */
const newCodesSchema = z.object({ recoveryCodes: z.array(z.string()).nullable() });

const nameSchema = z.string().trim().min(1).max(limits.passkeyNameMaxChars);
const byPasskey = z.strictObject({ id: z.uuid() });
const totpCodeSchema = z.string().trim().max(20);

const base64Url = (maxChars: number) =>
  z
    .string()
    .regex(/^[A-Za-z0-9_-]*$/)
    .max(maxChars);
const credential = { id: base64Url(1_400), rawId: base64Url(1_400), type: z.literal('public-key') };
const credentialExtras = {
  /** Of the extensions that the options ask for. */
  clientExtensionResults: z.strictObject({
    credProps: z
      .strictObject({ rk: z.boolean(), authenticatorDisplayName: z.string().max(200) })
      .partial()
      .optional(),
  }),
  authenticatorAttachment: z.string().max(40).nullish(),
};

/** What a browser returns for a new passkey (WebAuthn Level 3, `RegistrationResponseJSON`). */
const registrationSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64Url(8_000),
    attestationObject: base64Url(60_000),
    /** The next three repeat parts of the attestation object, and are not read. */
    authenticatorData: base64Url(60_000).optional(),
    publicKey: base64Url(8_000).optional(),
    publicKeyAlgorithm: z.number().optional(),
    transports: z.array(z.string().max(20)).max(8).optional(),
  }),
  ...credentialExtras,
});

export type Registration = z.infer<typeof registrationSchema>;

/** What a browser returns for a sign-in with a passkey (WebAuthn Level 3, `AuthenticationResponseJSON`). */
export const assertionSchema = z.strictObject({
  ...credential,
  response: z.strictObject({
    clientDataJSON: base64Url(8_000),
    authenticatorData: base64Url(8_000),
    signature: base64Url(8_000),
    userHandle: base64Url(200).nullish(),
  }),
  ...credentialExtras,
});
export type Assertion = z.infer<typeof assertionSchema>;

/** Options for `navigator.credentials`, as JSON (WebAuthn Level 3, section 5.1.8). */
export const passkeyOptionsSchema = z.looseObject({ challenge: z.string() });

const records = { audit: 'account.second-factor', reauthenticate: 'always' } as const;

/** One’s own second factors. Open to a session that lacks the required one. */
export const secondFactor = {
  show: procedure('second-factor.manage')
    .route({
      method: 'GET',
      path: '/account/second-factor',
      tags: ['account'],
      summary: 'One’s own second factors',
    })
    .output(secondFactorSchema),
  startTotp: procedure('second-factor.manage', {
    audit: 'none: nothing changes before the code is confirmed',
    reauthenticate: 'always',
  })
    .route({
      method: 'POST',
      path: '/account/second-factor/totp/start',
      tags: ['account'],
      summary: 'Make the secret for an authenticator app. 409 `in-use` where there is one',
    })
    .output(z.object({ secret: z.string(), uri: z.string() })),
  confirmTotp: procedure('second-factor.manage', records)
    .route({
      method: 'POST',
      path: '/account/second-factor/totp',
      tags: ['account'],
      summary:
        'Turn the authenticator app on with a code of it. 401 `wrong-credentials`; ends other sessions',
    })
    .input(z.strictObject({ code: totpCodeSchema }))
    .output(newCodesSchema),
  removeTotp: procedure('second-factor.manage', records)
    .route({
      method: 'DELETE',
      path: '/account/second-factor/totp',
      tags: ['account'],
      summary: 'Remove the authenticator app. 403 `second-factor-required` for the last factor',
    })
    .output(secondFactorSchema),
  renewRecoveryCodes: procedure('second-factor.manage', records)
    .route({
      method: 'POST',
      path: '/account/second-factor/recovery-codes',
      tags: ['account'],
      summary: 'Replace the recovery codes. 409 `wrong-stage` without a second factor',
    })
    .output(z.object({ recoveryCodes: z.array(z.string()) })),
  forgetDevices: procedure('second-factor.manage', { audit: 'account.second-factor' })
    .route({
      method: 'DELETE',
      path: '/account/second-factor/devices',
      tags: ['account'],
      summary: 'Ask every device for the second factor again',
    })
    .output(secondFactorSchema),
  startPasskey: procedure('second-factor.manage', {
    audit: 'none: nothing changes before the passkey is added',
    reauthenticate: 'always',
  })
    .route({
      method: 'POST',
      path: '/account/passkeys/options',
      tags: ['account'],
      summary: 'Options for `navigator.credentials.create`. 404 where passkeys are not offered',
    })
    .output(passkeyOptionsSchema),
  addPasskey: procedure('second-factor.manage', records)
    .route({ method: 'POST', path: '/account/passkeys', tags: ['account'], summary: 'Add a passkey' })
    .input(z.strictObject({ name: nameSchema, credential: registrationSchema }))
    .output(newCodesSchema),
  renamePasskey: procedure('second-factor.manage', { audit: 'account.second-factor' })
    .route({ method: 'PATCH', path: '/account/passkeys/{id}', tags: ['account'] })
    .input(byPasskey.extend({ name: nameSchema }))
    .output(secondFactorSchema),
  removePasskey: procedure('second-factor.manage', records)
    .route({
      method: 'DELETE',
      path: '/account/passkeys/{id}',
      tags: ['account'],
      summary: 'Remove a passkey. 403 `second-factor-required` for the last factor',
    })
    .input(byPasskey)
    .output(secondFactorSchema),
};
