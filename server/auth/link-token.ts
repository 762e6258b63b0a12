import { sha256Hex, toBase64Url } from '../../domain/bytes.ts';

/**
 * The secret of a link that opens something for whoever holds it: 32 random bytes as base64url, 43 characters. It goes
 * out once; only its hash is stored, so that who reads the database cannot use the link.
 */
export async function createLinkToken(): Promise<{ token: string; tokenHash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = toBase64Url(bytes);
  return { token, tokenHash: await hashLinkToken(token) };
}

/** SHA-256 of the token, hex. The token is random enough to need no salt. */
export function hashLinkToken(token: string): Promise<string> {
  return sha256Hex(token);
}
