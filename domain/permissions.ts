import { type Actor, isEditor, type Role } from './roles.ts';
import {
  type ArticleState,
  allowed,
  canTransition,
  type Decision,
  type Policy,
  refused,
  type TransitionName,
  transitionNames,
} from './workflow.ts';

/**
 * The permission table. Every procedure of the contract declares one of these permissions.
 *
 * - `public`: no account needed. `signed-in`: any account. A list of roles: only these.
 * - `article`: depends on the article, see `canOnArticle`. Without the right to read it the answer is 404.
 */
export const permissions = {
  'health.read': 'public',
  'setup.run': 'public',
  'session.read': 'signed-in',
  'session.start': 'public',
  'session.end': 'public',
  'session.confirm': 'signed-in',
  'account.own': 'signed-in',
  'second-factor.manage': 'signed-in',
  'people.list': 'signed-in',
  'bylines.list': 'signed-in',
  'categories.list': 'signed-in',
  'categories.manage': ['admin'],
  'fanpages.list': 'signed-in',
  'fanpages.manage': ['admin'],
  'accounts.manage': ['admin'],
  'account-link.use': 'public',
  'newsroom.read': 'signed-in',
  'newsroom.manage': ['admin'],
  'audit.read': ['admin'],
  'portal.read': 'public',
  'media.read': 'signed-in',
  'media.create': 'signed-in',
  'media.edit': 'signed-in',
  'article.list': 'signed-in',
  'article.create': 'signed-in',
  'article.read': 'article',
  'article.edit': 'article',
  'article.transition': 'article',
  'article.history': 'article',
  'article.preview': 'article',
  'article.preview-links': 'article',
  'article.share-preview': 'article',
} as const satisfies Record<string, 'public' | 'signed-in' | 'article' | readonly Role[]>;

export type Permission = keyof typeof permissions;

export type ArticleAction = 'read' | 'history' | 'edit' | 'share';

export type ArticlePermission = {
  [Name in Permission]: (typeof permissions)[Name] extends 'article' ? Name : never;
}[Permission];

/** The action on an article that each permission requires. A transition is decided by `canTransition` as well. */
export const articleActions = {
  'article.read': 'read',
  'article.edit': 'edit',
  'article.transition': 'read',
  'article.history': 'history',
  'article.preview': 'read',
  'article.preview-links': 'history',
  'article.share-preview': 'share',
} satisfies Record<ArticlePermission, ArticleAction>;

/** Permissions, besides the public ones, of a session that lacks a required second factor. */
const beforeSecondFactor: readonly Permission[] = ['session.read', 'session.confirm', 'second-factor.manage'];

export function mayUseWithoutSecondFactor(permission: Permission): boolean {
  return permissions[permission] === 'public' || beforeSecondFactor.includes(permission);
}

type Grant = 'public' | 'signed-in' | 'article' | readonly Role[];

/**
 * Decides whether `actor` may use a procedure at all, before anything is loaded. `article` permissions pass here
 * for every signed-in actor and are decided by `canOnArticle` once the article is known.
 */
export function mayUse(actor: Actor | null, permission: Permission): boolean {
  const grant: Grant = permissions[permission];
  if (grant === 'public') return true;
  if (!actor) return false;
  return typeof grant === 'string' ? true : grant.includes(actor.role);
}

/**
 * Decides about an action on an article.
 *
 * - `read`: its authors, every editor; everybody once it is published and has no working copy.
 * - `history`: its authors and every editor.
 * - `edit`: a draft by its authors and every editor; in review by editors only, so that it does not change while an
 *   editor reads it.
 * - `share`: create a preview link for a person without an account. Every editor at any stage; its authors while they
 *   may edit it, so that a submitted article is shared by editors only.
 *
 * @returns `not-permitted` (HTTP 403, or 404 for `read` and `history`) or `wrong-stage` (HTTP 409) when refused.
 */
export function canOnArticle(actor: Actor, article: ArticleState, action: ArticleAction): Decision {
  const isAuthor = article.authorIds.includes(actor.id);
  const isInvolved = isAuthor || isEditor(actor.role);
  switch (action) {
    case 'read':
      return isInvolved || isPublic(article) ? allowed : refused('not-permitted');
    case 'history':
      return isInvolved ? allowed : refused('not-permitted');
    case 'edit':
      if (!isInvolved) return refused('not-permitted');
      if (article.isTrashed || article.stage === 'none') return refused('wrong-stage');
      return article.stage === 'draft' || isEditor(actor.role) ? allowed : refused('wrong-stage');
    case 'share':
      if (!isInvolved) return refused('not-permitted');
      if (article.isTrashed) return refused('wrong-stage');
      return article.stage === 'draft' || isEditor(actor.role) ? allowed : refused('wrong-stage');
  }
}

function isPublic(article: ArticleState): boolean {
  return article.stage === 'none' && article.publication === 'published' && !article.isTrashed;
}

export const abilityNames = ['edit', 'share', ...transitionNames] as const;

/** For each action whether this person may perform it on the article, or the reason why not. */
export type Abilities = Record<(typeof abilityNames)[number], Decision>;

/** The abilities that every article in an API response carries. */
export function abilitiesOf(actor: Actor, article: ArticleState, policy: Policy): Abilities {
  const can = (transition: TransitionName) => canTransition(actor, article, transition, policy);
  return {
    edit: canOnArticle(actor, article, 'edit'),
    share: canOnArticle(actor, article, 'share'),
    submit: can('submit'),
    recall: can('recall'),
    return: can('return'),
    publish: can('publish'),
    schedule: can('schedule'),
    unschedule: can('unschedule'),
    withdraw: can('withdraw'),
    revise: can('revise'),
    trash: can('trash'),
    restore: can('restore'),
  };
}
