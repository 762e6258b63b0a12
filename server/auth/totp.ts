import { Secret, TOTP } from 'otpauth';

const stepSeconds = 30;
/** Steps before and after the current one whose codes are accepted, for clocks that differ by up to 30 s. */
const toleratedSteps = 1;

/** A new TOTP secret: 160 random bits (RFC 4226, section 4), in base32. */
export function createTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** The `otpauth:` address that authenticator apps read from a QR code. */
export function totpUri(secret: string, { issuer, account }: { issuer: string; account: string }): string {
  return totpOf(secret, issuer, account).toString();
}

/**
 * The time step whose code this is (RFC 6238).
 *
 * @param usedStep the step of the latest accepted code, or null: its code and earlier ones are refused (section 5.2).
 * @returns null for a wrong or used code.
 */
export function acceptedStep(
  secret: string,
  code: string,
  now: Date,
  usedStep: number | null,
): number | null {
  // The library throws for other characters of the same number.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const totp = totpOf(secret);
  const timestamp = now.getTime();
  const difference = totp.validate({ token: code, timestamp, window: toleratedSteps });
  if (difference === null) return null;
  const step = totp.counter({ timestamp }) + difference;
  return usedStep !== null && step <= usedStep ? null : step;
}

/** SHA-1 and six digits, which every authenticator app supports. */
function totpOf(secret: string, issuer = '', label = ''): TOTP {
  return new TOTP({ issuer, label, secret: Secret.fromBase32(secret), digits: 6, period: stepSeconds });
}
