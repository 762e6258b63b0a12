/**
 * The public origin of the site, `https://…` without a slash at the end, for links that are sent to others. A `Host`
 * header that is not configured must not get into them.
 */
export function siteOriginOf(requestUrl: string, allowedOrigins: readonly string[]): string {
  const { origin } = new URL(requestUrl);
  return allowedOrigins.includes(origin) ? origin : (allowedOrigins[0] ?? origin);
}
