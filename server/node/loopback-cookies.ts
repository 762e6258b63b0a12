import type { IncomingMessage, Server } from 'node:http';
import type { Config } from './config.ts';
import { isLoopbackHost } from './own-host.ts';

/*
 * WebKit does not keep `Secure` cookies of plain `http://localhost`, and every browser requires `Secure` for the `__Host-`
 * prefix. So on this machine alone each `__Host-x` cookie travels as `loopback-x`, without `Secure`. Everywhere else only
 * `__Host-` names exist: a network attacker, who can set cookies without the prefix, gains nothing by `loopback-x`.
 */

const secureName = /^__Host-/;
const loopbackName = /^loopback-/;

/**
 * Whether the desk may be opened over plain http on this machine. Behind a proxy it may not: many proxies replace the
 * public `Host` by `localhost`.
 */
export function usesLoopbackCookies({ publicUrl, proxies }: Pick<Config, 'publicUrl' | 'proxies'>): boolean {
  if (proxies > 0) return false;
  if (publicUrl === null) return true;
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && isLoopbackHost(hostname);
}

/** Renames the cookies of requests from this machine before any other listener reads them. */
export function renameLoopbackCookies(server: Server): void {
  for (const event of ['request', 'upgrade'] as const) {
    server.prependListener(event, (incoming: IncomingMessage) => {
      if (!isFromLoopback(incoming.headers.host)) return;
      const { rawHeaders, headers } = incoming;
      for (let index = 0; index < rawHeaders.length; index += 2) {
        if (rawHeaders[index]?.toLowerCase() !== 'cookie') continue;
        rawHeaders[index + 1] = incomingCookies(rawHeaders[index + 1] ?? '');
      }
      if (headers.cookie !== undefined) headers.cookie = incomingCookies(headers.cookie);
    });
  }
}

/** Renames the cookies that a response to this machine sets. `host`: the request's `Host`. */
export function renameSetCookies(host: string | undefined, headers: Headers): void {
  const cookies = headers.getSetCookie();
  if (cookies.length === 0 || !isFromLoopback(host)) return;
  headers.delete('set-cookie');
  for (const cookie of cookies) {
    const renamed = cookie.replace(secureName, 'loopback-').replace(/;\s*Secure(?=;|$)/i, '');
    headers.append('set-cookie', secureName.test(cookie) ? renamed : cookie);
  }
}

function isFromLoopback(host = ''): boolean {
  const url = `http://${host}`;
  return URL.canParse(url) && isLoopbackHost(new URL(url).hostname);
}

function incomingCookies(header: string): string {
  return header
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => !secureName.test(pair))
    .map((pair) => pair.replace(loopbackName, '__Host-'))
    .join('; ');
}
