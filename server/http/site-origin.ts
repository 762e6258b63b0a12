/**
 * The origin for absolute links, such as those in feeds. A `Host` header that is not configured must not end up in
 * responses (host header injection).
 */
export function siteOriginOf(requestUrl: string, allowedOrigins: readonly string[]): string {
  const { origin } = new URL(requestUrl);
  return allowedOrigins.includes(origin) ? origin : (allowedOrigins[0] ?? origin);
}
