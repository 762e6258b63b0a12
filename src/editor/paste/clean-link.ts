import { isAllowedLink } from '../../../domain/document/attributes.ts';

/** Redirectors that count clicks; the query parameter has the target URL. */
const redirects: { host: RegExp; path: RegExp; parameter: string }[] = [
  { host: /(^|\.)google\.[a-z.]+$/, path: /^\/url$/, parameter: 'q' },
  { host: /(^|\.)google\.[a-z.]+$/, path: /^\/url$/, parameter: 'url' },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameter: 'u' },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, parameter: 'url' },
];

const tracking =
  /^(utm_\w+|__\w+__(\[\d+\])?|mibextid|igsh|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|zarsrc|_ga|yclid)$/i;

/** Searches of social sites, to which hashtags link. */
const hashtag =
  /^https?:\/\/(?:[\w-]+\.)*(?:facebook|instagram|threads|tiktok|x|twitter)\.(?:com|net)\/(?:hashtag|explore\/tags|tag)\//i;

/**
 * The address of a pasted link without redirectors and tracking parameters; null when it is not allowed (`javascript:`,
 * local files, fragments of the copied page), or only that of a hashtag.
 */
export function cleanLink(href: string): string | null {
  const address = redirectTarget(href.trim());
  if (!isAllowedLink(address) || hashtag.test(address)) return null;
  const url = new URL(address);
  const names = Array.from(url.searchParams.keys()).filter((name) => tracking.test(name));
  // Returned unchanged without tracking parameters, because serializing changes the encoding.
  if (names.length === 0) return address;
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}

function redirectTarget(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  for (const { host, path, parameter } of redirects) {
    const target = url.searchParams.get(parameter);
    if (target && host.test(url.hostname) && path.test(url.pathname)) return target;
  }
  return address;
}
