import { personColors } from './theme.ts';

/** A stable colour for a person's avatar, caret and name tag, with enough contrast for white text. */
export function personColor(personId: string): string {
  let hash = 0;
  for (const char of personId) hash = (Math.imul(hash, 31) + (char.codePointAt(0) ?? 0)) >>> 0;
  return personColors[hash % personColors.length] ?? personColors[0];
}
