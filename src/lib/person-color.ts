import { personColors } from './theme.ts';

/** The colour of a person, the same everywhere and always: avatar, caret, name tag. White text is readable on it. */
export function personColor(personId: string): string {
  let hash = 0;
  for (const char of personId) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return personColors[hash % personColors.length] ?? personColors[0];
}
