import { account } from './vi/account.ts';
import { accountLink } from './vi/account-link.ts';
import { articles } from './vi/articles.ts';
import { audit } from './vi/audit.ts';
import { categories } from './vi/categories.ts';
import { common } from './vi/common.ts';
import { editing } from './vi/editing.ts';
import { editor } from './vi/editor.ts';
import { errors } from './vi/errors.ts';
import { fanpages } from './vi/fanpages.ts';
import { filters } from './vi/filters.ts';
import { localDrafts } from './vi/local-drafts.ts';
import { media } from './vi/media.ts';
import { newsroom } from './vi/newsroom.ts';
import { password } from './vi/password.ts';
import { people } from './vi/people.ts';
import { preview } from './vi/preview.ts';
import { qr } from './vi/qr.ts';
import { review } from './vi/review.ts';
import { revisions } from './vi/revisions.ts';
import { secondFactor } from './vi/second-factor.ts';
import { setup } from './vi/setup.ts';
import { shell } from './vi/shell.ts';
import { signIn } from './vi/sign-in.ts';
import { singleSignOn } from './vi/single-sign-on.ts';
import { workflow } from './vi/workflow.ts';

/** All namespaces. Add a feature's file here and in en.ts to use it with `useTranslation('<name>')`. */
export const vi = {
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
} as const;
