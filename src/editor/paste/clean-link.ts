import { isAllowedLink } from '../../../domain/document/attributes.ts';

/** Pages that only lead on to another one and count the click. The parameter holds the address that was meant. */
const redirects: { host: RegExp; path: RegExp; parameter: string }[] = [
  { host: /(^|\.)google\.[a-z.]+$/, path: /^\/url$/, parameter: 'q' },
  { host: /(^|\.)google\.[a-z.]+$/, path: /^\/url$/, parameter: 'url' },
  { host: /^lm?\.facebook\.com$/, path: /^\/l\.php$/, parameter: 'u' },
  { host: /\.safelinks\.protection\.outlook\.com$/, path: /^\//, parameter: 'url' },
];

const tracking = /^(utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|mc_[ce]id|igshid|zarsrc|_ga|yclid)$/i;

/**
 * The address of a pasted link without what follows the reader around; null when it may not be linked to, as with
 * `javascript:`, a file on somebody's disk or a part of the page it was copied from.
 */
export function cleanLink(href: string): string | null {
  const address = leadsTo(href.trim());
  if (!isAllowedLink(address)) return null;
  const url = new URL(address);
  const names = Array.from(url.searchParams.keys()).filter((name) => tracking.test(name));
  // Untouched unless there is something to take away: writing parameters back changes how they are spelled.
  if (names.length === 0) return address;
  for (const name of names) url.searchParams.delete(name);
  return url.href;
}

function leadsTo(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  for (const { host, path, parameter } of redirects) {
    const target = url.searchParams.get(parameter);
    if (target && host.test(url.hostname) && path.test(url.pathname)) return target;
  }
  return address;
}
