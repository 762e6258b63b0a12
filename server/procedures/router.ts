import * as articles from './articles.ts';
import { api } from './base.ts';
import * as categories from './categories.ts';
import * as contents from './contents.ts';
import { media } from './media.ts';
import * as revisions from './revisions.ts';
import * as session from './session.ts';
import { setup } from './setup.ts';
import * as transitions from './transitions.ts';

/** Every procedure of the contract, implemented; a missing one does not compile. */
export const router = api.router({
  session: {
    health: session.health,
    me: session.me,
    people: session.people,
    bylines: session.bylines,
    setup,
  },
  articles: {
    list: articles.list,
    counts: articles.counts,
    create: articles.create,
    get: articles.get,
    update: articles.update,
    trash: transitions.trash,
    transition: transitions.transition,
    history: revisions.history,
    revisions: revisions.list,
    revision: revisions.get,
    content: contents.content,
    putContent: contents.putContent,
  },
  media,
  categories: {
    list: categories.list,
    create: categories.create,
    update: categories.update,
    remove: categories.remove,
  },
});
