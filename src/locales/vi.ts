import { articles } from './vi/articles.ts';
import { common } from './vi/common.ts';
import { errors } from './vi/errors.ts';
import { filters } from './vi/filters.ts';
import { localDrafts } from './vi/local-drafts.ts';
import { shell } from './vi/shell.ts';
import { signIn } from './vi/sign-in.ts';

/** The namespaces of shell, article list and sign-in, which the first screen needs. */
export const vi = {
  articles,
  common,
  errors,
  filters,
  localDrafts,
  shell,
  signIn,
} as const;
