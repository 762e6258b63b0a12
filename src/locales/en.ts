import { account } from './en/account.ts';
import { accountLink } from './en/account-link.ts';
import { articles } from './en/articles.ts';
import { audit } from './en/audit.ts';
import { categories } from './en/categories.ts';
import { common } from './en/common.ts';
import { editing } from './en/editing.ts';
import { editor } from './en/editor.ts';
import { errors } from './en/errors.ts';
import { fanpages } from './en/fanpages.ts';
import { filters } from './en/filters.ts';
import { localDrafts } from './en/local-drafts.ts';
import { media } from './en/media.ts';
import { newsroom } from './en/newsroom.ts';
import { password } from './en/password.ts';
import { people } from './en/people.ts';
import { preview } from './en/preview.ts';
import { qr } from './en/qr.ts';
import { review } from './en/review.ts';
import { revisions } from './en/revisions.ts';
import { secondFactor } from './en/second-factor.ts';
import { setup } from './en/setup.ts';
import { shell } from './en/shell.ts';
import { signIn } from './en/sign-in.ts';
import { singleSignOn } from './en/single-sign-on.ts';
import { workflow } from './en/workflow.ts';
import type { Localized } from './localized.ts';
import type { vi } from './vi.ts';
import type { viMore } from './vi-more.ts';

export const en = {
  account,
  accountLink,
  articles,
  audit,
  categories,
  common,
  editing,
  editor,
  errors,
  filters,
  fanpages,
  localDrafts,
  qr,
  media,
  preview,
  newsroom,
  password,
  people,
  review,
  revisions,
  secondFactor,
  setup,
  shell,
  signIn,
  singleSignOn,
  workflow,
} satisfies Localized<typeof vi & typeof viMore>;
