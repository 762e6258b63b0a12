import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { RequestOptions } from 'node:http';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import type { LinkCheck } from '../../domain/contract/fanpages.ts';
import { readFanpageAddress } from '../../domain/fanpages.ts';
import type { LinkChecker } from '../link-check.ts';

/*
 * Protection against SSRF: an admin enters the address, and its owner controls redirects and DNS, so this server could be
 * made to request itself, its network or the metadata service of its cloud. Therefore: HTTPS on port 443 only; all
 * resolved addresses must be public; the connection uses those same addresses (DNS rebinding); each redirect is checked
 * again; only status and `Location` of the response are used.
 */

type Rules = {
  isAllowedUrl: (url: URL) => boolean;
  isAllowedAddress: (address: string) => boolean;
  resolve: (name: string) => Promise<LookupAddress[]>;
  timeoutMs: number;
};

const redirectsMax = 5;

/** The link checker of the Node host. `rules` is for tests, which have no public server. */
export function createLinkChecker(rules: Partial<Rules> = {}): LinkChecker {
  const { timeoutMs = 10_000, ...given } = rules;
  const asked = {
    isAllowedUrl: isPlainHttps,
    isAllowedAddress: isPublicAddress,
    resolve: (name: string) => lookup(name, { all: true }),
    ...given,
  };
  return {
    async check(url) {
      const signal = AbortSignal.timeout(timeoutMs);
      try {
        return await followRedirects(new URL(url), { ...asked, signal });
      } catch {
        // All network errors have the same meaning for the newsroom.
        return { finding: 'unreachable', status: null, to: null };
      }
    },
  };
}

type CheckContext = Omit<Rules, 'timeoutMs'> & { signal: AbortSignal };

async function followRedirects(start: URL, context: CheckContext): Promise<LinkCheck> {
  let url = start;
  for (let redirects = 0; redirects <= redirectsMax; redirects++) {
    const answer = await requestPage(url, context);
    const to = samePage(start, url) ? null : url.href;
    if (answer === 'forbidden') return { finding: 'forbidden-address', status: null, to };
    const { status, location } = answer;
    if (status >= 300 && status < 400 && location !== undefined && URL.canParse(location, url)) {
      url = new URL(location, url);
      if (isSignIn(url)) return { finding: 'unclear', status, to: null };
      continue;
    }
    return { ...classifyStatus(status, to !== null), status, to };
  }
  return { finding: 'unreachable', status: null, to: url.href };
}

function classifyStatus(status: number, hasMoved: boolean): Pick<LinkCheck, 'finding'> {
  if (status >= 200 && status < 300) return { finding: hasMoved ? 'moved' : 'ok' };
  if (status === 404 || status === 410) return { finding: 'gone' };
  return { finding: status >= 500 ? 'unreachable' : 'unclear' };
}

/** Sends HEAD and, when that fails, GET without reading the body. */
async function requestPage(url: URL, context: CheckContext): Promise<Answer | 'forbidden'> {
  const { isAllowedUrl, isAllowedAddress } = context;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An IP address is connected to without the `lookup` below.
  if (!isAllowedUrl(url) || (isIP(host) !== 0 && !isAllowedAddress(host))) return 'forbidden';
  try {
    const head = await send('HEAD', url, context);
    return head.status < 400 ? head : await send('GET', url, context);
  } catch (error) {
    if (error instanceof ForbiddenAddress) return 'forbidden';
    throw error;
  }
}

type Answer = { status: number; location: string | undefined };

function send(method: 'HEAD' | 'GET', url: URL, context: CheckContext): Promise<Answer> {
  const options: RequestOptions = {
    method,
    signal: context.signal,
    // No reused connection, and no proxy from the environment.
    agent: false,
    lookup: publicLookup(context),
    headers: { accept: 'text/html,*/*;q=0.5', 'user-agent': 'Mozilla/5.0 (compatible; ToaSoan link check)' },
  };
  const request = url.protocol === 'https:' ? overHttps(url, options) : overHttp(url, options);
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', (response) => {
      resolve({ status: response.statusCode ?? 0, location: response.headers.location });
      response.destroy();
    });
    request.end();
  });
}

class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
}

/** Rejects a host name when any of its addresses is not allowed; the connection uses the checked addresses. */
function publicLookup({ resolve, isAllowedAddress }: CheckContext): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname).then(
      (found) => {
        const [first] = found;
        if (!first) return done(new Error(`No address of ${hostname}`), '');
        if (!found.every(({ address }) => isAllowedAddress(address))) {
          return done(new ForbiddenAddress(hostname), '');
        }
        return options.all ? done(null, found) : done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, ''),
    );
  };
}

function isPlainHttps(url: URL): boolean {
  return url.protocol === 'https:' && url.port === '' && url.username === '' && url.password === '';
}

/** Public addresses of a cloud's host services: Azure's WireServer. */
const cloudHostAddresses = new Set(['168.63.129.16']);

/**
 * Whether the address is public unicast: not loopback, private, link-local, unique-local, shared (CGNAT), multicast,
 * reserved or unspecified, and not IPv6 with an embedded IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || cloudHostAddresses.has(address)) return false;
  return ipaddr.parse(address).range() === 'unicast';
}

/** A redirect that only adds `www`, a slash or a language does not count as moved. */
function samePage(before: URL, now: URL): boolean {
  if (before.href === now.href) return true;
  const [first, second] = [readFanpageAddress(before.href), readFanpageAddress(now.href)];
  return first.ok && second.ok && first.address.key === second.address.key;
}

/** Platforms redirect anonymous visitors to their sign-in page, whether or not the page exists. */
function isSignIn({ pathname }: URL): boolean {
  return /^\/(accounts\/)?(login|signin|checkpoint|consent|i\/flow\/login)(\.php)?(\/|$)/.test(pathname);
}
