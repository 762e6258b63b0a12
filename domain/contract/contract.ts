import { accountLinks, accounts } from './accounts.ts';
import { articles } from './articles.ts';
import { audit } from './audit.ts';
import { categories } from './categories.ts';
import { fanpages } from './fanpages.ts';
import { media } from './media.ts';
import { newsroom } from './newsroom.ts';
import { account } from './own-account.ts';
import { portal } from './portal.ts';
import { previews } from './previews.ts';
import { secondFactor } from './second-factor.ts';
import { session } from './session.ts';
import { singleSignOn } from './single-sign-on.ts';
import { uploads } from './uploads.ts';

/** The whole API, served below `/api` as REST; `/api/openapi.json` describes it to other programs. */
export const contract = {
  session,
  singleSignOn,
  secondFactor,
  articles,
  media,
  uploads,
  categories,
  fanpages,
  previews,
  portal,
  newsroom,
  account,
  accounts,
  accountLinks,
  audit,
};
