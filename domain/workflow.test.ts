import { describe, expect, test } from 'vitest';
import type { Actor } from './roles.ts';
import {
  type ArticleState,
  canTransition,
  defaultPolicy,
  displayState,
  isApproval,
  type Need,
  type OwnShares,
  type Policy,
  publicationStates,
  stages,
  transitionNames,
  workflow,
} from './workflow.ts';

/*
 * The whole table, written independently of the rules: for every situation and actor, one letter for each
 * transition. y: may. p: not permitted. s: wrong stage. 4: four eyes.
 */
const order = [
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

type Situation = Pick<ArticleState, 'stage' | 'publication' | 'isTrashed'>;
const at = (
  stage: Situation['stage'],
  publication: Situation['publication'],
  isTrashed = false,
): Situation => ({
  stage,
  publication,
  isTrashed,
});

const table: [situation: Situation, author: string, editor: string][] = [
  //                                srrpsuwrtr    srrpsuwrtr
  [at('draft', 'none'), 'yspppppsys', 'ypssssssys'],
  [at('draft', 'scheduled'), 'yspppppsss', 'ypssssysss'],
  [at('draft', 'published'), 'yspppppsss', 'ypssssysss'],
  [at('draft', 'withdrawn'), 'yspppppsss', 'ypssssssss'],
  [at('review', 'none'), 'sypppppsss', 'spyyysssss'],
  [at('review', 'scheduled'), 'sypppppsss', 'spyyysysss'],
  [at('review', 'published'), 'sypppppsss', 'spyyysysss'],
  [at('review', 'withdrawn'), 'sypppppsss', 'spyyysssss'],
  [at('none', 'scheduled'), 'sspppppsss', 'spssyyysss'],
  [at('none', 'published'), 'sspppppyss', 'spssssyyss'],
  [at('none', 'withdrawn'), 'sspppppsss', 'spssssssss'],
  [at('draft', 'none', true), 'sspppppssy', 'spsssssssy'],
];

const letters = { 'not-permitted': 'p', 'wrong-stage': 's', 'four-eyes': '4' } as const;

type Options = { ownShares?: OwnShares | null; policy?: Partial<Policy> };

function row(
  actor: Actor,
  situation: Situation,
  authorIds: string[],
  { ownShares = null, policy = {} }: Options = {},
): string {
  const article = { ...situation, isReturned: false, authorIds, ownShares };
  return order
    .map((transition) => {
      const decision = canTransition(actor, article, transition, { ...defaultPolicy, ...policy });
      return decision.allowed ? 'y' : letters[decision.reason];
    })
    .join('');
}

const replaceAt = (text: string, index: number, letter: string) =>
  text.slice(0, index) + letter + text.slice(index + 1);
const recall = order.indexOf('recall');
const [publish, schedule] = [order.indexOf('publish'), order.indexOf('schedule')];

const journalist: Actor = { id: 'me', role: 'journalist' };
const approvers: Actor[] = [
  { id: 'me', role: 'editor' },
  { id: 'me', role: 'admin' },
];

test('the table has every transition and every situation', () => {
  expect([...order].sort()).toEqual([...transitionNames].sort());
  expect(Object.keys(workflow).sort()).toEqual([...transitionNames].sort());
  const possible = stages.flatMap((stage) =>
    publicationStates
      .filter((publication) => stage !== 'none' || publication !== 'none')
      .map((publication) => `${stage}/${publication}`),
  );
  const listed = table.filter(([{ isTrashed }]) => !isTrashed);
  expect(listed.map(([{ stage, publication }]) => `${stage}/${publication}`)).toEqual(possible);
});

describe.each(table)('with %o', (situation, author, editor) => {
  test('a journalist has no transition on an article by others', () => {
    expect(row(journalist, situation, ['other'])).toBe('pppppppppp');
  });

  test.each([{ authorIds: ['me'] }, { authorIds: ['other', 'me'] }])(
    'a journalist of %o may what authors may',
    ({ authorIds }) => {
      expect(row(journalist, situation, authorIds)).toBe(author);
    },
  );

  test.each(approvers)('an $role has the transitions of an editor on an article by others', (actor) => {
    expect(row(actor, situation, ['other'])).toBe(editor);
  });

  test.each(approvers)('an $role who wrote it with somebody else may also recall it', (actor) => {
    expect(row(actor, situation, ['other', 'me'])).toBe(replaceAt(editor, recall, author.charAt(recall)));
  });

  const withFourEyes = (row: string) =>
    [publish, schedule].reduce(
      (text, index) => (text.charAt(index) === 'y' ? replaceAt(text, index, '4') : text),
      row,
    );

  test.each(approvers)('an $role does not approve alone what they alone wrote', (actor) => {
    const expected = withFourEyes(replaceAt(editor, recall, author.charAt(recall)));
    expect(row(actor, situation, ['me'])).toBe(expected);
    const ownShares = { byAccount: { me: 100 }, others: 0 };
    expect(row(actor, situation, ['me'], { ownShares })).toBe(expected);
    expect(row(actor, situation, ['me'], { ownShares, policy: { ownShareMax: 100 } })).toBe(expected);
  });

  test.each(approvers)(
    'an $role does not approve alone of what others began too much that is their own',
    (actor) => {
      for (const [share, others, ownShareMax] of [
        [26, 0, 25],
        [1, 0, 0],
        [undefined, 26, 25],
      ] as const) {
        const ownShares = { byAccount: { other: 100, ...(share && { me: share }) }, others };
        expect(row(actor, situation, ['other'], { ownShares, policy: { ownShareMax } })).toBe(
          withFourEyes(editor),
        );
      }
    },
  );

  test.each(approvers)('an $role approves an article of which not too much is their own', (actor) => {
    for (const [share, others, ownShareMax] of [
      [25, 0, 25],
      [0, 100, 0],
      [99, 0, 100],
      [undefined, 25, 25],
    ] as const) {
      const ownShares = { byAccount: { other: 100, ...(share !== undefined && { me: share }) }, others };
      expect(row(actor, situation, ['other'], { ownShares, policy: { ownShareMax } })).toBe(editor);
    }
  });

  test.each(approvers)('an $role approves their own article where four-eyes is off', (actor) => {
    const expected = replaceAt(editor, recall, author.charAt(recall));
    const ownShares = { byAccount: { me: 100 }, others: 100 };
    expect(row(actor, situation, ['me'], { ownShares, policy: { fourEyes: false } })).toBe(expected);
  });
});

test('a refusal for four-eyes names the share', () => {
  const article: ArticleState = {
    ...at('review', 'none'),
    isReturned: false,
    authorIds: ['other'],
    ownShares: { byAccount: { me: 62 }, others: 0 },
  };
  const [editor] = approvers;
  expect(editor && canTransition(editor, article, 'publish', defaultPolicy)).toEqual({
    allowed: false,
    reason: 'four-eyes',
    share: 62,
  });
});

test('the needs of the transitions are those of PRODUCT.md', () => {
  const needs = Object.fromEntries(transitionNames.map((name) => [name, [...workflow[name].needs].sort()]));
  expect(needs).toEqual({
    submit: ['complete'],
    recall: [],
    return: ['note'],
    publish: ['complete', 'shown-content'],
    schedule: ['complete', 'future-time', 'shown-content'],
    unschedule: [],
    withdraw: ['reason'],
    revise: [],
    trash: [],
    restore: [],
  });
});

test('every transition that approves the content which was shown is under four-eyes', () => {
  const approving = transitionNames.filter((name) =>
    (workflow[name].needs as readonly Need[]).includes('shown-content'),
  );
  expect(transitionNames.filter(isApproval)).toEqual(approving);
});

describe('the state in lists', () => {
  test.each([
    ['draft', 'none', false, 'draft'],
    ['draft', 'published', false, 'draft'],
    ['draft', 'none', true, 'returned'],
    ['review', 'published', false, 'review'],
    ['none', 'scheduled', false, 'scheduled'],
    ['none', 'published', false, 'published'],
    ['none', 'withdrawn', false, 'withdrawn'],
  ] as const)(
    '%s with publication %s (returned: %s) is shown as %s',
    (stage, publication, isReturned, word) => {
      expect(displayState({ stage, publication, isReturned })).toBe(word);
    },
  );

  test('an impossible situation throws', () => {
    expect(() => displayState({ stage: 'none', publication: 'none', isReturned: false })).toThrow();
  });
});
