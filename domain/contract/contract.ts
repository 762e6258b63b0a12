import { articles } from './articles.ts';
import { categories } from './categories.ts';
import { media } from './media.ts';
import { session } from './session.ts';

/** The whole API, served below `/api` as REST; `/api/openapi.json` describes it to other programs. */
export const contract = { session, articles, media, categories };
