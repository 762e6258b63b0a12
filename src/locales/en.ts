import { articles } from './en/articles.ts';
import { common } from './en/common.ts';
import { editing } from './en/editing.ts';
import { editor } from './en/editor.ts';
import { errors } from './en/errors.ts';
import { media } from './en/media.ts';
import { review } from './en/review.ts';
import { setup } from './en/setup.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { workflow } from './en/workflow.ts';
import type { Localized } from './localized.ts';
import type { vi } from './vi.ts';

export const en = {
  articles,
  common,
  editing,
  editor,
  errors,
  media,
  review,
  setup,
  shell,
  signIn,
  workflow,
} satisfies Localized<typeof vi>;
