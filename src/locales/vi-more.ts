import { account } from './vi/account.ts';
import { accountLink } from './vi/account-link.ts';
import { audit } from './vi/audit.ts';
import { categories } from './vi/categories.ts';
import { editing } from './vi/editing.ts';
import { editor } from './vi/editor.ts';
import { fanpages } from './vi/fanpages.ts';
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
import { singleSignOn } from './vi/single-sign-on.ts';
import { workflow } from './vi/workflow.ts';

/** All other namespaces. Add a feature's file here and in en.ts to use it with `useTranslation('<name>')`. */
export const viMore = {
  account,
  accountLink,
  audit,
  categories,
  editing,
  editor,
  fanpages,
  media,
  newsroom,
  password,
  people,
  preview,
  qr,
  review,
  revisions,
  secondFactor,
  setup,
  singleSignOn,
  workflow,
} as const;
