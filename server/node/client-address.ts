import type { IncomingMessage } from 'node:http';

/**
 * The address that a request comes from, for throttling. Proxies add the address that they see at the end of
 * `X-Forwarded-For`; everything before that can be made up by the client, so only as many entries count as we have
 * proxies of our own.
 *
 * @param proxies how many stand before the server; 0 ignores the header.
 * @returns undefined when the connection is already gone.
 */
export function clientAddress(incoming: IncomingMessage, proxies: number): string | undefined {
  if (proxies > 0) {
    const hops = (incoming.headersDistinct['x-forwarded-for'] ?? []).join(',').split(',');
    const address = hops.at(-proxies)?.trim();
    if (address) return address;
  }
  return incoming.socket.remoteAddress;
}
