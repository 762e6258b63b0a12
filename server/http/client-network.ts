import ipaddr from 'ipaddr.js';

/**
 * Whom limits count as one client: an IPv4 address, or the /64 network of an IPv6 address, which one subscriber has to
 * themselves. `unknown` for anything else.
 */
export function networkOf(address: string | null | undefined): string {
  if (!address || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  if (!(parsed instanceof ipaddr.IPv6)) return parsed.toString();
  return `${parsed.parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(':')}::/64`;
}
