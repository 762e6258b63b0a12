import type { IncomingMessage } from 'node:http';

/**
 * The client's IP address, for throttling. Each proxy appends the address that it sees to `X-Forwarded-For`; a client can
 * forge the entries before those of the trusted proxies.
 *
 * @param proxies the number of trusted proxies; 0 ignores the header.
 * @returns undefined when the connection is already closed.
 */
export function clientAddress(incoming: IncomingMessage, proxies: number): string | undefined {
  if (proxies > 0) {
    const hops = (incoming.headersDistinct['x-forwarded-for'] ?? []).join(',').split(',');
    const address = hops.at(-proxies)?.trim();
    if (address) return address;
  }
  return incoming.socket.remoteAddress;
}
