import type { Localized } from '../localized.ts';
import type { setup as vi } from '../vi/setup.ts';

export const setup = {
  title: 'Make the first admin',
  lead: 'Nobody is in this newsroom yet. This account will invite the others.',
  name: 'Full name',
  passwordHint_one: 'At least {{count}} character.',
  passwordHint_other: 'At least {{count}} characters.',
  submit: 'Make the account and enter',
  used: 'This link was used already or is not right. Restart the server to get a new one.',
} satisfies Localized<typeof vi>;
