import { limits } from './limits.ts';

/*
 * Parses and normalises URLs of the newsroom's pages on other platforms. Shared by the form, for immediate feedback,
 * and the server.
 */

/** `site`: any other website. */
export const platforms = ['facebook', 'zalo', 'youtube', 'tiktok', 'x', 'instagram', 'site'] as const;
export type Platform = (typeof platforms)[number];

export type FanpageAddress = {
  platform: Platform;
  /** Normalised: `https://facebook.com/baocang`. Stored, and the target of links. */
  url: string;
  /** Equal for URLs of the same page. */
  key: string;
  /** The host has non-ASCII letters, which may imitate another name. It is shown in Punycode (`xn--…`). */
  isInternational: boolean;
};

/**
 * - `no-page`: the platform's home page, or a profile URL without its id.
 * - `local-name`: no public host name.
 */
export type AddressProblem =
  | 'empty'
  | 'unreadable'
  | 'too-long'
  | 'not-https'
  | 'credentials'
  | 'port'
  | 'ip-address'
  | 'local-name'
  | 'no-page';

export type ReadAddress = { ok: true; address: FanpageAddress } | { ok: false; problem: AddressProblem };

type PlatformRule = {
  /** Of normalised URLs. */
  host: string;
  /** Hosts that are replaced by `host`. */
  aliases?: string[];
  /** Hosts of the platform that are not replaced, such as those of short links. */
  otherHosts?: string[];
  /** Query parameters that identify the page. Others are dropped as tracking. */
  params?: string[];
  /** Paths of a single name, which are case-insensitive. */
  handle?: RegExp;
};

const rules: Record<Exclude<Platform, 'site'>, PlatformRule> = {
  facebook: {
    host: 'facebook.com',
    aliases: ['fb.com'],
    otherHosts: ['fb.me', 'business.facebook.com'],
    params: ['id'],
    handle: /^\/(?!profile\.php$)[\w.-]+$/,
  },
  zalo: { host: 'zalo.me', otherHosts: ['oa.zalo.me'] },
  youtube: {
    host: 'youtube.com',
    otherHosts: ['youtu.be'],
    params: ['v', 'list'],
    handle: /^\/@[^/]+$/,
  },
  tiktok: { host: 'tiktok.com', otherHosts: ['vm.tiktok.com', 'vt.tiktok.com'], handle: /^\/@[^/]+$/ },
  x: { host: 'x.com', aliases: ['twitter.com'], handle: /^\/\w+$/ },
  instagram: { host: 'instagram.com', aliases: ['instagr.am'], handle: /^\/[\w.]+$/ },
};

/** `www`, mobile and language versions (`vi-vn.facebook.com`). */
const subdomainVariant = /^(www|m|mobile|mbasic|web|touch|[a-z]{2}-[a-z]{2})\./;
/** Top-level domains that are not public. */
const localHost = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;
const tracking =
  /^(utm_\w+|mc_[ce]id|_ga|_gl|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid?|mibextid|zarsrc|ref|ref_src|ref_url|spm)$/i;

/**
 * Parses a URL that somebody typed or pasted. A missing `https://` is added, `http://` is rejected. The result has a
 * lower-case host, no tracking parameters, no fragment, no trailing slash, and on known platforms no `www` or mobile
 * subdomain.
 */
export function readFanpageAddress(typed: string): ReadAddress {
  const text = typed.trim();
  if (text === '') return rejected('empty');
  if (text.length > limits.urlMaxChars) return rejected('too-long');
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+\.[a-z]{2,}(:\d|\/|$)/i.test(text);
  const written = hasScheme ? text : `https://${text}`;
  // The URL parser drops line breaks and converts backslashes, so the result could differ from what is displayed.
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(written)) return rejected('unreadable');
  const url = new URL(written);
  if (url.protocol !== 'https:') return rejected('not-https');
  if (url.username !== '' || url.password !== '') return rejected('credentials');
  if (url.port !== '') return rejected('port');
  const host = url.hostname.replace(/\.$/, '');
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return rejected('ip-address');
  if (
    !/^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) ||
    localHost.test(host)
  ) {
    return rejected('local-name');
  }
  return platformAddress(url, host) ?? { ok: true, address: siteAddress(url, host) };
}

/** For display: without `https://` and trailing slash. */
export function shownAddress(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function platformAddress(url: URL, host: string): ReadAddress | null {
  const bare = host.replace(subdomainVariant, '');
  for (const platform of platforms) {
    if (platform === 'site') continue;
    const rule = rules[platform];
    const isOther = rule.otherHosts?.includes(bare) ?? false;
    if (bare !== rule.host && !rule.aliases?.includes(bare) && !isOther) continue;
    const { pathname, search } = identifyingParts(platform, bare, url, rule);
    if (pathname === '' || (pathname === '/profile.php' && search === '')) return rejected('no-page');
    // Of the short links only a video's has a known long form.
    const normalisedHost = isOther && bare !== 'youtu.be' ? bare : rule.host;
    const path = rule.handle?.test(pathname) ? pathname.toLowerCase() : pathname;
    const normalised = `https://${normalisedHost}${path}${search}`;
    return { ok: true, address: { platform, url: normalised, key: normalised, isInternational: false } };
  }
  return null;
}

function identifyingParts(platform: Platform, host: string, url: URL, rule: PlatformRule) {
  const pathname = normalisedPath(url);
  const video = /^\/([\w-]{6,})$/.exec(pathname)?.[1];
  if (platform === 'youtube' && host === 'youtu.be' && video)
    return { pathname: '/watch', search: `?v=${video}` };
  const params = (rule.params ?? []).flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  const search = new URLSearchParams(params).toString();
  return { pathname, search: search && `?${search}` };
}

function siteAddress(url: URL, host: string): FanpageAddress {
  const params = [...url.searchParams].filter(([name]) => !tracking.test(name));
  const search = new URLSearchParams(params).toString();
  const rest = `${normalisedPath(url)}${search && `?${search}`}`;
  return {
    platform: 'site',
    // Some sites need `www`, so the URL retains it and only the key ignores it.
    url: `https://${host}${rest}`,
    key: `https://${host.replace(/^(www|m)\./, '')}${rest}`,
    isInternational: /(^|\.)xn--/.test(host),
  };
}

/** Without duplicate or trailing slashes. Empty for the home page. */
function normalisedPath(url: URL): string {
  return url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

function rejected(problem: AddressProblem): ReadAddress {
  return { ok: false, problem };
}

/** Without characters that are easily confused, and without vowels, so that no code is a word. */
const codeLetters = 'bcdfghjkmnpqrstvwxz';
const codeCharacters = `${codeLetters}23456789`;
const fanpageCodeChars = 6;

/**
 * Generates the code of a fanpage for `/q/{code}`: six of 27 characters, the first a letter, because codes of digits
 * are those of articles.
 *
 * @param random returns a cryptographically secure integer from 0 to below its argument.
 */
export function makeFanpageCode(random: (below: number) => number): string {
  const randomCharacter = (_: unknown, index: number) => {
    const characters = index === 0 ? codeLetters : codeCharacters;
    return characters.charAt(random(characters.length));
  };
  return Array.from({ length: fanpageCodeChars }, randomCharacter).join('');
}
