import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { type AddressProblem, readFanpageAddress } from '../../../domain/fanpages.ts';

export type FanpageFields = Pick<Fanpage, 'url' | 'name' | 'isVisible'>;

type AddressError = AddressProblem | { takenBy: string };

/** Validates an address in the browser; the server validates it again. */
export function addressErrorOf(url: string, others: Fanpage[]): AddressError | null {
  const read = readFanpageAddress(url);
  if (!read.ok) return read.problem;
  const twin = others.find((other) => {
    const known = readFanpageAddress(other.url);
    return known.ok && known.address.key === read.address.key;
  });
  return twin ? { takenBy: twin.name } : null;
}
