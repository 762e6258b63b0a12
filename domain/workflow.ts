import type { ErrorCode } from './contract/errors.ts';
import { type Actor, isEditor } from './roles.ts';

/**
 * An article has a working copy and a publication, which change independently: a published article is corrected in a
 * working copy while readers still get the approved revision.
 *
 * - `stage` is that of the working copy; `none` without one.
 * - `publication` is the state for readers. No job runs at a scheduled time: a revision is visible once its time has
 *   come.
 */
export type ArticleState = {
  stage: Stage;
  publication: PublicationState;
  /** An editor returned the working copy, and it was not submitted again. */
  isReturned: boolean;
  isTrashed: boolean;
  authorIds: readonly string[];
  /** Null until they are counted for the first time, on submission. */
  ownShares: OwnShares | null;
};

/**
 * How much of the text each account wrote itself since the last submission by somebody else, in whole percent
 * (`own-share.ts`). `others`: the share of every account that is not listed, for text whose writer is unknown.
 */
export type OwnShares = { byAccount: Readonly<Record<string, number>>; others: number };

export const stages = ['draft', 'review', 'none'] as const;
export type Stage = (typeof stages)[number];

export const publicationStates = ['none', 'scheduled', 'published', 'withdrawn'] as const;
export type PublicationState = (typeof publicationStates)[number];

/** The state in lists and badges. The working copy's comes first, because it needs action. */
export const displayStates = ['draft', 'review', 'returned', 'scheduled', 'published', 'withdrawn'] as const;
export type DisplayState = (typeof displayStates)[number];

export function displayState(
  article: Pick<ArticleState, 'stage' | 'publication' | 'isReturned'>,
): DisplayState {
  if (article.stage === 'review') return 'review';
  if (article.stage === 'draft') return article.isReturned ? 'returned' : 'draft';
  if (article.publication === 'none') throw new Error('An article with neither working copy nor publication');
  return article.publication;
}

export const transitionNames = [
  'submit',
  'recall',
  'return',
  'publish',
  'schedule',
  'unschedule',
  'withdraw',
  'revise',
  'trash',
  'restore',
] as const;
export type TransitionName = (typeof transitionNames)[number];

/** Requirements of a transition beside the permission; 422 where one is missing. */
export type Need = 'complete' | 'note' | 'reason' | 'shown-content' | 'future-time';

type Rule = {
  /** The states in which it is possible. */
  from: (article: ArticleState) => boolean;
  /**
   * `author`: one of its authors. `editor`: any editor or admin. `approver`: an editor who wrote little of what nobody
   * else has submitted (four-eyes).
   */
  who: readonly ('author' | 'editor' | 'approver')[];
  needs: readonly Need[];
};

const isLive = (article: ArticleState) => !article.isTrashed;
const isWaiting = (article: ArticleState) =>
  isLive(article) && article.stage === 'none' && article.publication === 'scheduled';

/** The workflow, as PRODUCT.md's table reads. */
export const workflow = {
  submit: {
    from: (article) => isLive(article) && article.stage === 'draft',
    who: ['author', 'editor'],
    needs: ['complete'],
  },
  recall: { from: (article) => isLive(article) && article.stage === 'review', who: ['author'], needs: [] },
  return: {
    from: (article) => isLive(article) && article.stage === 'review',
    who: ['editor'],
    needs: ['note'],
  },
  publish: {
    from: (article) => isLive(article) && article.stage === 'review',
    who: ['approver'],
    needs: ['complete', 'shown-content'],
  },
  schedule: {
    // From `scheduled` it moves the time; the approved revision stays the same.
    from: (article) => isLive(article) && (article.stage === 'review' || isWaiting(article)),
    who: ['approver'],
    needs: ['complete', 'shown-content', 'future-time'],
  },
  unschedule: { from: isWaiting, who: ['editor'], needs: [] },
  withdraw: {
    from: (article) =>
      isLive(article) && (article.publication === 'published' || article.publication === 'scheduled'),
    who: ['editor'],
    needs: ['reason'],
  },
  revise: {
    from: (article) => isLive(article) && article.stage === 'none' && article.publication === 'published',
    who: ['author', 'editor'],
    needs: [],
  },
  trash: {
    from: (article) => isLive(article) && article.stage === 'draft' && article.publication === 'none',
    who: ['author', 'editor'],
    needs: [],
  },
  restore: { from: (article) => article.isTrashed, who: ['author', 'editor'], needs: [] },
} satisfies Record<TransitionName, Rule>;

type Refusal =
  | { reason: Extract<ErrorCode, 'not-permitted' | 'wrong-stage'> }
  /** `share`: the actor's own share of the text, in percent. */
  | { reason: Extract<ErrorCode, 'four-eyes'>; share: number };
export type Decision = { allowed: true } | ({ allowed: false } & Refusal);

export const allowed: Decision = { allowed: true };
export const refused = (reason: 'not-permitted' | 'wrong-stage'): Decision => ({ allowed: false, reason });

/** Settings of the newsroom that the rules depend on. */
export type Policy = {
  /** Nobody approves alone what they wrote themselves. On by default. */
  fourEyes: boolean;
  /** The share of the text, in percent, that an approver may have written, see `OwnShares`. 25 by default. */
  ownShareMax: number;
};

export const defaultPolicy: Policy = { fourEyes: true, ownShareMax: 25 };

/**
 * Decides whether `actor` may perform `transition` on `article`. Pure: the server repeats it inside the write
 * transaction, the screen shows `reason` on the disabled button. Needs are validated separately.
 *
 * @returns `not-permitted` or `four-eyes` (HTTP 403), `wrong-stage` (HTTP 409) when refused.
 */
export function canTransition(
  actor: Actor,
  article: ArticleState,
  transition: TransitionName,
  policy: Policy,
): Decision {
  const rule: Rule = workflow[transition];
  const isAuthor = article.authorIds.includes(actor.id);
  const mayEver = rule.who.some((who) => (who === 'author' ? isAuthor : isEditor(actor.role)));
  if (!mayEver) return refused('not-permitted');
  if (!rule.from(article)) return refused('wrong-stage');
  if (isApproval(transition) && policy.fourEyes) {
    const share = ownShareOf(actor, article);
    if (share > policy.ownShareMax || share === 100) return { allowed: false, reason: 'four-eyes', share };
  }
  return allowed;
}

/** Whether four-eyes applies to it. */
export function isApproval(transition: TransitionName): boolean {
  const rule: Rule = workflow[transition];
  return rule.who.includes('approver');
}

/** Uncounted text is that of its authors. */
function ownShareOf({ id }: Actor, { ownShares, authorIds }: ArticleState): number {
  if (ownShares) return ownShares.byAccount[id] ?? ownShares.others;
  return authorIds.length === 1 && authorIds.includes(id) ? 100 : 0;
}
