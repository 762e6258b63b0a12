import { describe, expect, test } from 'vitest';
import { abilitiesOf, canOnArticle, mayUse, type Permission, permissions } from './permissions.ts';
import { type Actor, roles } from './roles.ts';
import {
  type ArticleState,
  canTransition,
  defaultPolicy,
  publicationStates,
  stages,
  transitionNames,
} from './workflow.ts';

const anArticle = (over: Partial<ArticleState> = {}): ArticleState => ({
  stage: 'draft',
  publication: 'none',
  isReturned: false,
  isTrashed: false,
  authorIds: ['author'],
  ownShares: null,
  ...over,
});
const actors = {
  author: { id: 'author', role: 'journalist' },
  journalist: { id: 'other', role: 'journalist' },
  editor: { id: 'other', role: 'editor' },
  admin: { id: 'other', role: 'admin' },
} satisfies Record<string, Actor>;

const every = stages.flatMap((stage) =>
  publicationStates.flatMap((publication) =>
    [false, true].map((isTrashed) => anArticle({ stage, publication, isTrashed })),
  ),
);

describe('who may use a procedure at all', () => {
  const names = Object.keys(permissions) as Permission[];

  test('without an account only public ones', () => {
    expect(names.filter((name) => mayUse(null, name))).toEqual([
      'health.read',
      'setup.run',
      'session.start',
      'session.end',
      'account-link.use',
      'portal.read',
    ]);
  });

  test('only admins may use the admin procedures; no other procedure depends on the role', () => {
    const rooms = [
      'categories.manage',
      'fanpages.manage',
      'accounts.manage',
      'newsroom.manage',
      'audit.read',
    ];
    for (const role of roles) {
      const closed = names.filter((name) => !mayUse({ id: 'a', role }, name));
      expect(closed).toEqual(role === 'admin' ? [] : rooms);
    }
  });
});

describe('who may read an article', () => {
  test('its author and every editor, at any stage', () => {
    for (const article of every) {
      for (const actor of [actors.author, actors.editor, actors.admin]) {
        expect(canOnArticle(actor, article, 'read')).toEqual({ allowed: true });
        expect(canOnArticle(actor, article, 'history')).toEqual({ allowed: true });
      }
    }
  });

  test('another journalist only when it is published and nobody is correcting it', () => {
    const readable = every.filter((article) => canOnArticle(actors.journalist, article, 'read').allowed);
    expect(readable).toEqual([anArticle({ stage: 'none', publication: 'published' })]);
  });

  test('the history of an article is never shown to another journalist', () => {
    for (const article of every) {
      expect(canOnArticle(actors.journalist, article, 'history')).toEqual({
        allowed: false,
        reason: 'not-permitted',
      });
    }
  });
});

describe('who may edit an article', () => {
  const editing = (actor: Actor, over: Partial<ArticleState>) => {
    const decision = canOnArticle(actor, anArticle(over), 'edit');
    return decision.allowed ? 'yes' : decision.reason;
  };

  test.each([
    [{ stage: 'draft' }, 'yes', 'yes'],
    [{ stage: 'draft', publication: 'published' }, 'yes', 'yes'],
    [{ stage: 'review' }, 'wrong-stage', 'yes'],
    [{ stage: 'none', publication: 'scheduled' }, 'wrong-stage', 'wrong-stage'],
    [{ stage: 'none', publication: 'published' }, 'wrong-stage', 'wrong-stage'],
    [{ stage: 'none', publication: 'withdrawn' }, 'wrong-stage', 'wrong-stage'],
    [{ stage: 'draft', isTrashed: true }, 'wrong-stage', 'wrong-stage'],
  ] as const)('with %o its author gets %s and editors get %s', (over, author, editor) => {
    expect(editing(actors.author, over)).toBe(author);
    expect(editing(actors.editor, over)).toBe(editor);
    expect(editing(actors.admin, over)).toBe(editor);
    expect(editing(actors.journalist, over)).toBe('not-permitted');
  });
});

describe('who may create a preview link for a person without an account', () => {
  const sharing = (actor: Actor, over: Partial<ArticleState>) => {
    const decision = canOnArticle(actor, anArticle(over), 'share');
    return decision.allowed ? 'yes' : decision.reason;
  };

  test.each([
    [{ stage: 'draft' }, 'yes', 'yes'],
    [{ stage: 'draft', publication: 'published' }, 'yes', 'yes'],
    [{ stage: 'review' }, 'wrong-stage', 'yes'],
    [{ stage: 'none', publication: 'scheduled' }, 'wrong-stage', 'yes'],
    [{ stage: 'none', publication: 'published' }, 'wrong-stage', 'yes'],
    [{ stage: 'none', publication: 'withdrawn' }, 'wrong-stage', 'yes'],
    [{ stage: 'draft', isTrashed: true }, 'wrong-stage', 'wrong-stage'],
  ] as const)('with %o its author gets %s and editors get %s', (over, author, editor) => {
    expect(sharing(actors.author, over)).toBe(author);
    expect(sharing(actors.editor, over)).toBe(editor);
    expect(sharing(actors.admin, over)).toBe(editor);
    expect(sharing(actors.journalist, over)).toBe('not-permitted');
  });

  test('an author may share an article that they may edit', () => {
    for (const article of every) {
      const edit = canOnArticle(actors.author, article, 'edit');
      if (edit.allowed) expect(canOnArticle(actors.author, article, 'share')).toEqual(edit);
    }
  });
});

test('the abilities of an article are the decisions of the two tables', () => {
  const article = anArticle({ stage: 'review' });
  const abilities = abilitiesOf(actors.editor, article, defaultPolicy);
  expect(Object.keys(abilities).sort()).toEqual(['edit', 'share', ...transitionNames].sort());
  expect(abilities.edit).toEqual(canOnArticle(actors.editor, article, 'edit'));
  expect(abilities.share).toEqual(canOnArticle(actors.editor, article, 'share'));
  for (const name of transitionNames) {
    expect(abilities[name]).toEqual(canTransition(actors.editor, article, name, defaultPolicy));
  }
});
