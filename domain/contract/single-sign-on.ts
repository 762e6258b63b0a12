import { z } from 'zod';
import { singleSignOnPurposes } from '../single-sign-on.ts';
import { dateTimeSchema, procedure } from './base.ts';

/** Sign-in by OpenID Connect. Every address answers 404 without a provider in the configuration. */
export const singleSignOn = {
  start: procedure('session.start')
    .route({
      method: 'GET',
      path: '/auth/oidc/start',
      tags: ['session'],
      summary: 'Redirect to the provider',
      successStatus: 302,
    })
    .input(
      z.strictObject({
        purpose: z.enum(singleSignOnPurposes).default('sign-in'),
        /** The path to open afterwards. */
        next: z.string().max(1_000).optional(),
      }),
    )
    .output(z.void()),
  callback: procedure('session.start', {
    audit: ['session.start', 'session.refused', 'account.create', 'account.single-sign-on'],
  })
    .route({
      method: 'GET',
      path: '/auth/oidc/callback',
      tags: ['session'],
      summary: 'Target of the provider’s redirect; redirects to the desk with a session, or with `error`',
      successStatus: 302,
    })
    // Providers add parameters of their own (OpenID Connect Core, section 3.1.2.5).
    .input(z.record(z.string(), z.unknown()))
    .output(z.void()),
  link: procedure('account.own')
    .route({
      method: 'GET',
      path: '/account/single-sign-on',
      tags: ['account'],
      summary: 'The provider, and since when this account is linked with it',
    })
    .output(z.object({ providerName: z.string(), linkedAt: dateTimeSchema.nullable() })),
  unlink: procedure('account.own', { audit: 'account.single-sign-on', reauthenticate: 'always' })
    .route({
      method: 'DELETE',
      path: '/account/single-sign-on',
      tags: ['account'],
      summary: 'Remove the link; ends all other sessions. 409 `no-password` when nothing else signs in',
      successStatus: 204,
    })
    .output(z.void()),
};
