import { limits } from './limits.ts';

/*
 * The newsroom's pages elsewhere: which platform an address belongs to, and which of the many ways to write it is
 * kept. Screens ask while somebody types, the server asks again before it stores.
 */

/** Where a newsroom may have a page. `site` is any other site. */
export const platforms = ['facebook', 'zalo', 'youtube', 'tiktok', 'x', 'instagram', 'site'] as const;
export type Platform = (typeof platforms)[number];

export type FanpageAddress = {
  platform: Platform;
  /** What is stored and what readers are sent to: `https://facebook.com/baocang`. */
  url: string;
  /** Two addresses with the same key lead to the same page. */
  key: string;
  /** The host has letters outside of ASCII, which may look like another name. It is shown as punycode (`xn--…`). */
  isInternational: boolean;
};

/**
 * Why an address cannot be a fanpage's.
 *
 * - `no-page`: the platform's own front page, or a profile without its number.
 * - `local-name`: a host that exists only inside of some network, or none at all.
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
  /** The host that is kept. */
  host: string;
  /** Other hosts that lead to the same place. */
  aliases?: string[];
  /** Hosts of the platform that mean something of their own and stay as they are: short links, an old address. */
  others?: string[];
  /** What of the query names the page; all else is tracking. */
  params?: string[];
  /** A path that is a single name, whose letters may be written small or large. */
  handle?: RegExp;
};

const rules: Record<Exclude<Platform, 'site'>, PlatformRule> = {
  facebook: {
    host: 'facebook.com',
    aliases: ['fb.com'],
    others: ['fb.me', 'business.facebook.com'],
    params: ['id'],
    handle: /^\/(?!profile\.php$)[\w.-]+$/,
  },
  zalo: { host: 'zalo.me', others: ['oa.zalo.me'] },
  youtube: {
    host: 'youtube.com',
    others: ['youtu.be'],
    params: ['v', 'list'],
    handle: /^\/@[^/]+$/,
  },
  tiktok: { host: 'tiktok.com', others: ['vm.tiktok.com', 'vt.tiktok.com'], handle: /^\/@[^/]+$/ },
  x: { host: 'x.com', aliases: ['twitter.com'], handle: /^\/\w+$/ },
  instagram: { host: 'instagram.com', aliases: ['instagr.am'], handle: /^\/[\w.]+$/ },
};

/** `www`, the versions for phones, and those of a language (`vi-vn.facebook.com`). */
const variant = /^(www|m|mobile|mbasic|web|touch|[a-z]{2}-[a-z]{2})\./;
/** Names that no public server has. */
const localHost = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|home\.arpa)$/;
const tracking =
  /^(utm_\w+|mc_[ce]id|_ga|_gl|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid?|mibextid|zarsrc|ref|ref_src|ref_url|spm)$/i;

/**
 * Reads what somebody typed or pasted. A missing `https://` is added; `http://` is refused, never made better in
 * silence. The host is written small, without `www` and the versions for phones where the platform is known, and
 * without tracking, fragment and slash at the end.
 */
export function readFanpageAddress(typed: string): ReadAddress {
  const text = typed.trim();
  if (text === '') return refused('empty');
  if (text.length > limits.urlMaxChars) return refused('too-long');
  const hasScheme = /^[a-z][a-z0-9+.-]*:/i.test(text) && !/^[\w.-]+\.[a-z]{2,}(:\d|\/|$)/i.test(text);
  const written = hasScheme ? text : `https://${text}`;
  // The parser drops line breaks and reads backslashes as slashes: what looks like one address would be another.
  if (/[\s\\\p{Cc}]/u.test(text) || !URL.canParse(written)) return refused('unreadable');
  const url = new URL(written);
  if (url.protocol !== 'https:') return refused('not-https');
  if (url.username !== '' || url.password !== '') return refused('credentials');
  if (url.port !== '') return refused('port');
  const host = url.hostname.replace(/\.$/, '');
  if (host.startsWith('[') || /^[\d.]+$/.test(host)) return refused('ip-address');
  if (
    !/^([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+([a-z]{2,}|xn--[a-z0-9-]+)$/.test(host) ||
    localHost.test(host)
  ) {
    return refused('local-name');
  }
  return known(url, host) ?? { ok: true, address: siteAddress(url, host) };
}

/** The address as people read it: without `https://`. */
export function shownAddress(url: string): string {
  return url.replace(/^https:\/\//, '').replace(/\/$/, '');
}

function known(url: URL, host: string): ReadAddress | null {
  const bare = host.replace(variant, '');
  for (const platform of platforms) {
    if (platform === 'site') continue;
    const rule = rules[platform];
    const isOther = rule.others?.includes(bare) ?? false;
    if (bare !== rule.host && !rule.aliases?.includes(bare) && !isOther) continue;
    const { pathname, search } = onPage(platform, bare, url, rule);
    if (pathname === '' || (pathname === '/profile.php' && search === '')) return refused('no-page');
    // A video's short address is the only one that has a long form.
    const kept = isOther && bare !== 'youtu.be' ? bare : rule.host;
    const path = rule.handle?.test(pathname) ? pathname.toLowerCase() : pathname;
    const whole = `https://${kept}${path}${search}`;
    return { ok: true, address: { platform, url: whole, key: whole, isInternational: false } };
  }
  return null;
}

function onPage(platform: Platform, host: string, url: URL, rule: PlatformRule) {
  const pathname = plainPath(url);
  const video = /^\/([\w-]{6,})$/.exec(pathname)?.[1];
  if (platform === 'youtube' && host === 'youtu.be' && video)
    return { pathname: '/watch', search: `?v=${video}` };
  const kept = (rule.params ?? []).flatMap((name) => {
    const value = url.searchParams.get(name);
    return value ? [[name, value]] : [];
  });
  const search = new URLSearchParams(kept).toString();
  return { pathname, search: search && `?${search}` };
}

function siteAddress(url: URL, host: string): FanpageAddress {
  const kept = [...url.searchParams].filter(([name]) => !tracking.test(name));
  const search = new URLSearchParams(kept).toString();
  const rest = `${plainPath(url)}${search && `?${search}`}`;
  return {
    platform: 'site',
    // Some sites answer with `www` alone, so it stays; for telling two addresses apart it does not count.
    url: `https://${host}${rest}`,
    key: `https://${host.replace(/^(www|m)\./, '')}${rest}`,
    isInternational: /(^|\.)xn--/.test(host),
  };
}

/** Without doubled slashes and without the one at the end; empty for the front page. */
function plainPath(url: URL): string {
  return url.pathname.replace(/\/{2,}/g, '/').replace(/\/$/, '');
}

function refused(problem: AddressProblem): ReadAddress {
  return { ok: false, problem };
}

/** Letters and digits that nobody mistakes for another, and without vowels, so that no code is a word. */
const codeLetters = 'bcdfghjkmnpqrstvwxz';
const codeSigns = `${codeLetters}23456789`;
const fanpageCodeChars = 6;

/**
 * The code of a fanpage, as it stands in `/q/{code}`: six signs out of 27, the first a letter, because a code of
 * digits is an article's.
 *
 * @param random gives a whole number from 0 up to, not including, what it gets, out of a source that nobody guesses.
 */
export function makeFanpageCode(random: (below: number) => number): string {
  const sign = (_: unknown, index: number) => {
    const signs = index === 0 ? codeLetters : codeSigns;
    return signs.charAt(random(signs.length));
  };
  return Array.from({ length: fanpageCodeChars }, sign).join('');
}
