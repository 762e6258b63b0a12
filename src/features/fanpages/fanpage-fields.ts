import type { Fanpage } from '../../../domain/contract/fanpages.ts';
import { type AddressProblem, readFanpageAddress } from '../../../domain/fanpages.ts';

/** What somebody types. */
export type FanpageFields = Pick<Fanpage, 'url' | 'name' | 'isVisible'>;
export type FieldName = keyof FanpageFields;

const fieldNames = ['url', 'name', 'isVisible'] as const satisfies FieldName[];

export const emptyFields: FanpageFields = { url: '', name: '', isVisible: true };

export function fieldsOf({ url, name, isVisible }: Fanpage): FanpageFields {
  return { url, name, isVisible };
}

/** Only what differs from what was shown. */
export function changesTo(base: FanpageFields, fields: FanpageFields): Partial<FanpageFields> {
  return Object.fromEntries(
    fieldNames.filter((name) => fields[name] !== base[name]).map((name) => [name, fields[name]]),
  );
}

/**
 * Brings together what is typed here and what somebody else has saved meanwhile: what was not touched here becomes
 * theirs, what was stays, and `differing` names what both have changed.
 */
export function mergeFields(
  base: FanpageFields,
  mine: FanpageFields,
  theirs: FanpageFields,
): { fields: FanpageFields; differing: FieldName[] } {
  const touched = changesTo(base, mine);
  const elsewhere = changesTo(base, theirs);
  const fields = { ...theirs, ...touched };
  return {
    fields,
    differing: fieldNames.filter(
      (name) => name in touched && name in elsewhere && mine[name] !== theirs[name],
    ),
  };
}

export type AddressError = AddressProblem | { takenBy: string };

/** What is wrong with an address, as far as this screen can tell: the server looks again. */
export function addressErrorOf(url: string, others: Fanpage[]): AddressError | null {
  const read = readFanpageAddress(url);
  if (!read.ok) return read.problem;
  const twin = others.find((other) => {
    const known = readFanpageAddress(other.url);
    return known.ok && known.address.key === read.address.key;
  });
  return twin ? { takenBy: twin.name } : null;
}
