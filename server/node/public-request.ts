import type { LookupAddress } from 'node:dns';
import { lookup } from 'node:dns/promises';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/*
 * Requests to addresses that people give, protected against SSRF: the owner of an address controls its redirects and its
 * DNS, so this server could be made to request itself, its network or the metadata service of its cloud. Therefore: HTTPS
 * on port 443 only; all resolved addresses must be public; the connection uses those same addresses (DNS rebinding).
 * Whoever follows a redirect sends it through here again.
 */

export type PublicRules = {
  isAllowedUrl: (url: URL) => boolean;
  isAllowedAddress: (address: string) => boolean;
  resolve: (name: string) => Promise<LookupAddress[]>;
};

export const publicRules: PublicRules = {
  isAllowedUrl: isPlainHttps,
  isAllowedAddress: isPublicAddress,
  resolve: (name) => lookup(name, { all: true }),
};

export const redirectsMax = 5;

/** The address, or one that its name resolves to, is not allowed. */
export class ForbiddenAddress extends Error {
  override name = 'ForbiddenAddress';
}

/**
 * Sends a request without a body.
 *
 * @returns the response; the caller reads or destroys it.
 * @throws `ForbiddenAddress`, or a network error.
 */
export async function requestPublic(
  method: 'GET' | 'HEAD',
  url: URL,
  headers: Record<string, string>,
  rules: PublicRules,
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  // An IP address is connected to without the `lookup` below.
  if (!rules.isAllowedUrl(url) || (isIP(host) !== 0 && !rules.isAllowedAddress(host))) {
    throw new ForbiddenAddress(url.origin);
  }
  const options: RequestOptions = {
    method,
    signal,
    // No reused connection, and no proxy from the environment.
    agent: false,
    lookup: publicLookup(rules),
    headers: { 'user-agent': 'Mozilla/5.0 (compatible; ToaSoan)', ...headers },
  };
  const request = url.protocol === 'https:' ? overHttps(url, options) : overHttp(url, options);
  return new Promise((resolve, reject) => {
    request.on('error', reject);
    request.on('response', resolve);
    request.end();
  });
}

/** The address that a response redirects to; null when it does not. */
export function redirectOf(
  { statusCode = 0, headers: { location } }: IncomingMessage,
  from: URL,
): URL | null {
  if (statusCode < 300 || statusCode >= 400 || location === undefined) return null;
  return URL.canParse(location, from.href) ? new URL(location, from) : null;
}

/** Rejects a host name when any of its addresses is not allowed; the connection uses the checked addresses. */
function publicLookup({ resolve, isAllowedAddress }: PublicRules): LookupFunction {
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

/** The part of IPv6 that is assigned for global unicast (RFC 4291, IANA). IPv4-compatible `::7f00:1` is outside of it. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether the address is public unicast: not loopback, private, link-local, unique-local, shared (CGNAT), multicast,
 * reserved or unspecified, and not IPv6 with an embedded IPv4 address.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address) || cloudHostAddresses.has(address)) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(globalUnicast);
}
