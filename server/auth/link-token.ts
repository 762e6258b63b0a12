import { sha256Hex, toBase64Url } from '../../domain/bytes.ts';

/**
 * Creates the bearer token of a link: 32 random bytes as base64url (43 characters). Store the hash only, so that a
 * leaked database does not leak working links.
 */
export async function createLinkToken(): Promise<{ token: string; tokenHash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = toBase64Url(bytes);
  return { token, tokenHash: await hashLinkToken(token) };
}

/** SHA-256, hex. No salt: the token has 256 bits of entropy. */
export function hashLinkToken(token: string): Promise<string> {
  return sha256Hex(token);
}
