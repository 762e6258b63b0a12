/**
 * `sign-in`: in place of the sign-in page. `renew`: in a window beside a page whose session has ended. `confirm`: in a
 * window, to prove the identity again; the provider asks for the password there.
 */
export const singleSignOnPurposes = ['sign-in', 'renew', 'confirm'] as const;
export type SingleSignOnPurpose = (typeof singleSignOnPurposes)[number];

/** Why nobody was signed in. The callback redirects to the desk's page with one of these as `error`. */
export const singleSignOnErrors = [
  /** The provider does not answer. */
  'unavailable',
  /** The person went back, or the provider refused them. */
  'cancelled',
  /** This browser did not start the attempt, lost its cookie, or took longer than ten minutes. */
  'expired',
  /** The response is not valid. */
  'failed',
  'throttled',
  /** The provider does not vouch for the address. */
  'unverified',
  /** Neither an account nor an open invitation has this address. */
  'no-account',
  /** The address belongs to an account that is linked with another identity of the provider. */
  'other-identity',
  /** `confirm`: another person than the one who is signed in. */
  'other-account',
  'suspended',
] as const;
export type SingleSignOnError = (typeof singleSignOnErrors)[number];

/**
 * The desk's page to which the callback redirects, with `purpose`, `next` and `error` in its query. The token for the
 * second step is in its fragment, which is not sent to servers.
 */
export const singleSignOnLanding = '/sign-in/done';
