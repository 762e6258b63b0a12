/**
 * The secret of a link that opens something for whoever holds it: 32 random bytes as base64url, 43 characters. It goes
 * out once; only its hash is stored, so that who reads the database cannot use the link.
 */
export async function newLinkToken(): Promise<{ token: string; tokenHash: string }> {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  const token = btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
  return { token, tokenHash: await hashOfLinkToken(token) };
}

/** SHA-256 of the token, hex. The token is random enough to need no salt. */
export async function hashOfLinkToken(token: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(token)));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
