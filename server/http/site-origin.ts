/**
 * The address of the site, `https://…` without a slash at the end, for links that leave it. A `Host` that nobody
 * configured must not get into what others are sent.
 */
export function siteOriginOf(requestUrl: string, allowedOrigins: readonly string[]): string {
  const { origin } = new URL(requestUrl);
  return allowedOrigins.includes(origin) ? origin : (allowedOrigins[0] ?? origin);
}
