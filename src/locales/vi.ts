import { articles } from './vi/articles.ts';
import { common } from './vi/common.ts';
import { editing } from './vi/editing.ts';
import { editor } from './vi/editor.ts';
import { errors } from './vi/errors.ts';
import { media } from './vi/media.ts';
import { review } from './vi/review.ts';
import { setup } from './vi/setup.ts';
import { shell } from './vi/shell.ts';
import { signIn } from './vi/sign-in.ts';
import { workflow } from './vi/workflow.ts';

/** Every namespace of texts. Add a feature's file here and in en.ts; `useTranslation('<name>')` then knows its keys. */
export const vi = {
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
} as const;
