import type { Localized } from '../localized.ts';
import type { setup as vi } from '../vi/setup.ts';

export const setup = {
  title: 'Create the first administrator',
  lead: 'This newsroom has no accounts yet. This account will invite the others.',
  name: 'Full name',
  submit: 'Create account and sign in',
  used: 'This link was already used or is not valid. Restart the server to get a new one.',
} satisfies Localized<typeof vi>;
