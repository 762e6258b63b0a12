import type { Localized } from '../localized.ts';
import type { password as vi } from '../vi/password.ts';

export const password = {
  hint_one: 'At least {{count}} character. A long sentence that you can remember works well.',
  hint_other: 'At least {{count}} characters. A long sentence that you can remember works well.',
  strength: {
    weak: 'Weak.',
    fair: 'Fair.',
    good: 'Good.',
    strong: 'Strong.',
  },
  reason: {
    short_one: '{{count}} more character is needed.',
    short_other: '{{count}} more characters are needed.',
    personal: 'Leave out your name, your email and the newsroom’s name.',
    common: 'Add a few unrelated words to make it harder to guess.',
  },
} satisfies Localized<typeof vi>;
